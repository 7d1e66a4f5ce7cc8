/** Which role assignments let someone use the key, and which are Kore's. */
import { inputOf, isHidden, isOurs, wordOf } from "./change";
import { reachOf, statesOf, type Plan } from "./plan";
import type { ResourceState } from "./preview";
import { textOf } from "./recordedOutputs";
import { roleOf } from "./roles";

/** Whether the assignment is on a vault or a key, of a role that is about keys, or of a role that Kore may use them by. */
export function givesKeyAccess(state: ResourceState | undefined, plan: Plan): boolean {
  const scope = scopeOf(state);
  const role = inputOf(state, "roleDefinitionId");
  return (
    (typeof scope === "string" && /\/providers\/Microsoft\.KeyVault\/vaults\//i.test(scope)) ||
    roleOf(role)?.onKeys === true ||
    // What a custom role allows, its ID does not tell.
    (state !== undefined && roleOf(role) === undefined && isKores(state, plan) && reachOf(plan, scope) !== "none")
  );
}

/** What the role is assigned on: the input, or what the ID begins with. */
export function scopeOf(state: ResourceState | undefined): unknown {
  return (
    inputOf(state, "scope") ?? state?.id?.replace(/\/providers\/Microsoft\.Authorization\/roleAssignments\/[^/]+$/i, "")
  );
}

/** Whether the principal is known to be Kore's. */
export function isKores(assignment: ResourceState, plan: Plan): boolean {
  const principal = wordOf(assignment, "principalId");
  return principal !== undefined && koresPrincipals(plan).includes(principal);
}

/** Object IDs of Kore's service principal, from all that tells of it. */
function koresPrincipals(plan: Plan): unknown[] {
  const clientId = plan.setting("koreClientId")?.toLowerCase();
  const servicePrincipals = statesOf(plan, "servicePrincipal").filter(
    (state) => isOurs(state) || (clientId !== undefined && wordOf(state, "clientId") === clientId),
  );
  return [
    plan.setting("koreServicePrincipalObjectId")?.toLowerCase(),
    ...plan.recorded.map((outputs) => textOf(outputs, "koreServicePrincipalObjectId")),
    ...servicePrincipals.map(({ outputs = {} }) => textOf(outputs, "objectId")),
    ...statesOf(plan, "roleAssignment")
      .filter(isOurs)
      .map((state) => wordOf(state, "principalId")),
  ].filter((id) => id !== undefined && !isHidden(id));
}
