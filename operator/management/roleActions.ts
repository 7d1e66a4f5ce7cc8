/** The patterns by which a role definition permits actions. */

/**
 * Whether a pattern, such as `Microsoft.KeyVault/vaults/*`, covers an action. `*` stands for any number of characters;
 * case does not count. Source: learn.microsoft.com/azure/role-based-access-control/role-definitions.
 */
export function covers(pattern: string, action: string): boolean {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[.\\/$^()[\]{}?+|]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join(".*")}$`, "i").test(action);
}
