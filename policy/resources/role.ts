/** A built-in Azure role that concerns Key Vault, or that is wide enough to. */
interface Role {
  name: string;
  /** Whether it grants data actions on Key Vault: the use of keys, secrets or certificates. */
  keyVaultData?: boolean;
  /** Whether it grants nothing beyond Key Vault Crypto User but reading: no more use of a key, no change, no grant. */
  noWiderThanCryptoUser?: boolean;
}

/**
 * Built-in roles by their GUID, which is the same in every tenant and cloud, while names are changed and translated.
 * Source: learn.microsoft.com/azure/role-based-access-control/built-in-roles (Security; General; Privileged).
 */
const roles: Record<string, Role> = {
  "12338af0-0e69-4776-bea7-57ae8d297424": {
    name: "Key Vault Crypto User",
    keyVaultData: true,
    noWiderThanCryptoUser: true,
  },
  "e147488a-f6f5-4113-8e2d-b22465e65bf6": {
    name: "Key Vault Crypto Service Encryption User",
    keyVaultData: true,
    noWiderThanCryptoUser: true,
  },
  "21090545-7ca7-4776-b22c-e363652d74d2": {
    name: "Key Vault Reader",
    keyVaultData: true,
    noWiderThanCryptoUser: true,
  },
  "acdd72a7-3385-48ef-bd42-f606fba81ae7": { name: "Reader", noWiderThanCryptoUser: true },
  "00482a5a-887f-4fb3-b363-3b7fe8e74483": { name: "Key Vault Administrator", keyVaultData: true },
  "14b46e9e-c2b7-41b4-b07b-48a6ebf60603": { name: "Key Vault Crypto Officer", keyVaultData: true },
  "08bbd89e-9f13-488c-ac41-acfcb10c90ab": { name: "Key Vault Crypto Service Release User", keyVaultData: true },
  "a4417e6f-fecd-4de8-b567-7b0420556985": { name: "Key Vault Certificates Officer", keyVaultData: true },
  "db79e9a7-68ee-4b58-9aeb-b90e7c24fcba": {
    name: "Key Vault Certificate User",
    keyVaultData: true,
    noWiderThanCryptoUser: true,
  },
  "b86a8fe4-44ce-4948-aee5-eccb2c155cd7": { name: "Key Vault Secrets Officer", keyVaultData: true },
  "4633458b-17de-408a-b874-0445c86b69e6": {
    name: "Key Vault Secrets User",
    keyVaultData: true,
    noWiderThanCryptoUser: true,
  },
  "a68e7c17-0ab2-4c09-9a58-125dae29748c": { name: "Key Vault Purge Operator" },
  "8b54135c-b56d-4d72-a534-26097cfdc8d8": { name: "Key Vault Data Access Administrator" },
  "f25e0fa2-a7c8-4377-a976-54943a77a395": { name: "Key Vault Contributor" },
  "8e3af657-a8ff-443c-a75c-2fe8c4bcb635": { name: "Owner" },
  "b24988ac-6180-42a0-ab88-20f7382dd24c": { name: "Contributor" },
  "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9": { name: "User Access Administrator" },
  "f58310d9-a9f6-439a-9e8d-f62e7b41a168": { name: "Role Based Access Control Administrator" },
};

/** The GUID at the end of a role definition ID, in lower case; the ID may also be the bare GUID. */
export function roleGuid(roleDefinitionId: string): string {
  return (roleDefinitionId.replace(/\/+$/, "").split("/").at(-1) ?? "").toLowerCase();
}

/** The role's name and GUID for messages, or what was given when it is not a built-in role known here. */
export function roleLabel(roleDefinitionId: string): string {
  const guid = roleGuid(roleDefinitionId);
  const role = roles[guid];
  return role ? `${role.name} (${guid})` : `${guid || "(empty)"}, which is not a built-in role known to the pack`;
}

/** Whether the role grants the use of keys, secrets or certificates. Custom roles are not known here. */
export function isKeyVaultDataRole(roleDefinitionId: string): boolean {
  return roles[roleGuid(roleDefinitionId)]?.keyVaultData === true;
}

/** Whether the role is known to grant no more than Key Vault Crypto User, reading aside. */
export function isNoWiderThanCryptoUser(roleDefinitionId: string): boolean {
  return roles[roleGuid(roleDefinitionId)]?.noWiderThanCryptoUser === true;
}

/** The properties of a role assignment that rules read: `Microsoft.Authorization/roleAssignments`, `properties`. */
export interface AssignmentProperties {
  roleDefinitionId?: unknown;
  principalType?: unknown;
}

/**
 * A role assignment's properties, from its inputs or outputs. azure-native has them at the top, and in the oldest API
 * versions (2015-07-01, 2017-10-01-preview) under `properties`, where Azure has them. The scope is always at the top.
 */
export function assignmentProperties(props: Record<string, any>): AssignmentProperties {
  return props.properties ?? props;
}

/** Kinds of principals that are people, or their devices. Everything else acts by itself: services, agents. */
const people = ["user", "group", "foreigngroup", "device"];

/** Whether a principal of this type may be a service. One that is not stated may. */
export function mayBeService(principalType: unknown): boolean {
  return !people.includes(String(principalType ?? "").toLowerCase());
}

/** Whether role assignments of this type token have `principalType`: it came with API version 2018-09-01-preview. */
export function statesPrincipalType(token: string): boolean {
  const version = /[_/]v([0-9]{8})/.exec(token)?.[1];
  return version === undefined || version >= "20180901";
}
