/** The delete lock on the vault, or on what contains the vault. */
import { inputOf, isHidden, isLost, isOurs, isRetained, sentence, subjectOf, wordOf, type Change } from "../change";
import type { RawFinding } from "../finding";
import { lockScopeOf } from "../lockScope";
import { isRevoked, kept, reachOf, type Kept, type Plan } from "../plan";

/** Reports `lock-deleted`, `lock-replaced`, `lock-released`, `lock-lifted` and `lock-level-changed`. */
export function deleteLocks(plan: Plan): RawFinding[] {
  const locks = plan.changes.filter((change) => change.kind === "lock" && mayCoverVault(change, plan));
  const changed = kept(plan, "lock").filter(
    (change) => mayCoverVault(change, plan) && wordOf(change.before, "level") !== wordOf(change.after, "level"),
  );
  return [...locks.filter(isLost).map((change) => lossOf(change, plan)), ...changed.map(levelChange)];
}

function levelChange(change: Kept): RawFinding {
  const after = inputOf(change.after, "level");
  const holds = isHidden(after) || ["cannotdelete", "readonly"].includes(wordOf(change.after, "level") ?? "");
  return {
    rule: "lock-level-changed",
    level: holds ? "warning" : "danger",
    stake: holds ? undefined : "key",
    change,
    title: `${sentence(subjectOf(change))} would change its level`,
    effect: holds
      ? "ReadOnly stops every change to the vault and its role assignments, this stack's own included; CanNotDelete stops only deletes."
      : "With any level other than CanNotDelete or ReadOnly it does not stop anything.",
    fix: "Keep CanNotDelete.",
    values: [{ property: "level", before: inputOf(change.before, "level"), after }],
  };
}

/** A lock covers what is below its scope: the vault itself, its resource group, its subscription. */
function mayCoverVault(change: Change, plan: Plan): boolean {
  return isOurs(change) || reachOf(plan, lockScopeOf(change.before)) !== "none";
}

/** Azure keeps the lock, so it holds as before. */
function released(change: Change, plan: Plan): RawFinding {
  const inTheWay = isOurs(change) && isRevoked(plan);
  return {
    rule: "lock-released",
    level: inTheWay ? "warning" : "note",
    change,
    title: `${sentence(subjectOf(change))} would leave the stack`,
    effect:
      "It stays in Azure (retainOnDelete) and holds as before, but nothing manages it any longer." +
      (inTheWay ? " Under it Azure refuses to take Kore's role assignment away, as koreAccess: revoked asks for." : ""),
    fix: inTheWay
      ? "Delete the lock in Azure before the update."
      : "Nothing to do if that is intended. To lift it later, delete it in Azure.",
  };
}

function lossOf(change: Change, plan: Plan): RawFinding {
  if (isRetained(change)) return released(change, plan);
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
      ? "Between the delete and the create, the vault can be deleted by anyone who has the right to."
      : "From then on a click in the portal deletes the vault, or the resource group with the vault in it.",
    fix: "Keep it (deleteLock: true).",
  };
}
