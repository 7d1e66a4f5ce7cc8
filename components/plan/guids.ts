import type { Problem } from "./problem";

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const nil = "00000000-0000-0000-0000-000000000000";

/**
 * Applications that Microsoft publishes in every tenant: a role given to one of them would let a service of Microsoft
 * in, not Kore. Source: Microsoft's list of first-party application IDs (learn.microsoft.com, "Verify first-party
 * Microsoft applications in sign-in reports").
 */
const microsoftApplications = new Map([
  ["797f4846-ba00-4fd7-ba43-dac1f8f63013", "Azure Resource Manager"],
  ["cfa8b339-82a2-471a-a3c9-0fc0be7a4093", "Azure Key Vault"],
  ["04b07795-8ddb-461a-bbee-02f9e1bf7b46", "Azure CLI"],
]);
/** Microsoft's oldest services share this shape: Microsoft Graph is `00000003-0000-0000-c000-000000000000`. */
const microsoftServicePattern = /^000000[0-9a-f]{2}-0000-0000-c000-000000000000$/;

/**
 * Checks an ID that Entra issues. Upper case and braces are refused although Azure takes them: it answers in lower
 * case, and every later preview would show a change.
 */
export function checkGuid(key: string, value: string, whatItIs: string, whereToFindIt: string): Problem[] {
  if (value.startsWith("<") && value.endsWith(">")) {
    return [{ key, value, rule: "this is the guide's placeholder, not a value", fix: whereToFindIt }];
  }
  if (value === nil) {
    return [{ key, value, rule: `${whatItIs} is never the nil GUID`, fix: whereToFindIt }];
  }
  if (!guid.test(value)) {
    return [
      {
        key,
        value,
        rule: `${whatItIs} is a GUID in lower case: 8-4-4-4-12 hexadecimal digits, without braces or spaces`,
        fix: guid.test(value.trim().replace(/[{}]/g, "").toLowerCase())
          ? `write ${value.trim().replace(/[{}]/g, "").toLowerCase()}`
          : whereToFindIt,
      },
    ];
  }
  return [];
}

/** Checks the tenant of the vault. Names such as `common` or `contoso.onmicrosoft.com` are refused: a vault takes the ID. */
export function checkTenantId(key: string, value: string): Problem[] {
  return checkGuid(key, value, "a tenant ID", "copy it from Microsoft Entra ID > Properties, or take the login's");
}

/** Checks the application (client) ID of Kore's app, against the other IDs that are easily pasted in its place. */
export function checkKoreClientId(key: string, value: string, tenantId?: string): Problem[] {
  const askKore =
    "ask Kore's support for the application (client) ID of your instance, in writing: it is not published";
  const problems = checkGuid(key, value, "an application (client) ID", askKore);
  if (problems.length > 0) {
    return problems;
  }
  if (value === tenantId) {
    return [{ key, value, rule: "the application ID is not the tenant ID", fix: askKore }];
  }
  const microsoft = microsoftServicePattern.test(value) ? "a service of Microsoft" : microsoftApplications.get(value);
  if (microsoft !== undefined) {
    return [{ key, value, rule: `this is the application ID of ${microsoft}, not of Kore`, fix: askKore }];
  }
  return [];
}

/**
 * Checks the object ID of Kore's service principal, against the other IDs that are easily pasted in its place.
 *
 * @param others Those IDs, if they are known.
 */
export function checkServicePrincipalObjectId(
  key: string,
  value: string,
  others: { clientId?: string; tenantId?: string } = {},
): Problem[] {
  const fix = "ask the Entra administrator who made the service principal; it is not the client ID";
  const rule = (what: string) => `a role is assigned to the service principal's object ID, not to ${what}`;
  if (value === others.clientId) {
    return [{ key, value, rule: rule("the client ID"), fix }];
  }
  if (value === others.tenantId) {
    return [{ key, value, rule: rule("the tenant"), fix }];
  }
  return checkGuid(key, value, "an object ID", fix);
}
