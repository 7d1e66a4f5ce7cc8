import type { State } from "../providerClient";
import { makeGroup, startAzureNative, stop, VAULT, vaultInputs } from "./fixture";
import type { Fixture } from "./fixture";

const CONNECTION = "azure-native:keyvault:PrivateEndpointConnection";
const KORE_ENDPOINT =
  "/subscriptions/99999999-9999-4999-8999-999999999999/resourceGroups/kore/providers/Microsoft.Network/privateEndpoints/kore";

describe("azure-native's private endpoint connection of a vault", () => {
  let fixture: Fixture;
  let vault: State;
  beforeEach(async () => {
    fixture = await startAzureNative();
    await makeGroup(fixture);
    vault = await fixture.provider.make(VAULT, "vault", vaultInputs(fixture));
  });
  afterEach(() => stop(fixture));

  const request = () => fixture.azure.outside.requestPrivateEndpoint(vault.id, { endpointId: KORE_ENDPOINT });
  const inputs = (privateEndpointConnectionName: string) => ({
    resourceGroupName: "rg",
    vaultName: "kv-kore",
    privateEndpointConnectionName,
    privateLinkServiceConnectionState: { status: "Approved" },
  });
  const idOf = (name: string) => `${vault.id}/privateEndpointConnections/${name}`;

  it("cannot be approved by a create: it is there already", async () => {
    const name = await request();
    await expect(fixture.provider.make(CONNECTION, "kore", inputs(name))).rejects.toThrow(
      `cannot create already existing resource '${idOf(name)}'`,
    );
  });

  it("cannot be made from the vault's side", async () => {
    await expect(fixture.provider.make(CONNECTION, "kore", inputs("none"))).rejects.toThrow(/^Status=4\d\d /);
  });

  it("can be imported as it is, and then approved", async () => {
    const name = await request();
    const imported = (await fixture.provider.import(CONNECTION, idOf(name)))!;
    expect(imported.inputs).toMatchObject({
      privateEndpointConnectionName: name,
      privateLinkServiceConnectionState: { status: "Pending" },
    });
    expect(imported.outputs).toMatchObject({ privateEndpoint: { id: KORE_ENDPOINT } });
    const { inputs: wanted } = await fixture.provider.check(CONNECTION, "kore", inputs(name));
    expect(await fixture.provider.diff(CONNECTION, imported, wanted)).toMatchObject({ changes: true, replaces: [] });
    expect(await fixture.provider.update(CONNECTION, imported, wanted)).toMatchObject({
      privateLinkServiceConnectionState: { status: "Approved" },
    });
  });

  it("is cut off by a delete", async () => {
    const name = await request();
    const imported = (await fixture.provider.import(CONNECTION, idOf(name)))!;
    await fixture.provider.delete(CONNECTION, imported);
    expect(await fixture.provider.refresh(CONNECTION, imported)).toBeUndefined();
  });
});
