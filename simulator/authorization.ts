import type { Azure } from "./azure";
import { isWithin } from "./arm/resourceId";
import { findRoleDefinition, type RoleDefinition, roleDefinitions } from "./arm/roleDefinitions";
import { findVaultById } from "./arm/existence";
import type { ArmResource, AzureState } from "./model";

/**
 * Whether a principal may do something with a vault's data, such as decrypt with a key.
 *
 * A role assignment counts at the scope itself and at every scope above it: key, vault, resource group, subscription.
 * It counts once the propagation delay is over, and in vaults of the RBAC permission model alone.
 *
 * Sources: learn.microsoft.com/azure/role-based-access-control/scope-overview, learn.microsoft.com/azure/key-vault/general/rbac-guide
 * ("Azure RBAC ... permission model"), learn.microsoft.com/azure/role-based-access-control/troubleshooting (delay).
 *
 * @param request.principalId Object ID of the caller.
 * @param request.dataAction Such as `Microsoft.KeyVault/vaults/keys/decrypt/action`.
 * @param request.scope ARM ID of the vault or of the key.
 * @returns The assignment that allows it, or `undefined`.
 */
export function isDataActionAllowed(
  azure: Pick<Azure, "state" | "now">,
  request: { principalId: string; dataAction: string; scope: string },
): ArmResource | undefined {
  const vaultId = request.scope.split("/").slice(0, 9).join("/");
  const vault = findVaultById(azure, vaultId);
  if (vault?.properties.enableRbacAuthorization !== true) return undefined;
  return assignmentsAt(azure, request).find(({ properties }) =>
    rolePermits(String(properties.roleDefinitionId), request.dataAction),
  );
}

/**
 * Whether a principal may take an action of the control plane. The login has its rights at the subscription; everyone has
 * those of the role assignments at the scope and above.
 *
 * @param request.action Such as `Microsoft.KeyVault/vaults/read`.
 */
export function isActionAllowed(
  azure: Pick<Azure, "state" | "now">,
  request: { principalId: string; action: string; scope: string },
): boolean {
  return rolesAt(azure, request).some(
    ({ actions, notActions }) =>
      actions.some((pattern) => matches(pattern, request.action)) &&
      !notActions.some((pattern) => matches(pattern, request.action)),
  );
}

/** The roles that a principal holds at a scope, those from above included. */
function rolesAt(
  azure: Pick<Azure, "state" | "now">,
  request: { principalId: string; scope: string },
): RoleDefinition[] {
  const { state } = azure;
  const ofLogin = request.principalId.toLowerCase() === state.login.objectId.toLowerCase();
  const assigned = assignmentsAt(azure, request).map(({ properties }) =>
    findRoleDefinition(String(properties.roleDefinitionId)),
  );
  return [...(ofLogin ? rolesOfLogin(state) : []), ...assigned].filter((role) => role !== undefined);
}

/** What the login has been given at the subscription, beside its role assignments. */
export function rolesOfLogin({ loginRights }: Readonly<AzureState>): RoleDefinition[] {
  const names = loginRights?.roles ?? ["Owner"];
  return roleDefinitions.filter(({ name }) => names.includes(name));
}

/** The role assignments of a principal that count at a scope: those there and above, once the delay is over. */
function assignmentsAt(
  azure: Pick<Azure, "state" | "now">,
  request: { principalId: string; scope: string },
): ArmResource[] {
  return Object.values(azure.state.resources).filter(
    (resource) =>
      resource.type === "Microsoft.Authorization/roleAssignments" &&
      String(resource.properties.principalId).toLowerCase() === request.principalId.toLowerCase() &&
      isWithin(request.scope.toLowerCase(), assignedScope(resource)) &&
      azure.now() - resource.createdAt >= azure.state.propagationDelayMs,
  );
}

function assignedScope(assignment: ArmResource): string {
  const key = assignment.id.toLowerCase();
  return key.slice(0, key.lastIndexOf("/providers/microsoft.authorization/"));
}

function rolePermits(roleDefinitionId: string, dataAction: string): boolean {
  const dataActions = findRoleDefinition(roleDefinitionId)?.dataActions ?? [];
  return dataActions.some((pattern) => matches(pattern, dataAction));
}

/** `*` stands for any number of characters, slashes included; case does not count. */
function matches(pattern: string, action: string): boolean {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[.\\/$^()[\]{}?+|]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join(".*")}$`, "i").test(action);
}
