/** The log category that holds each call to the vault (learn.microsoft.com, "Azure Key Vault logging"). */
export const auditCategory = "AuditEvent";

/**
 * The vault's calls, one a row, with the caller's application, the answer's status and the key that was meant.
 *
 * One table alone, since log alerts refuse `union` (learn.microsoft.com, "Optimize log search alert queries"), and that
 * table, since a vault's diagnostic setting ignores the choice of another (Azure/azure-rest-api-specs#22400). Columns
 * through column_ifexists: the table has one only once some log has brought it. They are those of learn.microsoft.com, "Azure Key
 * Vault monitoring data reference" and "Azure Key Vault solution in Azure Monitor".
 *
 * Unverified on Azure: that every call with a token of an application fills `identity_claim_appid_g`, and that every
 * call on a key has the key's name as second part of the path in `requestUri_s`.
 */
const calls = [
  "AzureDiagnostics",
  `| where ResourceProvider == "MICROSOFT.KEYVAULT" and Category == "${auditCategory}"`,
  '| extend CallerAppId = tostring(column_ifexists("identity_claim_appid_g", ""))',
  '| extend HttpStatus = toint(column_ifexists("httpStatusCode_d", real(null)))',
  '| extend KeyName = tostring(split(tostring(parse_url(tostring(column_ifexists("requestUri_s", ""))).Path), "/")[2])',
];

/** KQL for the vault's calls that meet all conditions. They may use `CallerAppId`, `HttpStatus` and `KeyName`. */
export function auditLogQuery(...conditions: string[]): string {
  return [...calls, ...conditions.map((condition) => `| where ${condition}`)].join("\n");
}
