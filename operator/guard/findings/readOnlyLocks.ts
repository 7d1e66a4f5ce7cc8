/** A read-only lock that the plan would put on the vault, or on what contains it. */
import { isHidden, sentence, subjectOf, wordOf, inputOf } from "../change";
import type { RawFinding } from "../finding";
import { lockScopeOf } from "../lockScope";
import { reachOf, type Plan } from "../plan";

/** Reports `read-only-lock`. */
export function readOnlyLocks(plan: Plan): RawFinding[] {
  return plan.changes
    .filter(
      ({ kind, effect, before, after }) =>
        kind === "lock" &&
        effect !== "unchanged" &&
        wordOf(after, "level") === "readonly" &&
        // `lock-level-changed` reports one that exists already.
        (before === undefined || effect === "replaced") &&
        !isHidden(inputOf(after, "level")) &&
        reachOf(plan, lockScopeOf(after)) !== "none",
    )
    .map((change) => ({
      rule: "read-only-lock",
      level: "warning",
      change,
      title: `${sentence(subjectOf(change))} would make the vault read-only`,
      // learn.microsoft.com, "Lock your resources to protect your infrastructure".
      effect:
        "Azure then refuses every change to the vault: its firewall, its connections, its role assignments, so revoking Kore's access too. " +
        "It does not touch the use of the key, so Kore goes on as before.",
      fix: "Use CanNotDelete (deleteLock: true).",
    }));
}
