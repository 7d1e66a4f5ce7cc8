/** Which role assignments let someone use the key, and which are Kore's. */
import { normalisedId } from "./armId";
import { inputOf, isHidden, isOurs, wordOf } from "./change";
import type { ValueChange } from "./finding";
import { existingOf, reachOf, statesOf, type Plan } from "./plan";
import type { ResourceState } from "./preview";
import { textOf } from "./recordedOutputs";
import { roleOf } from "./roles";

/**
 * Whether the assignment lets someone use a key, or Kore read what it is. The ID of a role that the guard does not know,
 * such as a custom one, does not show what it allows: it counts on a vault or key, and above one if it is Kore's.
 */
export function givesKeyAccess(state: ResourceState | undefined, plan: Plan): boolean {
  if (state === undefined) return false;
  const scope = scopeOf(state);
  const role = roleOf(inputOf(state, "roleDefinitionId"));
  // AI for Work asks for Key Vault Reader. Using the key does not take it.
  if (role !== undefined) return role.keys === "use" || (role.keys === "read" && mayBeKores(state, plan));
  return (
    (typeof scope === "string" && /\/providers\/microsoft\.keyvault\/vaults\//.test(normalisedId(scope))) ||
    (isKores(state, plan) && reachOf(plan, scope) !== "none")
  );
}

/** What the role is assigned on: the input, or what the ID begins with. */
export function scopeOf(state: ResourceState | undefined): unknown {
  return (
    inputOf(state, "scope") ??
    state?.id?.replace(/\/providers\/Microsoft\.Authorization\/roleAssignments\/[^/]+\/*$/i, "")
  );
}

/** Whether the principal is known to be Kore's. */
export function isKores(assignment: ResourceState, plan: Plan): boolean {
  const principal = wordOf(assignment, "principalId");
  return principal !== undefined && koresPrincipals(plan).includes(principal);
}

/** Whether the principal is Kore's, or it is not known who Kore is. */
function mayBeKores(assignment: ResourceState, plan: Plan): boolean {
  return (
    isOurs(assignment) ||
    wordOf(assignment, "principalId") === undefined ||
    koresPrincipals(plan).length === 0 ||
    isKores(assignment, plan)
  );
}

/** Object IDs of Kore's service principal, from every source that names it. */
function koresPrincipals(plan: Plan): unknown[] {
  const clientId = plan.setting("koreClientId")?.toLowerCase();
  // What the plan makes inside of our component is not Kore's for that: see `isKoresGrant`.
  const servicePrincipals = [
    ...existingOf(plan, "servicePrincipal").filter(isOurs),
    ...statesOf(plan, "servicePrincipal").filter(
      (state) => clientId !== undefined && wordOf(state, "clientId") === clientId,
    ),
  ];
  return [
    plan.setting("koreServicePrincipalObjectId")?.toLowerCase(),
    ...plan.recorded.map((outputs) => textOf(outputs, "koreServicePrincipalObjectId")),
    ...servicePrincipals.map(({ outputs = {} }) => textOf(outputs, "objectId")),
    ...existingOf(plan, "roleAssignment")
      .filter(isOurs)
      .map((state) => wordOf(state, "principalId")),
  ].filter((id) => id !== undefined && !isHidden(id));
}

const decisive = ["principalId", "principalType", "roleDefinitionId", "scope", "condition", "conditionVersion"];

/** The inputs of a role assignment that decide who may do what at which scope, as far as they differ. */
export function assignmentDifferences(
  before: ResourceState | undefined,
  after: ResourceState | undefined,
): ValueChange[] {
  return decisive
    .map((property) => ({ property, before: inputOf(before, property), after: inputOf(after, property) }))
    .filter((value) => String(value.before).toLowerCase() !== String(value.after).toLowerCase());
}
