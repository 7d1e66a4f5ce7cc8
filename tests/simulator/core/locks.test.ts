import { Tenant, expectRefusal, version } from "./tenant";

describe("A CanNotDelete lock", () => {
  let tenant: Tenant;
  beforeEach(async () => {
    tenant = await Tenant.create();
    await tenant.putVault();
  });
  const removeVault = () => tenant.azure.arm.delete(tenant.vaultId(), version.vault);

  it("on a vault refuses its delete, in Azure's words", async () => {
    await tenant.lock(tenant.vaultId());
    await expectRefusal(
      removeVault(),
      409,
      "ScopeLocked",
      `The scope '${tenant.vaultId()}' cannot perform delete operation because following scope(s) are locked: ` +
        `'${tenant.vaultId()}'. Please remove the lock and try again.`,
    );
  });

  it("refuses the delete of a role assignment below it", async () => {
    const assignment = await tenant.assign(tenant.vaultId(), await tenant.kore());
    await tenant.lock(tenant.vaultId());
    await expectRefusal(tenant.azure.arm.delete(assignment.id, version.role), 409, "ScopeLocked");
  });

  it("on the resource group or the subscription holds what is inside", async () => {
    await tenant.lock(tenant.group("rg"));
    await expectRefusal(removeVault(), 409, "ScopeLocked", `are locked: '${tenant.group("rg")}'`);
    const other = await Tenant.create();
    await other.putVault();
    await other.lock(other.subscription);
    await expectRefusal(other.azure.arm.delete(other.vaultId(), version.vault), 409, "ScopeLocked");
  });

  it("on a vault refuses the delete of its resource group, and nothing inside goes", async () => {
    await tenant.lock(tenant.vaultId());
    await expectRefusal(tenant.azure.arm.delete(tenant.group("rg"), version.group), 409, "ScopeLocked");
    expect(tenant.azure.keys.findVault("kv-one")).toBeDefined();
  });

  it("does not reach a vault whose name begins alike", async () => {
    await tenant.putVault({}, "kv-one2");
    await tenant.lock(tenant.vaultId());
    await tenant.azure.arm.delete(tenant.vaultId("kv-one2"), version.vault);
  });

  it("lets writes through", async () => {
    await tenant.lock(tenant.vaultId());
    await tenant.putVault({ publicNetworkAccess: "Disabled" });
    await tenant.assign(tenant.vaultId(), await tenant.kore());
  });

  it("is lifted itself, and deletes go on", async () => {
    const lock = await tenant.lock(tenant.vaultId());
    await tenant.azure.arm.delete(lock.id, version.lock);
    await removeVault();
  });
});

describe("A ReadOnly lock", () => {
  it("refuses writes and deletes below it, and is lifted itself", async () => {
    const tenant = await Tenant.create();
    const vault = await tenant.putVault();
    const principal = await tenant.kore();
    const lock = await tenant.lock(vault.id, "ReadOnly");
    const words = "cannot perform write operation because following scope(s) are locked";
    await expectRefusal(tenant.putVault(), 409, "ScopeLocked", words);
    await expectRefusal(tenant.putKey(), 409, "ScopeLocked", words);
    await expectRefusal(tenant.assign(vault.id, principal), 409, "ScopeLocked", words);
    await expectRefusal(tenant.azure.arm.delete(vault.id, version.vault), 409, "ScopeLocked");
    await tenant.azure.arm.put(tenant.group("rg"), { location: "westeurope", tags: { a: "b" } }, version.group);
    await tenant.azure.arm.delete(lock.id, version.lock);
    await tenant.putVault();
  });
});

describe("A lock", () => {
  it("has a level that Azure knows, and a scope that exists", async () => {
    const tenant = await Tenant.create();
    await expectRefusal(tenant.lock(tenant.group("rg"), "NotSpecified"), 400, "InvalidRequestContent", "level");
    await expectRefusal(tenant.lock(tenant.vaultId()), 404, "ResourceNotFound");
  });
});
