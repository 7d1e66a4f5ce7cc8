/** What Azure's built-in roles let their holder do with a key. */
import { koreRoleGuids } from "../../components/plan/roles";
import { normalisedId } from "./armId";

interface Role {
  name: string;
  /** Whether its holder uses keys, or only reads what they are; absent if its actions are about other things. */
  keys?: "use" | "read";
  /** What its holder could do to the key beyond using it; absent if it could do no harm. */
  harm?: string;
}

const grantsAccess = "give anyone access to the key, or take Kore's away";
const deletesVault = "delete the vault with the key in it, and open its firewall or close it to Kore";

/**
 * By their GUID, which is the same in every tenant.
 * Source: learn.microsoft.com/azure/role-based-access-control/built-in-roles (Privileged, Security).
 */
const roles: Record<string, Role> = {
  "12338af0-0e69-4776-bea7-57ae8d297424": { name: "Key Vault Crypto User", keys: "use" },
  "e147488a-f6f5-4113-8e2d-b22465e65bf6": { name: "Key Vault Crypto Service Encryption User", keys: "use" },
  "08bbd89e-9f13-488c-ac41-acfcb10c90ab": { name: "Key Vault Crypto Service Release User", keys: "use" },
  "21090545-7ca7-4776-b22c-e363652d74d2": { name: "Key Vault Reader", keys: "read" },
  "14b46e9e-c2b7-41b4-b07b-48a6ebf60603": {
    name: "Key Vault Crypto Officer",
    keys: "use",
    harm: "disable, delete and purge the key",
  },
  "00482a5a-887f-4fb3-b363-3b7fe8e74483": {
    name: "Key Vault Administrator",
    keys: "use",
    harm: "disable, delete and purge the key",
  },
  "a68e7c17-0ab2-4c09-9a58-125dae29748c": { name: "Key Vault Purge Operator", harm: "purge a deleted vault" },
  "8b54135c-b56d-4d72-a534-26097cfdc8d8": { name: "Key Vault Data Access Administrator", harm: grantsAccess },
  "f25e0fa2-a7c8-4377-a976-54943a77a395": { name: "Key Vault Contributor", harm: deletesVault },
  "b24988ac-6180-42a0-ab88-20f7382dd24c": { name: "Contributor", harm: deletesVault },
  "8e3af657-a8ff-443c-a75c-2fe8c4bcb635": { name: "Owner", harm: `${deletesVault}, and ${grantsAccess}` },
  "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9": { name: "User Access Administrator", harm: grantsAccess },
  "f58310d9-a9f6-439a-9e8d-f62e7b41a168": { name: "Role Based Access Control Administrator", harm: grantsAccess },
  "acdd72a7-3385-48ef-bd42-f606fba81ae7": { name: "Reader" },
  "a4417e6f-fecd-4de8-b567-7b0420556985": { name: "Key Vault Certificates Officer" },
  "db79e9a7-68ee-4b58-9aeb-b90e7c24fcba": { name: "Key Vault Certificate User", keys: "read" },
  "b86a8fe4-44ce-4948-aee5-eccb2c155cd7": { name: "Key Vault Secrets Officer" },
  "4633458b-17de-408a-b874-0445c86b69e6": { name: "Key Vault Secrets User" },
};

/** The built-in role; undefined for any other, a custom one included. */
export function roleOf(roleDefinitionId: unknown): Role | undefined {
  const guid = guidOf(roleDefinitionId);
  return Object.hasOwn(roles, guid) ? roles[guid] : undefined;
}

/** Whether it is a role that a KoreByok component can give. */
export function isKoreRole(roleDefinitionId: unknown): boolean {
  return koreRoleGuids.includes(guidOf(roleDefinitionId));
}

/** The role's name, or its GUID if the guard does not know it. */
export function roleNameOf(roleDefinitionId: unknown): string {
  return roleOf(roleDefinitionId)?.name ?? guidOf(roleDefinitionId);
}

/** The GUID at the end of a role definition's ID, in lower case. */
export function guidOf(roleDefinitionId: unknown): string {
  return typeof roleDefinitionId === "string" ? (normalisedId(roleDefinitionId).split("/").at(-1) ?? "") : "";
}

/**
 * A substitute for the ID of a role that is given by its name, as the classic provider takes it: the GUID of a built-in
 * role, or the name itself if it is another one's, or hidden.
 */
export function roleIdOf(name: unknown): unknown {
  if (typeof name !== "string") return name;
  const found = Object.entries(roles).find(([, role]) => role.name.toLowerCase() === name.trim().toLowerCase());
  return found?.[0] ?? name;
}
