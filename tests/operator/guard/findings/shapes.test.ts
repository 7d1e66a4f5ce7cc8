/** IDs without their first slash, and resources of other API versions and of the classic provider: judged all the same. */
import type { Preview, ResourceState, Step } from "../../../../operator/guard/preview";
import { handedOut, judge, outputsWith, previewOf, stateOf, told } from "../judged";

const subscription = "/subscriptions/22222222-2222-4222-8222-222222222222";
const group = `${subscription}/resourceGroups/rg-kore-byok`;
const vault = `${group}/providers/Microsoft.KeyVault/vaults/kv-kore-sample-dev`;
const owner = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
const cryptoUser = "12338af0-0e69-4776-bea7-57ae8d297424";
const cryptoOfficer = "14b46e9e-c2b7-41b4-b07b-48a6ebf60603";
const custom = "abababab-abab-4bab-8bab-abababababab";
const kores = outputsWith().koreServicePrincipalObjectId;
const state = stateOf("kore/state");

const nativeAssignment = "azure-native:authorization:RoleAssignment";
const classicAssignment = "azure:authorization/assignment:Assignment";
const nativeLock = "azure-native:authorization:ManagementLockByScope";
const classicLock = "azure:management/lock:Lock";

const roleId = (guid: string) => `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;

function resource(type: string, inputs: Record<string, unknown>, id?: string): ResourceState {
  return { urn: `urn:pulumi:dev::kore-byok-azure::${type}::other`, type, inputs, ...(id === undefined ? {} : { id }) };
}

/** The findings on the plan of a stack of this package that has this step too. */
function toldOf(op: string, before: ResourceState | undefined, after: ResourceState | undefined): string[] {
  const preview: Preview = handedOut(previewOf("kore/unchanged"), outputsWith());
  const step: Step = { op, urn: (before ?? after)?.urn ?? "", oldState: before, newState: after };
  preview.steps?.push(step);
  return told(judge(preview, { state }));
}
const created = (type: string, inputs: Record<string, unknown>) => toldOf("create", undefined, resource(type, inputs));
const deleted = (type: string, inputs: Record<string, unknown>, id?: string) =>
  toldOf("delete", resource(type, inputs, id), undefined);

describe("a scope in another form", () => {
  it.each([
    ["the group", owner, group.slice(1)],
    ["the group, with a slash at its end", owner, `${group.slice(1)}/`],
    ["the subscription", owner, subscription.slice(1)],
    ["a management group", cryptoOfficer, "providers/Microsoft.Management/managementGroups/root"],
    ["the vault", owner, vault.slice(1)],
  ])("counts for a role on %s", (_title, role, scope) => {
    const inputs = { principalId: "p", roleDefinitionId: roleId(role), scope };

    expect(created(nativeAssignment, inputs)).toEqual(["danger role-granted"]);
  });

  it("counts for a lock that goes, and for a custom role of Kore's", () => {
    const scope = group.slice(1);

    expect(
      deleted(
        nativeLock,
        { scope, level: "CanNotDelete" },
        `${scope}/providers/Microsoft.Authorization/locks/group-lock`,
      ),
    ).toEqual(["danger lock-deleted"]);
    expect(
      deleted(nativeAssignment, { principalId: kores, roleDefinitionId: roleId(custom), scope: `${scope}/` }),
    ).toEqual(["danger role-deleted"]);
  });

  it("counts for a vault: its ID, and the one in the configuration", () => {
    expect(deleted("azapi:index/resource:Resource", {}, vault.slice(1))).toEqual(["danger vault-deleted"]);

    const preview = previewOf("kore/unchanged");
    preview.config = { "kore-byok-azure:existingVaultId": vault.replace("rg-kore-byok", "rg-platform").slice(1) };
    const inputs = {
      principalId: "p",
      roleDefinitionId: roleId(owner),
      scope: `${subscription}/resourceGroups/rg-platform`,
    };
    const after = resource(nativeAssignment, inputs);
    preview.steps?.push({ op: "create", urn: after.urn, newState: after });
    expect(told(judge(preview, { state: stateOf("platform/state") }))).toEqual(["danger role-granted"]);
  });

  it("counts for the role's ID, too", () => {
    const inputs = { principalId: "p", roleDefinitionId: `${roleId(owner)}/`, scope: group };

    expect(created(nativeAssignment, inputs)).toEqual(["danger role-granted"]);
  });
});

describe("a role assignment of another shape", () => {
  it.each<[string, string, Record<string, unknown>]>([
    [
      "with its inputs under properties",
      "azure-native_authorization_v20150701:authorization:RoleAssignment",
      { scope: group, properties: { principalId: "p", roleDefinitionId: roleId(owner) } },
    ],
    [
      "with hidden properties",
      "azure-native:authorization/v20150701:RoleAssignment",
      { scope: group, properties: "[secret]" },
    ],
    [
      "of the classic provider, by the role's ID",
      classicAssignment,
      { principalId: "p", scope: vault, roleDefinitionId: roleId(owner) },
    ],
    [
      "of the classic provider, by the role's name",
      classicAssignment,
      { principalId: "p", scope: group, roleDefinitionName: "owner" },
    ],
    [
      "of the classic provider, by a hidden name",
      classicAssignment,
      { principalId: "p", scope: group, roleDefinitionName: "[secret]" },
    ],
  ])("%s is judged where it is given", (_title, type, inputs) => {
    expect(created(type, inputs)).toEqual(["danger role-granted"]);
  });

  it("is judged where it goes", () => {
    const id = `${group}/providers/Microsoft.Authorization/roleAssignments/x`;
    const inputs = { principalId: kores, scope: group, roleDefinitionId: roleId(cryptoUser) };

    expect(deleted(classicAssignment, inputs, id)).toEqual(["danger role-deleted"]);
    expect(
      deleted(classicAssignment, { principalId: kores, scope: group, roleDefinitionName: "Key Vault Crypto User" }, id),
    ).toEqual(["danger role-deleted"]);
  });

  it("is no matter elsewhere", () => {
    const scope = `${subscription}/resourceGroups/rg-other`;

    expect(created(classicAssignment, { principalId: "p", scope, roleDefinitionName: "Owner" })).toEqual([]);
    expect(created(classicAssignment, { principalId: "p", scope: group, roleDefinitionName: "Reader" })).toEqual([]);
  });
});

describe("a lock or an access policy of the classic provider", () => {
  it("is judged where the lock goes, or makes the vault read-only", () => {
    const id = `${vault}/providers/Microsoft.Authorization/locks/l`;

    expect(deleted(classicLock, { scope: vault, lockLevel: "CanNotDelete" }, id)).toEqual(["danger lock-deleted"]);
    expect(created(classicLock, { scope: group, lockLevel: "ReadOnly" })).toEqual(["warning read-only-lock"]);
  });

  it("is judged where the policy goes, or lets someone delete keys", () => {
    const type = "azure:keyvault/accessPolicy:AccessPolicy";
    const other = vault.replace("kv-kore-sample-dev", "kv-old");
    const policy = (...keyPermissions: string[]) => ({ keyVaultId: other, objectId: "p", keyPermissions });

    expect(deleted(type, policy("Get"))).toEqual(["danger access-policy-lost"]);
    expect(created(type, policy("Get"))).toEqual([]);
    expect(created(type, policy("Get", "Purge"))).toEqual(["danger access-policy-granted"]);
    // The vault of the stack has RBAC, so no policy counts in it.
    expect(created(type, { ...policy("Purge"), keyVaultId: vault })).toEqual([]);
  });
});
