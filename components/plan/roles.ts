import { v5 as uuidv5 } from "uuid";

/**
 * Kore's products that take a key.
 *
 * @enum
 */
export const KoreProduct = {
  /** Formerly XO: chosen apps and bots, from an enforcement date on. */
  AiForService: "ai-for-service",
  /** The whole account, at once. */
  AiForWork: "ai-for-work",
} as const;
/** Kore's product: `ai-for-service` or `ai-for-work`. */
export type KoreProduct = (typeof KoreProduct)[keyof typeof KoreProduct];

/**
 * The roles that Kore may be given for the key.
 *
 * @enum
 */
export const KoreRole = {
  /** Key Vault Crypto User: what the guide asks for (step 3). */
  CryptoUser: "crypto-user",
  /** Key Vault Crypto Service Encryption User: read, wrap and unwrap only. Lacks decrypt: only once Kore confirms it. */
  CryptoServiceEncryptionUser: "crypto-service-encryption-user",
} as const;
/** Kore's role on the key: `crypto-user` or `crypto-service-encryption-user`. */
export type KoreRole = (typeof KoreRole)[keyof typeof KoreRole];

/**
 * What Kore's role is assigned on.
 *
 * @enum
 */
export const KoreAccessScope = { Vault: "vault", Key: "key" } as const;
/** What Kore's role is assigned on: `vault` (the guide) or `key`. */
export type KoreAccessScope = (typeof KoreAccessScope)[keyof typeof KoreAccessScope];

/**
 * Whether Kore may use the key.
 *
 * @enum
 */
export const KoreAccess = { Active: "active", Revoked: "revoked" } as const;
/** Whether Kore may use the key: `active`, or `revoked` (the kill switch). */
export type KoreAccess = (typeof KoreAccess)[keyof typeof KoreAccess];

/** A role that Kore is assigned. */
export interface Role {
  /** Azure's name of the role. */
  displayName: string;
  /** ID of the built-in role definition, the same in every tenant. Names could be taken by a custom role. */
  roleDefinitionGuid: string;
  /** What the child resource is called. */
  resourceName: string;
  scope: KoreAccessScope;
}

/** Built-in roles (learn.microsoft.com, "Azure built-in roles for Security"). */
const builtInRoles = {
  [KoreRole.CryptoUser]: {
    displayName: "Key Vault Crypto User",
    roleDefinitionGuid: "12338af0-0e69-4776-bea7-57ae8d297424",
  },
  [KoreRole.CryptoServiceEncryptionUser]: {
    displayName: "Key Vault Crypto Service Encryption User",
    roleDefinitionGuid: "e147488a-f6f5-4113-8e2d-b22465e65bf6",
  },
  reader: { displayName: "Key Vault Reader", roleDefinitionGuid: "21090545-7ca7-4776-b22c-e363652d74d2" },
} as const;

/** The role definitions that Kore may be assigned, by their GUIDs. */
export const koreRoleGuids: readonly string[] = Object.values(builtInRoles).map(
  ({ roleDefinitionGuid }) => roleDefinitionGuid,
);

/**
 * The roles that Kore gets. AI for Work asks for Key Vault Reader too (Kore's guide "Azure enterprise encryption" for AI
 * for Work); it reads the vault's own properties, so its scope is always the vault.
 */
export function rolesForKore(product: KoreProduct, role: KoreRole, scope: KoreAccessScope, keyName: string): Role[] {
  // With another key's name it is another resource: made before the assignment on the old key goes.
  const place = scope === KoreAccessScope.Key ? `key-${keyName}` : scope;
  const onKey = { ...builtInRoles[role], resourceName: `${role}-on-${place}`, scope };
  const reader = { ...builtInRoles.reader, resourceName: "reader-on-vault", scope: KoreAccessScope.Vault };
  return product === KoreProduct.AiForWork ? [onKey, reader] : [onKey];
}

/** Namespace of the names below; made once for this package. Changing it would replace every role assignment. */
const roleAssignmentNamespace = "6f1c1f5e-9a0e-5a7b-8d0c-3f6c1d2b4e77";

/**
 * The role assignment's name: the same scope, principal and role always give the same GUID, so that a lost state or a
 * recovered vault comes back to the same assignment instead of a refused second one (`RoleAssignmentExists`).
 */
export function roleAssignmentName(scope: string, principalId: string, roleDefinitionGuid: string): string {
  return uuidv5(`${scope}|${principalId}|${roleDefinitionGuid}`.toLowerCase(), roleAssignmentNamespace);
}

/** The ID of a built-in role, in the form in which Azure returns it: another form would show as drift. */
export function roleDefinitionId(subscriptionId: string, roleDefinitionGuid: string): string {
  return `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${roleDefinitionGuid}`;
}

/** What a role is assigned on. */
export function roleScope(role: Role, vaultId: string, keyName: string): string {
  return role.scope === KoreAccessScope.Key ? `${vaultId}/keys/${keyName}` : vaultId;
}

/** The ARM ID that Azure gives a role assignment. */
export function roleAssignmentId(role: Role, vaultId: string, keyName: string, principalId: string): string {
  const scope = roleScope(role, vaultId, keyName);
  const name = roleAssignmentName(scope, principalId, role.roleDefinitionGuid);
  return `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`;
}
