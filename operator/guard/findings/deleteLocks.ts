/** The delete lock on the vault, or on what the vault stands in. */
import { inputOf, isLost, isOurs, sentence, subjectOf, wordOf, type Change } from "../change";
import type { RawFinding } from "../finding";
import { holdsVault, isRevoked, kept, type Plan } from "../plan";

export function deleteLocks(plan: Plan): RawFinding[] {
  const locks = plan.changes.filter((change) => change.kind === "lock" && mayCoverVault(change, plan));
  const changed = kept(plan, "lock").filter(
    (change) => mayCoverVault(change, plan) && wordOf(change.before, "level") !== wordOf(change.after, "level"),
  );
  return [
    ...locks.filter(isLost).map((change) => lossOf(change, plan)),
    ...changed.map((change): RawFinding => ({
      rule: "lock-level-changed",
      level: "warning",
      change,
      title: `${sentence(subjectOf(change))} would change its level`,
      effect:
        "ReadOnly stops every change to the vault and its role assignments, this stack's own included; CanNotDelete stops deletes alone.",
      fix: "Keep CanNotDelete.",
      values: [{ property: "level", before: inputOf(change.before, "level"), after: inputOf(change.after, "level") }],
    })),
  ];
}

/** A lock covers what stands below its scope: the vault itself, its resource group, its subscription. */
function mayCoverVault(change: Change, plan: Plan): boolean {
  if (isOurs(change)) return true;
  // The ID of a lock is its scope and a suffix, whichever of the lock types it is.
  const scope = (change.before?.id ?? "").replace(/\/providers\/Microsoft\.Authorization\/locks\/[^/]+$/i, "");
  if (/\/providers\//i.test(scope)) return /\/providers\/Microsoft\.KeyVault\/vaults\//i.test(scope);
  const group = /\/resourceGroups\/([^/]+)$/i.exec(scope)?.[1];
  return group === undefined || holdsVault(plan, group) !== "no";
}

function lossOf(change: Change, plan: Plan): RawFinding {
  if (change.effect === "deleted" && isOurs(change) && isRevoked(plan)) {
    return {
      rule: "lock-lifted",
      level: "note",
      change,
      title: `${sentence(subjectOf(change))} would be lifted while Kore's access is revoked`,
      effect: "Azure refuses to take a role assignment away under it. It comes back with koreAccess: active.",
      fix: "Nothing to do.",
    };
  }
  const replaced = change.effect === "replaced";
  return {
    rule: replaced ? "lock-replaced" : "lock-deleted",
    level: replaced ? "warning" : "danger",
    stake: "key",
    change,
    title: `${sentence(subjectOf(change))} would be ${replaced ? "replaced" : "deleted"}`,
    effect: replaced
      ? "Between the delete and the create, the vault can be deleted by whoever may."
      : "From then on a click in the portal deletes the vault, or the resource group with the vault in it.",
    fix: "Keep it (deleteLock: true).",
  };
}
