/** Built-in roles that Kore may be given, by their GUIDs, which are the same in every tenant. */
export const koreRoles = {
  "Key Vault Crypto User": "12338af0-0e69-4776-bea7-57ae8d297424",
  "Key Vault Crypto Service Encryption User": "e147488a-f6f5-4113-8e2d-b22465e65bf6",
  /** AI for Work alone asks for it. */
  "Key Vault Reader": "21090545-7ca7-4776-b22c-e363652d74d2",
} as const;

/** GUIDs of the roles that a Kore product may come to hold. */
export function rolesOf(koreProduct: string): string[] {
  const { "Key Vault Reader": reader, ...crypto } = koreRoles;
  return [...Object.values(crypto), ...(koreProduct === "ai-for-work" ? [reader] : [])];
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The condition under which the deploy identity may write and delete role assignments: these roles alone, for this service
 * principal alone. Whatever else it asks Azure for, itself as a Crypto Officer for one, Azure refuses.
 *
 * Format: learn.microsoft.com, "Examples to delegate Azure role assignment management with conditions"; a condition each
 * for writing and deleting, since what is written stands in the request and what is deleted is the resource.
 *
 * @param roles GUIDs of role definitions
 * @param principalId object ID of Kore's service principal
 * @throws Error where one of them is not a GUID: it would become part of the condition
 */
export function accessCondition(roles: string[], principalId: string): string {
  const wrong = [...roles, principalId].filter((id) => !guid.test(id));
  if (wrong.length > 0) {
    throw new Error(`not a GUID: ${wrong.map((id) => JSON.stringify(id)).join(", ")}`);
  }
  const allowed = (action: string, source: string) =>
    [
      `(`,
      ` (`,
      `  !(ActionMatches{'Microsoft.Authorization/roleAssignments/${action}'})`,
      ` )`,
      ` OR`,
      ` (`,
      `  @${source}[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${roles.join(", ")}}`,
      `  AND`,
      `  @${source}[Microsoft.Authorization/roleAssignments:PrincipalId] ForAnyOfAnyValues:GuidEquals {${principalId}}`,
      `  AND`,
      `  @${source}[Microsoft.Authorization/roleAssignments:PrincipalType] ForAnyOfAnyValues:StringEqualsIgnoreCase {'ServicePrincipal'}`,
      ` )`,
      `)`,
    ].join("\n");
  return `${allowed("write", "Request")}\nAND\n${allowed("delete", "Resource")}`;
}
