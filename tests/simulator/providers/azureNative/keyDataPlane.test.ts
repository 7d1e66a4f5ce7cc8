import type { State } from "../providerClient";
import {
  ASSIGNMENT,
  CRYPTO_OFFICER,
  CRYPTO_USER,
  KEY,
  keyInputs,
  makeGroup,
  roleDefinitionId,
  startAzureNative,
  stop,
  VAULT,
  vaultInputs,
} from "./fixture";
import type { Fixture } from "./fixture";

describe("azure-native on a vault's data plane", () => {
  let fixture: Fixture;
  let vault: State;
  let key: State;
  beforeEach(async () => {
    fixture = await startAzureNative();
    await makeGroup(fixture);
    vault = await fixture.provider.make(VAULT, "vault", vaultInputs(fixture));
    key = await fixture.provider.make(KEY, "key", keyInputs);
  });
  afterEach(() => stop(fixture));

  const grant = (role: string) =>
    fixture.provider.make(ASSIGNMENT, "deployer", {
      scope: vault.id,
      principalId: fixture.azure.state.login.objectId,
      principalType: "ServicePrincipal",
      roleDefinitionId: roleDefinitionId(fixture, role),
    });
  const stored = () => Object.values(fixture.azure.state.keys).find(({ name }) => name === "kore")!;

  it("soft-deletes a key as Crypto Officer", async () => {
    await grant(CRYPTO_OFFICER);
    await fixture.provider.delete(KEY, key);
    expect(stored().deleted).toBeDefined();
    expect(fixture.azure.log.entries.at(-1)).toMatchObject({ action: "DELETE keys", status: 200 });
  });

  it.each([
    ["without a role", undefined],
    ["as Crypto User, who may not delete", CRYPTO_USER],
  ])("is refused %s, and the log says so", async (_case, role) => {
    if (role !== undefined) await grant(role);
    await expect(fixture.provider.delete(KEY, key)).rejects.toThrow(
      /Action: 'Microsoft.KeyVault\/vaults\/keys\/delete'/,
    );
    expect(stored().deleted).toBeUndefined();
    expect(fixture.azure.log.entries.at(-1)).toMatchObject({
      action: "DELETE keys",
      status: 403,
      code: "Forbidden",
      caller: fixture.azure.state.login.objectId,
    });
  });

  it.each([
    [{ networkAcls: { defaultAction: "Deny", ipRules: [] } }, /Client address is not authorized/],
    [{ publicNetworkAccess: "Disabled" }, /Public network access is disabled/],
  ])("is kept out by the vault's network %j", async (properties, refusal) => {
    await grant(CRYPTO_OFFICER);
    const { inputs } = await fixture.provider.check(VAULT, "vault", vaultInputs(fixture, properties));
    await fixture.provider.update(VAULT, vault, inputs);
    await expect(fixture.provider.delete(KEY, key)).rejects.toThrow(refusal);
    expect(stored().deleted).toBeUndefined();
  });

  it("takes a key that is gone for deleted", async () => {
    await grant(CRYPTO_OFFICER);
    await fixture.provider.delete(KEY, key);
    await expect(fixture.provider.delete(KEY, key)).resolves.toBeUndefined();
  });

  it("does not take a vault that is gone for a deleted key", async () => {
    await fixture.provider.delete(VAULT, vault);
    await expect(fixture.provider.delete(KEY, key)).rejects.toThrow("no such host");
  });

  it("recovers a soft-deleted key on create: the old material under the old attributes", async () => {
    await grant(CRYPTO_OFFICER);
    await fixture.provider.delete(KEY, key);
    const again = await fixture.provider.make(KEY, "key", { ...keyInputs, properties: { kty: "RSA", keySize: 4096 } });
    expect(again.outputs).toEqual(key.outputs);
    expect(stored().deleted).toBeUndefined();
  });

  it("does not recover where the login may not", async () => {
    const assignment = await grant(CRYPTO_OFFICER);
    await fixture.provider.delete(KEY, key);
    await fixture.provider.delete(ASSIGNMENT, assignment);
    await expect(fixture.provider.make(KEY, "key", keyInputs)).rejects.toThrow(/keys\/recover\/action/);
  });
});
