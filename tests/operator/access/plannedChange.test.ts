import { beyondAccess, plannedChanges, type PlannedChange } from "../../../operator/access/plannedChange";

const role = "azure-native:authorization:RoleAssignment";
const lock = "azure-native:authorization:ManagementLockByScope";
const ours = "kore-byok-azure:index:KoreByok$kore-byok-azure:index:KoreKeyAccess$";
const vault = "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v";
const kores = "99999999-9999-4999-8999-999999999999";
const cryptoUser = "/providers/Microsoft.Authorization/roleDefinitions/12338af0-0e69-4776-bea7-57ae8d297424";
const owner = "/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635";

describe("a plan of revoke or restore", () => {
  const stackUrn = "urn:pulumi:dev::kore-byok-azure::pulumi:pulumi:Stack::kore-byok-azure-dev";
  const stack = {
    urn: stackUrn,
    type: "pulumi:pulumi:Stack",
    outputs: { vaultId: vault, koreServicePrincipalObjectId: kores },
  };
  const given = { principalId: kores, roleDefinitionId: cryptoUser, scope: vault, level: "CanNotDelete" };

  function planned(op: string, types: string, more: Record<string, unknown> = {}): PlannedChange[] {
    const urn = `urn:pulumi:dev::kore-byok-azure::${types}::name`;
    const state = { urn, type: types.split("$").at(-1) ?? "", inputs: { ...given, ...more } };
    const [oldState, newState] = op === "create" ? [undefined, state] : [state, op === "delete" ? undefined : state];
    return plannedChanges({
      steps: [
        { op: "same", urn: stackUrn, oldState: stack, newState: stack },
        { op, urn, oldState, newState },
      ],
    });
  }

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

  it.each([
    ["another role", `${ours}${role}`, { roleDefinitionId: owner }],
    ["a hidden role", `${ours}${role}`, { roleDefinitionId: "[secret]" }],
    ["another principal", `${ours}${role}`, { principalId: "88888888-8888-4888-8888-888888888888" }],
    ["another scope", `${ours}${role}`, { scope: "/subscriptions/s" }],
    ["another vault", `${ours}${role}`, { scope: `${vault}2` }],
    ["a lock of another level", `kore-byok-azure:index:KoreByok$${lock}`, { level: "ReadOnly" }],
  ])("holds more where our component gives %s", (_title, types, more) => {
    expect(beyondAccess(planned("create", types, more), "active")).toHaveLength(1);
  });
});
