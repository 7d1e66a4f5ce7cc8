/** The role assignments that let Kore, or anyone, use the key. */
import { inputOf, isHidden, isLost, isOurs, nameOf, sentence, wordOf, type Change } from "../change";
import type { RawFinding, ValueChange } from "../finding";
import { isRevoked, kept, type Kept, type Plan } from "../plan";
import type { ResourceState } from "../preview";

/**
 * Built-in roles that let someone use, read or manage keys, by their GUID, which is the same in every tenant.
 * Source: learn.microsoft.com/azure/role-based-access-control/built-in-roles (Security).
 */
const keyRoles: Record<string, string> = {
  "12338af0-0e69-4776-bea7-57ae8d297424": "Key Vault Crypto User",
  "e147488a-f6f5-4113-8e2d-b22465e65bf6": "Key Vault Crypto Service Encryption User",
  "21090545-7ca7-4776-b22c-e363652d74d2": "Key Vault Reader",
  "14b46e9e-c2b7-41b4-b07b-48a6ebf60603": "Key Vault Crypto Officer",
  "00482a5a-887f-4fb3-b363-3b7fe8e74483": "Key Vault Administrator",
};

export function roleAssignments(plan: Plan): RawFinding[] {
  const removed = plan.changes.filter(
    (change) => change.kind === "roleAssignment" && isLost(change) && givesKeyAccess(change.before),
  );
  const changed = kept(plan, "roleAssignment").filter(({ before }) => givesKeyAccess(before));
  return [...removed.map((change) => lossOf(change, plan)), ...changed.flatMap(updateOf)];
}

/** Whether the assignment is on a vault or a key, or of a role that is about keys. */
export function givesKeyAccess(state: ResourceState | undefined): boolean {
  const scope = inputOf(state, "scope") ?? state?.id;
  const onVault = typeof scope === "string" && /\/providers\/Microsoft\.KeyVault\/vaults\//i.test(scope);
  return onVault || Object.hasOwn(keyRoles, roleGuidOf(inputOf(state, "roleDefinitionId")));
}

function roleGuidOf(roleDefinitionId: unknown): string {
  return typeof roleDefinitionId === "string" ? (roleDefinitionId.split("/").at(-1) ?? "").toLowerCase() : "";
}

function roleOf(state: ResourceState | undefined): string {
  const guid = roleGuidOf(inputOf(state, "roleDefinitionId"));
  return keyRoles[guid] ?? guid;
}

/** People have other ways back in, and Kore is never one of them. */
function isForPeople({ before }: Change): boolean {
  return ["user", "group"].includes(wordOf(before, "principalType") ?? "");
}

function subjectOf(change: Change): string {
  const role = roleOf(change.before);
  return isOurs(change)
    ? `Kore's role ${role}`
    : `the role ${role} of ${wordOf(change.before, "principalId") ?? nameOf(change.urn)}`;
}

function lossOf(change: Change, plan: Plan): RawFinding {
  if (change.effect === "deleted" && isOurs(change) && isRevoked(plan)) {
    return {
      rule: "access-revoked",
      level: "warning",
      change,
      title: "Kore's access would be revoked, as koreAccess: revoked asks for",
      effect: `${sentence(subjectOf(change))} goes. Kore can then neither encrypt nor decrypt with the key until it is restored.`,
      fix: "Apply it only if that is meant. koreAccess: active gives Kore the same role assignment back.",
    };
  }
  const severity = isForPeople(change)
    ? ({ level: "warning" } as const)
    : ({ level: "danger", stake: "access" } as const);
  const successor = change.effect === "deleted" ? successorOf(change, plan) : undefined;
  if (change.effect === "replaced" || successor !== undefined) {
    const values = differences(change.before, successor?.after ?? change.after);
    return {
      rule: change.effect === "replaced" ? "role-replaced" : "role-changed",
      ...severity,
      change,
      title: `${sentence(subjectOf(change))} would be taken away and another one given (${values.map(({ property }) => property).join(", ") || "the same values"})`,
      effect:
        successor === undefined
          ? "Azure deletes the old assignment first, and a new one takes minutes to work: whoever holds it is cut off meanwhile, and for good if the new one is for another principal, a narrower role or another scope."
          : "The new assignment comes first and takes minutes to work. If the new role or scope does not suffice for Kore, it is cut off.",
      fix: "Take the change back, unless Kore has confirmed in writing that the new values suffice; then run the Test Configuration at once.",
      values,
    };
  }
  return {
    rule: "role-deleted",
    ...severity,
    change,
    title: `${sentence(subjectOf(change))} would be deleted`,
    effect: "Whoever holds it can no longer use the key from then on: neither encrypt nor decrypt.",
    fix: isOurs(change)
      ? "Take the change back. To revoke Kore's access on purpose, set koreAccess to revoked."
      : "Take the change back, unless it is certain that it is not Kore's.",
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

/** Inputs that decide who may do what where. */
const decisive = ["principalId", "principalType", "roleDefinitionId", "scope", "condition", "conditionVersion"];

function differences(before: ResourceState | undefined, after: ResourceState | undefined): ValueChange[] {
  return decisive
    .map((property) => ({ property, before: inputOf(before, property), after: inputOf(after, property) }))
    .filter((value) => String(value.before).toLowerCase() !== String(value.after).toLowerCase());
}

function updateOf(change: Kept): RawFinding[] {
  const values = differences(change.before, change.after);
  if (values.length === 0 || values.every(({ after }) => isHidden(after))) return [];
  return [
    {
      rule: "role-changed",
      ...(isForPeople(change) ? ({ level: "warning" } as const) : ({ level: "danger", stake: "access" } as const)),
      change,
      title: `${sentence(subjectOf(change))} would be changed (${values.map(({ property }) => property).join(", ")})`,
      effect: "Whoever holds it is cut off if the new values do not suffice.",
      fix: "Take the change back, unless Kore has confirmed in writing that the new values suffice; then run the Test Configuration at once.",
      values,
    },
  ];
}
