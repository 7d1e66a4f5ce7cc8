/** A built-in role of Azure. */
export interface RoleDefinition {
  /** The GUID that names it in every tenant. */
  id: string;
  name: string;
  /** Control plane. */
  actions: readonly string[];
  notActions: readonly string[];
  /** Data plane, such as use of a key. */
  dataActions: readonly string[];
}

const keys = "Microsoft.KeyVault/vaults/keys";

function role(
  id: string,
  name: string,
  actions: readonly string[],
  dataActions: readonly string[],
  notActions: readonly string[] = [],
): RoleDefinition {
  return { id, name, actions, notActions, dataActions };
}

const vaultManagementReads = [
  "Microsoft.Authorization/*/read",
  "Microsoft.KeyVault/checkNameAvailability/read",
  "Microsoft.KeyVault/deletedVaults/read",
  "Microsoft.KeyVault/locations/*/read",
  "Microsoft.KeyVault/vaults/*/read",
  "Microsoft.KeyVault/operations/read",
];

/**
 * The built-in roles that the simulated Azure knows. A role that is not here does not exist in it.
 *
 * Sources: learn.microsoft.com/azure/role-based-access-control/built-in-roles/privileged, /general and /security,
 * and learn.microsoft.com/azure/key-vault/general/rbac-guide.
 */
export const roleDefinitions: readonly RoleDefinition[] = [
  role("8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "Owner", ["*"], []),
  role(
    "b24988ac-6180-42a0-ab88-20f7382dd24c",
    "Contributor",
    ["*"],
    [],
    [
      "Microsoft.Authorization/*/Delete",
      "Microsoft.Authorization/*/Write",
      "Microsoft.Authorization/elevateAccess/Action",
    ],
  ),
  role("acdd72a7-3385-48ef-bd42-f606fba81ae7", "Reader", ["*/read"], []),
  role(
    "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
    "User Access Administrator",
    ["*/read", "Microsoft.Authorization/*", "Microsoft.Support/*"],
    [],
  ),
  role(
    "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
    "Role Based Access Control Administrator",
    [
      "Microsoft.Authorization/roleAssignments/write",
      "Microsoft.Authorization/roleAssignments/delete",
      "*/read",
      "Microsoft.Support/*",
    ],
    [],
  ),
  role(
    "28bf596f-4eb7-45ce-b5bc-6cf482fec137",
    "Locks Contributor",
    [
      "Microsoft.Authorization/locks/read",
      "Microsoft.Authorization/locks/write",
      "Microsoft.Authorization/locks/delete",
    ],
    [],
  ),
  role("00482a5a-887f-4fb3-b363-3b7fe8e74483", "Key Vault Administrator", vaultManagementReads, [
    "Microsoft.KeyVault/vaults/*",
  ]),
  role("21090545-7ca7-4776-b22c-e363652d74d2", "Key Vault Reader", vaultManagementReads, [
    "Microsoft.KeyVault/vaults/*/read",
    "Microsoft.KeyVault/vaults/secrets/readMetadata/action",
  ]),
  role(
    "f25e0fa2-a7c8-4377-a976-54943a77a395",
    "Key Vault Contributor",
    ["Microsoft.KeyVault/*"],
    [],
    [
      "Microsoft.KeyVault/locations/deletedVaults/purge/action",
      "Microsoft.KeyVault/hsmPools/*",
      "Microsoft.KeyVault/managedHsms/*",
    ],
  ),
  role(
    "8b54135c-b56d-4d72-a534-26097cfdc8d8",
    "Key Vault Data Access Administrator",
    [
      "Microsoft.Authorization/roleAssignments/write",
      "Microsoft.Authorization/roleAssignments/delete",
      ...vaultManagementReads,
    ],
    [],
  ),
  role("14b46e9e-c2b7-41b4-b07b-48a6ebf60603", "Key Vault Crypto Officer", vaultManagementReads, [
    `${keys}/*`,
    "Microsoft.KeyVault/vaults/keyrotationpolicies/*",
  ]),
  role(
    "12338af0-0e69-4776-bea7-57ae8d297424",
    "Key Vault Crypto User",
    [],
    [
      `${keys}/read`,
      `${keys}/update/action`,
      `${keys}/backup/action`,
      `${keys}/encrypt/action`,
      `${keys}/decrypt/action`,
      `${keys}/wrap/action`,
      `${keys}/unwrap/action`,
      `${keys}/sign/action`,
      `${keys}/verify/action`,
    ],
  ),
  role(
    "e147488a-f6f5-4113-8e2d-b22465e65bf6",
    "Key Vault Crypto Service Encryption User",
    [
      "Microsoft.EventGrid/eventSubscriptions/write",
      "Microsoft.EventGrid/eventSubscriptions/read",
      "Microsoft.EventGrid/eventSubscriptions/delete",
    ],
    [`${keys}/read`, `${keys}/wrap/action`, `${keys}/unwrap/action`],
  ),
  role("08bbd89e-9f13-488c-ac41-acfcb10c90ab", "Key Vault Crypto Service Release User", [], [`${keys}/release/action`]),
  role(
    "db79e9a7-68ee-4b58-9aeb-b90e7c24fcba",
    "Key Vault Certificate User",
    [],
    [
      "Microsoft.KeyVault/vaults/certificates/read",
      "Microsoft.KeyVault/vaults/secrets/getSecret/action",
      "Microsoft.KeyVault/vaults/secrets/readMetadata/action",
      `${keys}/read`,
    ],
  ),
];

/** The role that a role definition ID names, whatever scope the ID is written at. */
export function findRoleDefinition(roleDefinitionId: string): RoleDefinition | undefined {
  const guid = roleDefinitionId.slice(roleDefinitionId.lastIndexOf("/") + 1).toLowerCase();
  return roleDefinitions.find((definition) => definition.id === guid);
}
