/** What shows misuse: the vault's logs, and the alerts on them. */
import { isLost, sentence, subjectOf, inputOf } from "../change";
import type { RawFinding, ValueChange } from "../finding";
import { concernsVault, kept, type Kept, type Plan } from "../plan";

const kinds = ["diagnosticSetting", "alert", "actionGroup"] as const;

/** Reports `logs-lost`, `logs-changed`, `alert-lost` and `alert-disabled`. */
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
          ? "The logs then no longer show who used the key, or who tried to."
          : "There are no more alerts about denied calls, deletes or an outage.",
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
        effect: "There are no more alerts about denied calls, deletes or an outage.",
        fix: "Keep it enabled.",
        values: [{ property: "enabled", before: true, after: false }],
      })),
    ...kept(plan, "diagnosticSetting")
      .filter(concernsVault)
      .map((change) => ({ change, values: logChanges(change) }))
      .filter(({ values }) => values.length > 0)
      .map(({ change, values }): RawFinding => ({
        rule: "logs-changed",
        level: "warning",
        change,
        title: `${sentence(subjectOf(change))} would record other logs, or record them elsewhere`,
        effect:
          "Without the audit category in the usual place, the logs do not show who used the key, or who tried to.",
        fix: "Keep the category AuditEvent, or the category group audit, enabled, and the place to which it goes.",
        values,
      })),
  ];
}

/** What is recorded, and where to. */
function logChanges({ before, after }: Kept): ValueChange[] {
  return ["logs", "workspaceId", "storageAccountId", "eventHubAuthorizationRuleId", "marketplacePartnerId"]
    .map((property) => ({ property, before: inputOf(before, property), after: inputOf(after, property) }))
    .filter((value) => JSON.stringify(value.before) !== JSON.stringify(value.after));
}
