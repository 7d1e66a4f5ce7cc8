/**
 * Azure Resource Manager IDs. Azure compares them without regard to case, and takes a scope without the slash at its
 * beginning (`subscriptions/…`, as Pulumi's own examples write it), so these functions do, too.
 */

const vaultPattern =
  /^(\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/providers\/microsoft\.keyvault\/vaults\/[^/]+)(?:\/(.*))?$/;

/** The ID in its one form: in lower case, with a slash at its beginning and none at its end. */
function normalised(id: string): string {
  const plain = id.toLowerCase().replace(/^\/+|\/+$/g, "");
  return plain && `/${plain}`;
}

/** The part of an ARM ID that names a vault, in its one form, or undefined if it names none. */
export function vaultIdIn(id: string): string | undefined {
  return vaultPattern.exec(normalised(id))?.[1];
}

/** What an ARM ID names below the vault, such as `keys/name`: `""` for the vault itself, undefined outside of one. */
export function pathBelowVault(id: string): string | undefined {
  const match = vaultPattern.exec(normalised(id));
  return match ? (match[2] ?? "") : undefined;
}

/** The scope that an extension resource, such as a lock or a diagnostic setting, is on, by its own ARM ID. */
export function scopeOfExtension(id: string): string {
  return id.slice(0, Math.max(0, id.toLowerCase().lastIndexOf("/providers/")));
}

/** Whether two IDs name one resource. */
export function isSame(id: string, other: string): boolean {
  return normalised(id) === normalised(other);
}

/** Whether the ID is the scope itself or lies below it. */
export function isWithin(id: string, scope: string): boolean {
  return isSame(id, scope) || normalised(id).startsWith(`${normalised(scope)}/`);
}

/** The last segment of an ID, which is the resource's name. */
export function nameIn(id: string): string {
  return id.replace(/\/+$/, "").split("/").at(-1) ?? "";
}
