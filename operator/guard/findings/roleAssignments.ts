/** Role assignments that let Kore, or anyone, use the key, and that would go or change. */
import { inputOf, isHidden, isLost, isOurs, isRetained, nameOf, sentence, wordOf, type Change } from "../change";
import type { RawFinding } from "../finding";
import { assignmentDifferences, givesKeyAccess, isKores } from "../keyAccess";
import { isRevoked, kept, type Kept, type Plan } from "../plan";
import { roleNameOf, roleOf } from "../roles";

/** Reports `role-deleted`, `role-replaced`, `role-changed`, `role-released` and `access-revoked`. */
export function roleAssignments(plan: Plan): RawFinding[] {
  const removed = plan.changes.filter(
    (change) => change.kind === "roleAssignment" && isLost(change) && givesKeyAccess(change.before, plan),
  );
  const changed = kept(plan, "roleAssignment").filter(({ before }) => givesKeyAccess(before, plan));
  return [...removed.map((change) => lossOf(change, plan)), ...changed.flatMap((change) => updateOf(change, plan))];
}

/**
 * People have other ways back in, and Kore is never one of them. The SDK says `User` if a program states no type, so
 * the type alone proves nothing.
 */
function isForPeople({ before }: Change, plan: Plan): boolean {
  return (
    before !== undefined && ["user", "group"].includes(wordOf(before, "principalType") ?? "") && !isKores(before, plan)
  );
}

function severityOf(change: Change, plan: Plan): Pick<RawFinding, "level" | "stake"> {
  return isForPeople(change, plan) ? { level: "warning" } : { level: "danger", stake: "access" };
}

/** What to do about an assignment that stays with other values, or has a successor. */
const unlessKoreConfirmed =
  "Revert the change, unless Kore has confirmed in writing that the new values suffice; then run the Test Configuration at once.";

function roleSubjectOf(change: Change): string {
  const role = roleNameOf(inputOf(change.before, "roleDefinitionId"));
  return isOurs(change)
    ? `Kore's role ${role}`
    : `the role ${role} of ${wordOf(change.before, "principalId") ?? nameOf(change.urn)}`;
}

/** Azure keeps the assignment, so no access is lost. But what the stack let go of, it can no longer take away. */
function released(change: Change, plan: Plan): RawFinding {
  const unrevoked = isOurs(change) && isRevoked(plan);
  const replaced = change.effect === "replaced";
  return {
    rule: "role-released",
    level: unrevoked || replaced ? "warning" : "note",
    change,
    title: `${sentence(roleSubjectOf(change))} would leave the stack${replaced ? ", and another one take its place" : ""}`,
    effect:
      "It stays in Azure (retainOnDelete): whoever holds it can use the key as before." +
      (unrevoked ? " So Kore's access is not revoked, although koreAccess: revoked asks for it." : ""),
    fix: unrevoked
      ? "Take retainOnDelete off the role assignment first, in a separate update."
      : "Nothing to do if that is intended. To take it away later, delete it in Azure.",
    values: replaced ? assignmentDifferences(change.before, change.after) : undefined,
  };
}

function lossOf(change: Change, plan: Plan): RawFinding {
  if (isRetained(change)) return released(change, plan);
  if (change.effect === "deleted" && isOurs(change) && isRevoked(plan)) {
    return {
      rule: "access-revoked",
      level: "warning",
      change,
      title: "Kore's access would be revoked, as koreAccess: revoked asks for",
      effect: `${sentence(roleSubjectOf(change))} goes. Kore can then neither encrypt nor decrypt with the key until it is restored.`,
      fix: "Apply it only if that is intended. koreAccess: active gives Kore the same role assignment back.",
    };
  }
  const successor = change.effect === "deleted" ? successorOf(change, plan) : undefined;
  if (change.effect === "replaced" || successor !== undefined) {
    const values = assignmentDifferences(change.before, successor?.after ?? change.after);
    return {
      rule: change.effect === "replaced" ? "role-replaced" : "role-changed",
      ...severityOf(change, plan),
      change,
      title: `${sentence(roleSubjectOf(change))} would be taken away and another one given (${values.map(({ property }) => property).join(", ") || "the same values"})`,
      effect:
        successor === undefined
          ? "Azure deletes the old assignment first, and a new one takes minutes to work: whoever holds it is cut off meanwhile, and for good if the new one is for another principal, a narrower role or another scope."
          : "The new assignment comes first and takes minutes to work. If the new role or scope does not suffice for Kore, it is cut off.",
      fix: unlessKoreConfirmed,
      values,
    };
  }
  return {
    rule: "role-deleted",
    ...severityOf(change, plan),
    change,
    title: `${sentence(roleSubjectOf(change))} would be deleted`,
    effect:
      roleOf(inputOf(change.before, "roleDefinitionId"))?.keys === "read"
        ? "Whoever holds it can no longer read what the vault and its keys are from then on, which Kore's AI for Work does."
        : "Whoever holds it can no longer use the key from then on: neither encrypt nor decrypt.",
    fix: isOurs(change)
      ? "Revert the change. To revoke Kore's access on purpose, set koreAccess to revoked."
      : "Revert the change, unless it is certain that it is not Kore's.",
  };
}

/** The assignment that the same component makes in place of this one. */
function successorOf(change: Change, plan: Plan): Change | undefined {
  return plan.changes.find(
    ({ kind, effect, after }) =>
      kind === "roleAssignment" &&
      effect === "created" &&
      change.before?.["parent"] !== undefined &&
      after?.["parent"] === change.before["parent"] &&
      (isHidden(inputOf(after, "principalId")) ||
        inputOf(after, "principalId") === inputOf(change.before, "principalId")),
  );
}

function updateOf(change: Kept, plan: Plan): RawFinding[] {
  const values = assignmentDifferences(change.before, change.after);
  if (values.length === 0 || values.every(({ after }) => isHidden(after))) return [];
  return [
    {
      rule: "role-changed",
      ...severityOf(change, plan),
      change,
      title: `${sentence(roleSubjectOf(change))} would be changed (${values.map(({ property }) => property).join(", ")})`,
      effect: "Whoever holds it is cut off if the new values do not suffice.",
      fix: unlessKoreConfirmed,
      values,
    },
  ];
}
