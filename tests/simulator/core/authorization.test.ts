import { isDataActionAllowed } from "../../../simulator/authorization";
import { Tenant, roles, version } from "./tenant";

describe("A data action", () => {
  let tenant: Tenant;
  let vaultId: string;
  let principalId: string;

  beforeEach(async () => {
    tenant = await Tenant.create();
    vaultId = (await tenant.putVault()).id;
    await tenant.putKey();
    principalId = await tenant.kore();
  });
  const allowedBy = (action: string, scope = `${vaultId}/keys/key-one`) =>
    isDataActionAllowed(tenant.azure, {
      principalId,
      dataAction: `Microsoft.KeyVault/vaults/keys/${action}`,
      scope,
    });

  it("is denied without an assignment, and to another principal than the assigned one", async () => {
    expect(allowedBy("decrypt/action")).toBeUndefined();
    await tenant.assign(vaultId, principalId);
    principalId = tenant.azure.state.login.objectId;
    expect(allowedBy("decrypt/action")).toBeUndefined();
  });

  it("is allowed by the assignment that it names", async () => {
    const assignment = await tenant.assign(vaultId, principalId);
    expect(allowedBy("decrypt/action")).toEqual(assignment);
  });

  it("is allowed by assignments at every scope above", async () => {
    const scopes = [tenant.subscription, tenant.group("rg"), vaultId, `${vaultId}/keys/key-one`];
    for (const scope of scopes) {
      const assignment = await tenant.assign(scope, principalId);
      expect(allowedBy("unwrap/action")?.id).toBe(assignment.id);
      await tenant.azure.arm.delete(assignment.id, version.role);
      expect(allowedBy("unwrap/action")).toBeUndefined();
    }
  });

  it("is not allowed by an assignment on another key, vault or below", async () => {
    await tenant.putKey({}, "key-one2");
    await tenant.putVault({}, "kv-one2");
    await tenant.assign(`${vaultId}/keys/key-one`, principalId);
    expect(allowedBy("decrypt/action", `${vaultId}/keys/key-one2`)).toBeUndefined();
    expect(allowedBy("decrypt/action", vaultId)).toBeUndefined();
    expect(allowedBy("decrypt/action", `${tenant.vaultId("kv-one2")}/keys/key-one`)).toBeUndefined();
    expect(allowedBy("decrypt/action", `${vaultId.toUpperCase()}/keys/KEY-ONE`)).toBeDefined();
  });

  it.each([
    [
      roles.cryptoUser,
      [
        "read",
        "update/action",
        "backup/action",
        "encrypt/action",
        "decrypt/action",
        "wrap/action",
        "unwrap/action",
        "sign/action",
        "verify/action",
      ],
    ],
    [roles.encryptionUser, ["read", "wrap/action", "unwrap/action"]],
    [roles.reader, ["read"]],
    [roles.administrator, ["read", "create/action", "delete", "decrypt/action", "rotate/action"]],
    ["14b46e9e-c2b7-41b4-b07b-48a6ebf60603", ["read", "create/action", "delete", "decrypt/action", "rotate/action"]],
    ["8e3af657-a8ff-443c-a75c-2fe8c4bcb635", []],
    ["b24988ac-6180-42a0-ab88-20f7382dd24c", []],
    ["f25e0fa2-a7c8-4377-a976-54943a77a395", []],
  ])("is what the role %s lists, and no more", async (role, listed) => {
    const all = [
      "read",
      "update/action",
      "backup/action",
      "encrypt/action",
      "decrypt/action",
      "wrap/action",
      "unwrap/action",
      "sign/action",
      "verify/action",
      "create/action",
      "delete",
      "rotate/action",
    ];
    await tenant.assign(vaultId, principalId, role);
    const allowed = all.filter((action) => allowedBy(action) !== undefined);
    const wildcard = [roles.administrator, "14b46e9e-c2b7-41b4-b07b-48a6ebf60603"].includes(role);
    expect(allowed).toEqual(wildcard ? all : listed);
  });

  it("waits for the propagation delay", async () => {
    tenant.azure.outside.setPropagationDelay(600_000);
    await tenant.assign(vaultId, principalId);
    expect(allowedBy("decrypt/action")).toBeUndefined();
    tenant.azure.outside.advanceClock(590_000);
    expect(allowedBy("decrypt/action")).toBeUndefined();
    tenant.azure.outside.advanceClock(10_000);
    expect(allowedBy("decrypt/action")).toBeDefined();
  });

  it("is not allowed by a role in a vault of access policies", async () => {
    await tenant.assign(vaultId, principalId);
    await tenant.putVault({ enableRbacAuthorization: false });
    expect(allowedBy("decrypt/action")).toBeUndefined();
  });

  it("is gone with the vault, and does not come back with it", async () => {
    await tenant.assign(vaultId, principalId);
    await tenant.azure.arm.delete(vaultId, version.vault);
    await tenant.putVault({ createMode: "recover" });
    expect(allowedBy("decrypt/action")).toBeUndefined();
  });
});
