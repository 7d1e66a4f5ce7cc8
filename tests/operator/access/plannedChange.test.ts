import { beyondAccess, plannedChanges } from "../../../operator/access/plannedChange";

const role = "azure-native:authorization:RoleAssignment";
const lock = "azure-native:authorization:ManagementLockByScope";
const ours = "kore-byok-azure:index:KoreByok$kore-byok-azure:index:KoreKeyAccess$";

describe("a plan of revoke or restore", () => {
  const planned = (op: string, types: string) =>
    plannedChanges({ steps: [{ op, urn: `urn:pulumi:dev::kore-byok-azure::${types}::name` }] });

  it.each([
    ["revoked", "delete", `${ours}${role}`],
    ["revoked", "delete", `kore-byok-azure:index:KoreByok$${lock}`],
    ["active", "create", `${ours}${role}`],
    ["active", "create", `kore-byok-azure:index:KoreByok$${lock}`],
    ["active", "create", `contoso:index:Platform$${ours}${role}`],
  ] as const)("to %s is of Kore's access alone: %s of %s", (wanted, op, types) => {
    expect(planned(op, types)).toHaveLength(1);
    expect(beyondAccess(planned(op, types), wanted)).toEqual([]);
  });

  it.each([
    ["of the user's own", "revoked", "delete", role],
    ["of another component", "active", "create", `contoso:index:Access$${lock}`],
    ["with our name alone", "revoked", "delete", `contoso:index:x${role}::kore-byok-azure:index:KoreByok$`],
    ["made where access goes", "revoked", "create", `${ours}${role}`],
    ["taken where access comes back", "active", "delete", `kore-byok-azure:index:KoreByok$${lock}`],
    ["replaced", "active", "replace", `${ours}${role}`],
    ["changed", "revoked", "update", `kore-byok-azure:index:KoreByok$${lock}`],
    ["of another type", "revoked", "delete", "kore-byok-azure:index:KoreByok$azure-native:keyvault:Vault"],
  ] as const)("holds more where one is %s", (_title, wanted, op, types) => {
    expect(beyondAccess(planned(op, types), wanted)).toHaveLength(1);
  });
});
