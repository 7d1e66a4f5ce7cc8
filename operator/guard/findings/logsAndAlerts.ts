/** What tells of misuse: the vault's logs, and the alerts on them. */
import { isLost, sentence, subjectOf, inputOf } from "../change";
import type { RawFinding } from "../finding";
import { concernsVault, kept, type Plan } from "../plan";

const kinds = ["diagnosticSetting", "alert", "actionGroup"] as const;

export function logsAndAlerts(plan: Plan): RawFinding[] {
  const removed = plan.changes.filter(
    (change) => kinds.some((kind) => kind === change.kind) && isLost(change) && concernsVault(change),
  );
  return [
    ...removed.map((change): RawFinding => ({
      rule: change.kind === "diagnosticSetting" ? "logs-lost" : "alert-lost",
      level: "warning",
      change,
      title: `${sentence(subjectOf(change))} would be ${change.effect}`,
      effect:
        change.kind === "diagnosticSetting"
          ? "Nobody can then tell who used the key, or who tried to."
          : "Nobody is told any longer of denied calls, deletes or an outage.",
      fix: "Keep it, or make sure that something else does the same.",
    })),
    ...kept(plan, "alert", "actionGroup")
      .filter(concernsVault)
      .filter(({ before, after }) => inputOf(before, "enabled") !== false && inputOf(after, "enabled") === false)
      .map((change): RawFinding => ({
        rule: "alert-disabled",
        level: "warning",
        change,
        title: `${sentence(subjectOf(change))} would be switched off`,
        effect: "Nobody is told any longer of denied calls, deletes or an outage.",
        fix: "Keep it enabled.",
        values: [{ property: "enabled", before: true, after: false }],
      })),
    ...kept(plan, "diagnosticSetting")
      .filter(concernsVault)
      .filter(({ before, after }) => JSON.stringify(before.inputs?.["logs"]) !== JSON.stringify(after.inputs?.["logs"]))
      .map((change): RawFinding => ({
        rule: "logs-changed",
        level: "warning",
        change,
        title: `${sentence(subjectOf(change))} would record other logs`,
        effect: "Without the audit category nobody can tell who used the key, or who tried to.",
        fix: "Keep the category AuditEvent, or the category group audit, enabled.",
        values: [{ property: "logs", before: inputOf(change.before, "logs"), after: inputOf(change.after, "logs") }],
      })),
  ];
}
