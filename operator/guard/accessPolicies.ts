/** Access policies of a vault, as a program writes them. */

/** One principal's permissions. Nothing is taken for granted: the values come from any program. */
export interface AccessPolicy {
  objectId?: unknown;
  permissions?: { keys?: unknown };
}

/** The policies in a list; empty for anything else. */
export function accessPoliciesIn(list: unknown): AccessPolicy[] {
  if (!Array.isArray(list)) return [];
  return list.filter((policy): policy is AccessPolicy => typeof policy === "object" && policy !== null);
}

/** What the policy permits on keys, in lower case: Azure compares permissions without case. */
export function keyPermissionsOf({ permissions }: AccessPolicy): string[] {
  const keys = permissions?.keys;
  return Array.isArray(keys) ? keys.map((permission) => String(permission).toLowerCase()) : [];
}
