import { UNKNOWN } from "../../../../simulator/providers/propertyValues";
import { ASSIGNMENT, KEY, keyInputs, makeGroup, startAzureNative, stop, VAULT, vaultInputs } from "./fixture";
import type { Fixture } from "./fixture";

describe("a preview by azure-native", () => {
  let fixture: Fixture;
  beforeEach(async () => {
    fixture = await startAzureNative();
    await makeGroup(fixture);
  });
  afterEach(() => stop(fixture));

  it("of a create knows inputs that are outputs too, and nothing else", async () => {
    const { id, outputs } = await fixture.provider.previewCreate(VAULT, {
      ...vaultInputs(fixture, { networkAcls: { ipRules: [{ value: "20.1.2.3/32" }] } }),
      tags: { team: "platform" },
    });
    expect(id).toBe("");
    expect(outputs).toMatchObject({ name: UNKNOWN, type: UNKNOWN, location: "westeurope", tags: { team: "platform" } });
    expect(outputs["properties"]).toMatchObject({
      enableRbacAuthorization: true,
      enableSoftDelete: UNKNOWN,
      networkAcls: { bypass: UNKNOWN, ipRules: [{ value: "20.1.2.3/32" }] },
      privateEndpointConnections: UNKNOWN,
      tenantId: fixture.azure.state.tenantId,
      vaultUri: UNKNOWN,
    });
    expect(outputs).not.toHaveProperty("vaultName");
  });

  it("of a key knows none of its properties: inputs and outputs stand apart", async () => {
    const { outputs } = await fixture.provider.previewCreate(KEY, keyInputs);
    expect(outputs).toMatchObject({ kty: UNKNOWN, keySize: UNKNOWN, keyUri: UNKNOWN, attributes: UNKNOWN });
    expect(outputs).not.toHaveProperty("properties");
  });

  it("does not touch Azure", async () => {
    const before = fixture.azure.log.entries.length;
    await fixture.provider.previewCreate(VAULT, vaultInputs(fixture));
    expect(fixture.azure.log.entries).toHaveLength(before);
    expect(fixture.azure.keys.findVault("kv-kore")).toBeUndefined();
  });

  it("of an update keeps name and location, and forgets what Azure answered", async () => {
    const vault = await fixture.provider.make(VAULT, "vault", vaultInputs(fixture));
    const outputs = await fixture.provider.update(VAULT, vault, { ...vault.inputs, tags: { team: "sec" } }, true);
    expect(outputs).toMatchObject({ name: "kv-kore", location: "westeurope", tags: { team: "sec" }, type: UNKNOWN });
    expect(outputs["properties"]).toMatchObject({ vaultUri: UNKNOWN });
    expect(fixture.azure.keys.findVault("kv-kore")!.tags).toBeUndefined();
  });

  it("passes unknown inputs on as unknown outputs", async () => {
    const { outputs } = await fixture.provider.previewCreate(ASSIGNMENT, { scope: UNKNOWN, principalId: UNKNOWN });
    expect(outputs).toMatchObject({ scope: UNKNOWN, principalId: UNKNOWN, principalType: UNKNOWN });
  });
});
