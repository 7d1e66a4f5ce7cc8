import type { AuthorizationManagementClient, RoleDefinition } from "@azure/arm-authorization";
import { isRestError } from "@azure/core-rest-pipeline";
import type { Settings } from "../../../settings";
import { authorizationClient } from "../../management/managementClients";
import { covers } from "../../management/roleActions";
import type { Check } from "../check";
import { neededRights, type Right, createsResourceGroup } from "../neededRights";

/** What was found at one scope. */
interface Judged {
  scope: string;
  /** What is needed there. */
  actions: string[];
  /** Names of the roles; undefined if Azure does not let them be read. */
  roles: string[] | undefined;
  missing: string[];
}

/**
 * The login may do what `pulumi up` does. Asked of Azure: the role assignments at each needed scope and above, those of
 * groups included, and what their roles permit. Deny assignments, conditions and roles that must be
 * activated first do not show.
 */
export const permissions: Check = {
  name: "permissions",
  doing: "reading the role assignments of this login",
  reads: "Microsoft.Authorization/roleAssignments/read",
  async run({ credential, cloud, subscriptionId, login, settings }) {
    const client = authorizationClient(credential, cloud, subscriptionId);
    const rights = neededRights(settings, subscriptionId);
    const scopes = [...new Set(rights.map(({ scope }) => scope))];
    const judged = await Promise.all(
      scopes.map((scope) =>
        judge(
          client,
          login.objectId,
          scope,
          rights.filter((each) => each.scope === scope),
        ),
      ),
    );
    const lacking = judged.filter(({ missing }) => missing.length > 0);
    const unread = judged.filter(({ roles }) => roles === undefined);
    const told = lacking.length > 0 ? lacking : judged.filter((each) => !unread.includes(each)).slice(0, 1);
    return {
      check: this.name,
      result: lacking.length > 0 ? "not-ready" : unread.length > 0 ? "not-judged" : "ready",
      found: [...told.map(describe), ...unread.map(({ scope }) => `not readable at ${placeOf(scope)}`)].join("; "),
      needed: [...new Set(rights.map(({ action }) => action))].join(", "),
      ...(lacking.length > 0
        ? { how: howToGet(settings) }
        : unread.length > 0
          ? {
              how: `Ask their owners whether ${login.name} may ${unread.flatMap(({ actions }) => actions).join(", ")}.`,
            }
          : {}),
    };
  },
};

async function judge(
  client: AuthorizationManagementClient,
  objectId: string,
  scope: string,
  rights: Right[],
): Promise<Judged> {
  const actions = rights.map(({ action }) => action);
  const untold: Judged = { scope, actions, roles: undefined, missing: [] };
  const assigned = new Set<string>();
  try {
    const filter = `atScope() and assignedTo('${objectId}')`;
    for await (const { roleDefinitionId = "" } of client.roleAssignments.listForScope(scope, { filter })) {
      assigned.add(roleDefinitionId.slice(roleDefinitionId.lastIndexOf("/") + 1));
    }
  } catch (error) {
    // A login that only uses what others own need not read who else may: the identities of examples/ci-identity do not.
    if (isForbidden(error) && rights.every((right) => right.elsewhere)) return untold;
    throw error;
  }
  try {
    // Read at the scope itself: a role at a resource group gives no right at the subscription, where definitions are kept.
    const roles = await Promise.all([...assigned].map((id) => client.roleDefinitions.get(scope, id)));
    const missing = actions.filter((action) => !roles.some((role) => permits(role, action)));
    return { scope, actions, roles: roles.map(({ roleName = "" }) => roleName), missing };
  } catch (error) {
    // A role can deploy without the right to read what roles permit.
    if (isForbidden(error)) return untold;
    throw error;
  }
}

function isForbidden(error: unknown): boolean {
  return isRestError(error) && error.statusCode === 403;
}

function permits({ permissions = [] }: RoleDefinition, action: string): boolean {
  return permissions.some(
    ({ actions = [], notActions = [] }) =>
      actions.some((pattern) => covers(pattern, action)) && !notActions.some((pattern) => covers(pattern, action)),
  );
}

function describe({ scope, roles = [], missing }: Judged): string {
  const held = `${roles.join(", ") || "no role"} at ${placeOf(scope)}`;
  return missing.length === 0 ? held : `${held}, which lacks ${missing.join(", ")}`;
}

const kinds: Record<string, string> = {
  resourcegroups: "resource group",
  vaults: "vault",
  virtualnetworks: "network",
  subnets: "subnet",
  privatednszones: "zone",
  workspaces: "workspace",
};

/** A scope in words. */
function placeOf(scope: string): string {
  const [name = "", type = ""] = scope.split("/").reverse();
  const kind = kinds[type.toLowerCase()];
  return kind === undefined ? "the subscription" : `${kind} ${name}`;
}

function howToGet(settings: Settings): string {
  const ask =
    "Ask the owner for roles with these actions there: examples/ci-identity defines a custom role with exactly these.";
  return createsResourceGroup(settings)
    ? `${ask} In an existing resource group, with \`existingResourceGroup\`, roles at the group suffice.`
    : ask;
}
