/** Whether a caller may do what it asks, by the permission model of the vault. */
import { isDataActionAllowed } from "../authorization";
import type { Azure } from "../azure";
import { type ArmResource, AzureError } from "../model";
import type { Identity } from "../entra/tokens";
import type { VaultProperties } from "./vaultProperties";

/** What a call needs: the data action under Azure RBAC, the key permission under access policies. */
export interface Need {
  /** For example `Microsoft.KeyVault/vaults/keys/decrypt/action`. */
  dataAction: string;
  /** For example `decrypt`; the names are those of `accessPolicies[].permissions.keys`. */
  permission: string;
}

/**
 * Throws 403 where the caller lacks what the call needs.
 *
 * @param scope ARM ID of the key, or of the vault for a call that concerns no one key.
 */
export function authorize(
  azure: Azure,
  vault: ArmResource,
  properties: VaultProperties,
  identity: Identity,
  need: Need,
  scope: string,
): void {
  if (properties.enableRbacAuthorization) {
    const { dataAction } = need;
    if (isDataActionAllowed(azure, { principalId: identity.objectId, dataAction, scope })) return;
    throw new AzureError(403, "Forbidden", rbacRefusal(vault, identity, dataAction, scope), "ForbiddenByRbac");
  }
  const policy = properties.accessPolicies.find(
    ({ objectId }) => objectId.toLowerCase() === identity.objectId.toLowerCase(),
  );
  const permissions = (policy?.permissions.keys ?? []).map((permission) => permission.toLowerCase());
  if (permissions.includes("all") || permissions.includes(need.permission.toLowerCase())) return;
  throw new AzureError(403, "Forbidden", policyRefusal(vault, identity, need.permission), "ForbiddenByPolicy");
}

/** `appid=…;oid=…;iss=…`, as Key Vault's refusals name the caller. */
export function describeIdentity({ appId, objectId, issuer }: Identity): string {
  return `appid=${appId};oid=${objectId};iss=${issuer}`;
}

/** `<name>;location=<region>`, as Key Vault's refusals name the vault. */
export function describeVault(vault: ArmResource): string {
  return `${vault.name};location=${vault.location}`;
}

/** The body that many public reports of `ForbiddenByRbac` quote. */
function rbacRefusal(vault: ArmResource, identity: Identity, dataAction: string, scope: string): string {
  return [
    "Caller is not authorized to perform action on resource.",
    "If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.",
    `Caller: ${describeIdentity(identity)}`,
    `Action: '${dataAction}'`,
    `Resource: '${scope.toLowerCase()}'`,
    "Assignment: (not found)",
    "DenyAssignmentId: null",
    "DecisionReason: 'DeniedWithNoValidRBAC' ",
    `Vault: ${describeVault(vault)}`,
    "",
  ].join("\r\n");
}

/** As reported in dotnet/AspNetCore.Docs#23035. */
function policyRefusal(vault: ArmResource, identity: Identity, permission: string): string {
  return (
    `The user, group or application '${describeIdentity(identity)}' does not have keys ${permission} permission on ` +
    `key vault '${describeVault(vault)}'. For help resolving this issue, please see ` +
    "https://go.microsoft.com/fwlink/?linkid=2125287"
  );
}
