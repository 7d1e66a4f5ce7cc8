import { Tenant, expectRefusal, version } from "./tenant";

const day = 24 * 60 * 60 * 1000;

describe("A deleted vault", () => {
  let tenant: Tenant;
  beforeEach(async () => {
    tenant = await Tenant.create();
  });
  const remove = () => tenant.azure.arm.delete(tenant.vaultId(), version.vault);

  it("is gone for reads, and holds its name", async () => {
    await tenant.putVault();
    await remove();
    await expectRefusal(tenant.azure.arm.get(tenant.vaultId(), version.vault), 404, "ResourceNotFound");
    await expectRefusal(
      tenant.putVault(),
      409,
      "ConflictError",
      "A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault.",
    );
  });

  it("comes back with createMode recover, as it was, whatever else the body says", async () => {
    const vault = await tenant.putVault({ networkAcls: { defaultAction: "Deny", ipRules: [{ value: "20.1.2.3" }] } });
    await tenant.putKey();
    const key = tenant.azure.keys.get(vault.id, "key-one");
    await remove();
    expect(() => tenant.azure.keys.get(vault.id, "key-one")).toThrow("was not found in this key vault");
    const recovered = await tenant.putVault({ createMode: "recover", networkAcls: { defaultAction: "Allow" } });
    expect(recovered).toEqual(vault);
    expect(tenant.azure.keys.get(vault.id, "key-one")).toEqual(key);
  });

  it("comes back without its role assignments and private endpoint connections", async () => {
    const vault = await tenant.putVault();
    await tenant.putKey();
    const principal = await tenant.kore();
    const onVault = await tenant.assign(vault.id, principal);
    const onKey = await tenant.assign(
      `${vault.id}/keys/key-one`,
      principal,
      undefined,
      "88888888-8888-4888-8888-888888888888",
    );
    const onGroup = await tenant.assign(
      tenant.group("rg"),
      principal,
      undefined,
      "99999999-9999-4999-8999-999999999999",
    );
    await tenant.azure.outside.requestPrivateEndpoint(vault.id, { endpointId: "/subscriptions/kore/pe" });
    await remove();
    const recovered = await tenant.putVault({ createMode: "recover" });
    expect(recovered.properties).not.toHaveProperty("privateEndpointConnections");
    await expectRefusal(tenant.azure.arm.get(onVault.id, version.role), 404, "RoleAssignmentNotFound");
    await expectRefusal(tenant.azure.arm.get(onKey.id, version.role), 404, "RoleAssignmentNotFound");
    expect(await tenant.azure.arm.get(onGroup.id, version.role)).toEqual(onGroup);
  });

  it("must be there to be recovered, and in the same group and region", async () => {
    const words = "A soft deleted vault with the given name does not exist.";
    await expectRefusal(tenant.putVault({ createMode: "recover" }), 400, "SoftDeletedVaultDoesNotExist", words);
    await tenant.putVault();
    await expectRefusal(tenant.putVault({ createMode: "recover" }), 400, "SoftDeletedVaultDoesNotExist", words);
    await remove();
    await tenant.azure.arm.put(tenant.group("rg2"), { location: "westeurope" }, version.group);
    const elsewhere = tenant.id("Microsoft.KeyVault/vaults", "kv-one", "rg2");
    const recover = tenant.vaultBody({ createMode: "recover" });
    await expectRefusal(tenant.azure.arm.put(elsewhere, recover, version.vault), 400, "SoftDeletedVaultDoesNotExist");
    const otherRegion = tenant.vaultBody({ createMode: "recover" }, "eastus");
    await expectRefusal(
      tenant.azure.arm.put(tenant.vaultId(), otherRegion, version.vault),
      400,
      "SoftDeletedVaultDoesNotExist",
    );
  });

  it("is purged with its keys after its retention, not before; its name is free then", async () => {
    await tenant.putVault({ softDeleteRetentionInDays: 7 });
    await tenant.putKey();
    await remove();
    tenant.azure.outside.advanceClock(7 * day - 60_000);
    await expectRefusal(tenant.putVault(), 409, "ConflictError");
    tenant.azure.outside.advanceClock(60_000);
    await tenant.putVault();
    expect(tenant.azure.state.keys).toEqual({});
    await expectRefusal(
      tenant.azure.arm.get(`${tenant.vaultId()}/keys/key-one`, version.vault),
      404,
      "ResourceNotFound",
    );
  });

  it("can be read among the deleted vaults, where it was", async () => {
    const vault = await tenant.putVault();
    await remove();
    const id = (location: string) =>
      `${tenant.subscription}/providers/Microsoft.KeyVault/locations/${location}/deletedVaults/kv-one`;
    const deleted = await tenant.azure.arm.get(id("westeurope"), version.vault);
    expect(deleted.properties).toMatchObject({ vaultId: vault.id, purgeProtectionEnabled: true });
    const { deletionDate, scheduledPurgeDate } = deleted.properties as Record<string, string>;
    expect(Date.parse(scheduledPurgeDate!) - Date.parse(deletionDate!)).toBe(90 * day);
    await expect(tenant.azure.arm.get(id("eastus"), version.vault)).rejects.toMatchObject({ status: 404 });
    await expectRefusal(tenant.azure.arm.delete(id("westeurope"), version.vault), 405, "MethodNotAllowed");
  });
});
