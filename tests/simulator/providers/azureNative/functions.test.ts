import { KEY, keyInputs, makeGroup, startAzureNative, stop, VAULT, vaultInputs } from "./fixture";
import type { Fixture } from "./fixture";

describe("a function of azure-native", () => {
  let fixture: Fixture;
  beforeEach(async () => {
    fixture = await startAzureNative();
    await makeGroup(fixture);
  });
  afterEach(() => stop(fixture));

  it("tells who deploys, and where", async () => {
    const { login, subscriptionId, tenantId } = fixture.azure.state;
    expect(await fixture.provider.invoke("azure-native:authorization:getClientConfig")).toEqual({
      clientId: login.clientId,
      objectId: login.objectId,
      subscriptionId,
      tenantId,
    });
  });

  it("reads a vault, with its ID", async () => {
    const vault = await fixture.provider.make(VAULT, "vault", vaultInputs(fixture));
    const args = { resourceGroupName: "rg", vaultName: "kv-kore" };
    expect(await fixture.provider.invoke("azure-native:keyvault:getVault", args)).toEqual({
      id: vault.id,
      ...vault.outputs,
    });
  });

  it("reads a key with its properties lifted to the top", async () => {
    await fixture.provider.make(VAULT, "vault", vaultInputs(fixture));
    await fixture.provider.make(KEY, "key", keyInputs);
    const args = { resourceGroupName: "rg", vaultName: "kv-kore", keyName: "kore" };
    expect(await fixture.provider.invoke("azure-native:keyvault:getKey", args)).toMatchObject({ kty: "RSA" });
  });

  it("fails for what is not there, and names it", async () => {
    const args = { resourceGroupName: "rg", vaultName: "kv-none" };
    await expect(fixture.provider.invoke("azure-native:keyvault:getVault", args)).rejects.toThrow(
      /^Status=404 Code="ResourceNotFound" Message="request failed \/subscriptions\/.*kv-none/,
    );
  });

  it("names the arguments that are missing, wrong or not its own", async () => {
    await expect(
      fixture.provider.invoke("azure-native:keyvault:getVault", { vaultName: 3, name: "x" }),
    ).rejects.toThrow(
      "missing required property 'resourceGroupName'; 'vaultName' should be of type 'string' but got a number; " +
        "'name' is not a property that the simulated Azure models; the nearest one is 'vaultName'",
    );
  });

  it.each(["azure-native:authorization:getClientToken", "azure-native:keyvault:getSecret", "azure-native:nothing"])(
    "is refused where it is not modelled: %s",
    async (token) => {
      await expect(fixture.provider.invoke(token)).rejects.toThrow(`Invoke type ${token} not found`);
    },
  );
});
