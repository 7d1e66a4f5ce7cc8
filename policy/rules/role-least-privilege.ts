import { holdsForAny } from "../judgement";
import { pathBelowVault } from "../resources/armId";
import { assignmentProperties, isNoWiderThanCryptoUser, mayBeService, roleGuid, roleLabel } from "../resources/role";
import { resourceRule } from "../rule";

/** A service that may manage or delete the key, or grant access to it, can lose it for its owner. */
export const roleLeastPrivilege = resourceRule<{ allowedRoles: string[] }>({
  name: "role-least-privilege",
  displayName: "Service principals get no more than Crypto User",
  description: "On a vault or key, a service principal has no role wider than Key Vault Crypto User.",
  enforcementLevel: "mandatory",
  severity: "critical",
  topics: ["access"],
  references: {
    psrule: ["Azure.KeyVault.AccessPolicy"],
    pulumi: ["rbac-least-privilege"],
  },
  remediationSteps:
    "Assign Key Vault Crypto User, or Key Vault Crypto Service Encryption User where wrap and unwrap suffice. Key " +
    "Vault Reader, Reader, Key Vault Secrets User and Key Vault Certificate User pass too: they use, change and grant " +
    "no key. A role that the pack does not know, such as a custom one, must be named in allowedRoles. A PIM eligibility is not " +
    "judged: Azure takes people alone for it, since it has to be activated.",
  url: "https://learn.microsoft.com/azure/key-vault/general/rbac-guide",
  configSchema: {
    properties: {
      allowedRoles: {
        type: "array",
        items: { type: "string", pattern: "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$" },
        default: [],
        description: "GUIDs of further role definitions that service principals may have on a vault or key.",
      },
    },
  },
  judges: ["RoleAssignment"],
  judge: ({ props }, { allowedRoles }, report) => {
    const properties = assignmentProperties(props);
    // Without a stated type the principal may be a service; role-principal-type asks for it to be stated.
    if (!mayBeService(properties.principalType)) {
      return;
    }
    const role = (): string => String(properties.roleDefinitionId ?? "");
    const scope = (): string => String(props.scope ?? "");
    const harmless = holdsForAny(
      [
        () => isNoWiderThanCryptoUser(role()),
        () => allowedRoles.some((allowed) => allowed.toLowerCase() === roleGuid(role())),
        () => !isVaultOrKey(scope()),
      ],
      (test) => test(),
    );
    if (!harmless) {
      report({
        found: `roleDefinitionId is ${roleLabel(role())}, for a service principal at ${scope()}`,
        rule: "a service principal must have no role wider than Key Vault Crypto User on a vault or key",
        fix: "assign Key Vault Crypto User (12338af0-0e69-4776-bea7-57ae8d297424), or name the role in allowedRoles",
      });
    }
  },
});

function isVaultOrKey(scope: string): boolean {
  const path = pathBelowVault(scope);
  return path === "" || path?.startsWith("keys/") === true;
}
