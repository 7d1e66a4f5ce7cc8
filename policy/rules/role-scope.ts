import { holdsForAny } from "../judgement";
import { pathBelowVault } from "../resources/armId";
import { assignmentProperties, isKeyVaultDataRole, roleLabel } from "../resources/role";
import { resourceRule } from "../rule";

/** At a resource group or above, the role also reaches every vault that somebody adds there later. */
export const roleScope = resourceRule({
  name: "role-scope",
  displayName: "Key Vault data roles stay within a vault",
  description: "Key Vault data roles are assigned at a vault or key, never at a resource group or above.",
  enforcementLevel: "mandatory",
  severity: "high",
  topics: ["access"],
  references: {},
  remediationSteps: "Assign the role at the vault's ID, or at the key's: <vault ID>/keys/<key name>.",
  url: "https://learn.microsoft.com/azure/key-vault/general/rbac-guide",
  judges: ["RoleAssignment", "RoleEligibility"],
  judge: ({ props }, _config, report) => {
    const role = (): string => String(assignmentProperties(props).roleDefinitionId ?? "");
    const scope = (): string => String(props.scope ?? "");
    const right = holdsForAny(
      [() => !isKeyVaultDataRole(role()), () => pathBelowVault(scope()) !== undefined],
      (test) => test(),
    );
    if (!right) {
      report({
        found: `${roleLabel(role())} is assigned at ${scope() || "no scope"}`,
        rule: "a Key Vault data role must be assigned at a vault or a key, never above",
        fix: "set scope to the vault's ID or to <vault ID>/keys/<key name>",
      });
    }
  },
});
