/** Azure Resource Manager IDs in one form, so that two of them can be compared. */

/**
 * The ID in lower case, with one slash at its beginning, none at its end and none doubled; `""` for the tenant's root, `/`.
 * Azure compares IDs without case, and takes a scope without its first slash too (`subscriptions/…`, as Pulumi's own
 * examples write it).
 */
export function normalisedId(id: string): string {
  const parts = id
    .trim()
    .toLowerCase()
    .split("/")
    .filter((part) => part !== "");
  return parts.map((part) => `/${part}`).join("");
}
