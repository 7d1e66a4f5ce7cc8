import { Tenant, expectRefusal, version } from "./tenant";

const endpointId =
  "/subscriptions/99999999-9999-4999-8999-999999999999/resourceGroups/kore/providers/Microsoft.Network/privateEndpoints/pe";

describe("A private endpoint connection that Kore asks for", () => {
  let tenant: Tenant;
  let vaultId: string;
  let name: string;

  beforeEach(async () => {
    tenant = await Tenant.create();
    vaultId = (await tenant.putVault()).id;
    name = await tenant.azure.outside.requestPrivateEndpoint(vaultId, { endpointId, requestMessage: "Kore BYOK" });
  });
  const id = () => `${vaultId}/privateEndpointConnections/${name}`;
  const get = async () => (await tenant.azure.arm.get(id(), version.vault)).properties;
  const put = (status: string, description?: string) =>
    tenant.azure.arm.put(
      id(),
      { properties: { privateLinkServiceConnectionState: { status, ...(description && { description }) } } },
      version.vault,
    );

  it("waits for approval, in the vault as well", async () => {
    const expected = {
      privateEndpoint: { id: endpointId },
      privateLinkServiceConnectionState: { status: "Pending", description: "Kore BYOK", actionsRequired: "None" },
      provisioningState: "Succeeded",
    };
    expect(await get()).toEqual(expected);
    const vault = await tenant.azure.arm.get(vaultId, version.vault);
    expect(vault.properties.privateEndpointConnections).toEqual([{ id: id(), properties: expected }]);
  });

  it("stays when the vault is put again", async () => {
    await tenant.putVault({ publicNetworkAccess: "Disabled" });
    expect(await get()).toMatchObject({ privateEndpoint: { id: endpointId } });
  });

  it("is approved by the vault's owner, and rejected later", async () => {
    expect((await put("Approved", "by ops")).properties).toMatchObject({
      privateLinkServiceConnectionState: { status: "Approved", description: "by ops" },
    });
    await put("Rejected");
    expect(await get()).toMatchObject({ privateLinkServiceConnectionState: { status: "Rejected" } });
  });

  it("cannot be approved once it is rejected or disconnected, nor put back to pending", async () => {
    await put("Approved");
    await expectRefusal(put("Pending"), 400, "BadRequest", "is Approved and cannot become Pending");
    await put("Rejected");
    await expectRefusal(put("Approved"), 400, "BadRequest", "is Rejected and cannot become Approved");
    await tenant.azure.outside.setPrivateEndpointConnection(vaultId, name, "Disconnected");
    await expectRefusal(put("Approved"), 400, "BadRequest", "is Disconnected and cannot become Approved");
  });

  it("is removed by the vault's owner", async () => {
    await tenant.azure.arm.delete(id(), version.vault);
    await expectRefusal(tenant.azure.arm.get(id(), version.vault), 404, "ResourceNotFound");
    const vault = await tenant.azure.arm.get(vaultId, version.vault);
    expect(vault.properties).not.toHaveProperty("privateEndpointConnections");
  });

  it("cannot be made by the vault's owner", async () => {
    name = "own";
    await expectRefusal(put("Approved"), 404, "ResourceNotFound");
  });

  it("is under the vault's lock: no removal, but approval", async () => {
    await tenant.lock(vaultId);
    await put("Approved");
    await expectRefusal(tenant.azure.arm.delete(id(), version.vault), 409, "ScopeLocked");
  });

  it("takes a status that Azure knows", () => expectRefusal(put("Maybe"), 400, "InvalidRequestContent", "status"));

  it("needs a vault", async () => {
    const absent = tenant.vaultId("absent");
    await expect(tenant.azure.outside.requestPrivateEndpoint(absent, { endpointId })).rejects.toThrow(/no vault/);
    const set = tenant.azure.outside.setPrivateEndpointConnection(vaultId, "absent", "Approved");
    await expect(set).rejects.toThrow(/no connection absent/);
  });
});
