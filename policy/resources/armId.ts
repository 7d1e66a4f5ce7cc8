/** Azure Resource Manager IDs. Azure compares them without regard to case, so do these functions. */

const vaultPattern =
  /^(\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.KeyVault\/vaults\/[^/]+)(?:\/(.*))?$/i;

/** The part of an ARM ID that names a vault, in lower case, or undefined where it names none. */
export function vaultIdIn(id: string): string | undefined {
  return vaultPattern.exec(id)?.[1]?.toLowerCase();
}

/** What an ARM ID names below the vault, such as `keys/name`: `""` for the vault itself, undefined outside of one. */
export function pathBelowVault(id: string): string | undefined {
  const match = vaultPattern.exec(id);
  return match ? (match[2] ?? "").replace(/\/+$/, "").toLowerCase() : undefined;
}

/** The scope that an extension resource, such as a lock or a diagnostic setting, stands on, by its own ARM ID. */
export function scopeOfExtension(id: string): string {
  return id.slice(0, Math.max(0, id.toLowerCase().lastIndexOf("/providers/")));
}

/** Whether the ID is the scope itself or lies below it. */
export function isWithin(id: string, scope: string): boolean {
  const [inner, outer] = [id.toLowerCase(), scope.toLowerCase().replace(/\/+$/, "")];
  return inner === outer || inner.startsWith(`${outer}/`);
}

/** The last segment of an ID, which is the resource's name. */
export function nameIn(id: string): string {
  return id.replace(/\/+$/, "").split("/").at(-1) ?? "";
}
