/** Role assignments that a KoreByok component gives: Kore's principal, a role of Kore's, on the vault or key. */
import { normalisedId } from "./armId";
import { inputOf, isHidden, isOurs, nameOf, wordOf, type Change } from "./change";
import { isKores, scopeOf } from "./keyAccess";
import { existingOf, makesFirstVault, vaultIds, type Plan } from "./plan";
import { unknownValue, type ResourceState } from "./preview";
import { isKoreRole, roleOf } from "./roles";

/**
 * Whether the assignment that the plan makes is what the component makes. Its place in the component proves nothing: any
 * program can name the component as a parent.
 */
export function isKoresGrant(change: Change, plan: Plan): boolean {
  const { kind, after } = change;
  if (kind !== "roleAssignment" || after === undefined || !isOurs(change)) return false;
  const [role, scope] = [inputOf(after, "roleDefinitionId"), scopeOf(after)];
  const isNew = isForNewVault(after, plan);
  // The stack's first update: there is no key of Kore's yet, and nothing says who Kore is.
  if (makesFirstVault(plan) && role === unknownValue && scope === unknownValue) return true;
  return (
    isForKore(after, plan) &&
    (isKoreRole(role) || (isNew && role === unknownValue)) &&
    (isVaultOfPlan(scope, plan) || (isNew && scope === unknownValue))
  );
}

/** Whether it uses the key by a place in our component, for a principal that is known not to be Kore's. */
export function isDisguised(change: Change, plan: Plan): boolean {
  const { after } = change;
  if (after === undefined || !isOurs(change) || roleOf(inputOf(after, "roleDefinitionId"))?.keys === undefined) {
    return false;
  }
  // A component that is only made now may be for another of Kore's products, whose principal is not known yet.
  const isInNewComponent = plan.changes.some(({ urn, effect }) => urn === after["parent"] && effect === "created");
  const isStranger = wordOf(after, "principalId") !== undefined && !isKores(after, plan);
  return isStranger && !isInNewComponent && existingOf(plan, "roleAssignment", "servicePrincipal").some(isOurs);
}

/** Kore's principal; it is not known yet if the plan makes the component's service principal. */
function isForKore(assignment: ResourceState, plan: Plan): boolean {
  if (isKores(assignment, plan)) return true;
  if (inputOf(assignment, "principalId") !== unknownValue) return false;
  const clientId = plan.setting("koreClientId")?.toLowerCase();
  return plan.changes.some(
    (change) =>
      change.kind === "servicePrincipal" &&
      (change.effect === "created" || change.effect === "replaced") &&
      isOurs(change) &&
      (clientId === undefined || wordOf(change.after, "clientId") === clientId),
  );
}

/** Role and scope of an assignment on a vault that the plan makes are known only after the update. */
function isForNewVault(assignment: ResourceState, plan: Plan): boolean {
  if (makesFirstVault(plan)) return true;
  // Another component's vault: its parts have the component's name. Then Kore's principal must be known.
  return (
    isKores(assignment, plan) &&
    plan.changes.some(
      (change) =>
        change.kind === "vault" &&
        change.effect === "created" &&
        isOurs(change) &&
        nameOf(String(change.after?.["parent"])) === nameOf(String(assignment["parent"])),
    )
  );
}

function isVaultOfPlan(scope: unknown, plan: Plan): boolean {
  if (typeof scope !== "string" || isHidden(scope)) return false;
  const vault = /^(.*\/providers\/microsoft\.keyvault\/vaults\/[^/]+)(\/keys\/[^/]+)?$/.exec(normalisedId(scope))?.[1];
  if (vault === undefined) return false;
  // Without --show-sames the vault itself may not be shown, but what was on it before is.
  const before = existingOf(plan, "roleAssignment").filter(isOurs).map(scopeOf);
  const ids = [...vaultIds(plan), ...before.map((id) => (typeof id === "string" ? normalisedId(id) : ""))];
  return ids.some((id) => id === vault || id.startsWith(`${vault}/`));
}
