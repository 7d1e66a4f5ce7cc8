import { given, type Problem } from "./problem";
import { checkResourceId } from "./resourceIds";

/** Where logs go and who receives alerts. Values that are not known yet are left out. */
export interface MonitoringRequest {
  logAnalyticsWorkspaceId?: string;
  alertEmails?: string[];
}

/** Checks where logs go and who receives alerts. */
export function checkMonitoring({ logAnalyticsWorkspaceId, alertEmails = [] }: MonitoringRequest): Problem[] {
  const workspace = given(logAnalyticsWorkspaceId, (value) =>
    checkResourceId("logAnalyticsWorkspaceId", "Microsoft.OperationalInsights/workspaces", value),
  );
  const plain = alertEmails.map((address) => address.toLowerCase());
  const addresses = alertEmails.flatMap((value, index): Problem[] => {
    const key = `alertEmails[${index}]`;
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) {
      return [{ key, value, rule: "an e-mail address", fix: "write it such as platform@example.com" }];
    }
    return plain.indexOf(value.toLowerCase()) === index
      ? []
      : [{ key, value, rule: "an action group takes an address once", fix: "list it once" }];
  });
  return [...workspace, ...addresses];
}

/** Warns when alerts cover less than one may expect: metrics and the activity log name neither caller nor key. */
export function checkAlertReach(
  { logAnalyticsWorkspaceId, alertEmails = [] }: MonitoringRequest,
  pending: ReadonlySet<string>,
): Problem[] {
  const key = "logAnalyticsWorkspaceId";
  return alertEmails.length === 0 || logAnalyticsWorkspaceId !== undefined || pending.has(key)
    ? []
    : [
        {
          key,
          value: undefined,
          rule: "without it no alert says whose calls are denied, that the key is deleted, changed, backed up, used by others or near its expiry, or that Kore has fallen silent: that takes the vault's audit log",
          fix: "set the ARM ID of a Log Analytics workspace, or watch the audit log by other means",
          severity: "warning",
        },
      ];
}
