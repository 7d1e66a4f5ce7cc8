import { subscriptionOf } from "./resourceIds";

/** The one metric category of a vault (learn.microsoft.com, "Diagnostic settings in Azure Monitor"). */
export const metricCategory = "AllMetrics";

/** What every alert has. */
interface Alert {
  /** Follows the vault's name in the alert's name. */
  name: string;
  /** What has happened and what to do: the text of the e-mail. */
  description: string;
  /** Where the metric, operation, threshold or log entry comes from. */
  source: string;
}

/** An alert that looks at a number again and again. */
export interface Measured extends Alert {
  /** 0 critical, 1 error, 2 warning, 3 informational. */
  severity: 0 | 1 | 2 | 3;
  operator: "LessThan" | "GreaterThan";
  threshold: number;
  /** How often it looks, and over which time back: ISO 8601 durations. */
  evaluationFrequency: string;
  windowSize: string;
}

/** An alert on one of the vault's metrics. */
export interface MetricAlert extends Measured {
  metricName: string;
  timeAggregation: "Average" | "Count";
  /** Which values of a dimension are measured; all of all dimensions if left out. */
  dimension?: { name: string; values: readonly string[] };
}

/** An alert on an operation of Azure Resource Manager that has ended. These have no severity. */
export interface ActivityLogAlert extends Alert {
  operationName: string;
  /** ARM ID that the events' own IDs start with. */
  scope: (vault: WatchedVault) => string;
  /** The one resource that the events are about, if the scope alone is too wide. */
  resourceId?: (vault: WatchedVault) => string;
}

/** The vault that is watched. */
export interface WatchedVault {
  vaultId: string;
  vaultName: string;
  /** Region as ARM names it. */
  location: string;
}

const alertPage = 'learn.microsoft.com, "Configure Azure Key Vault alerts"';
const metricsPage = 'learn.microsoft.com, "Supported metrics for Microsoft.KeyVault/vaults"';
const vaultPermissions = 'learn.microsoft.com, "Azure permissions for Security"';
const managementPermissions = 'learn.microsoft.com, "Azure permissions for Management and governance"';
const baseline = "Azure/azure-monitor-baseline-alerts, services/KeyVault/vaults/alerts.yaml";

/** The thresholds are the alert page's; names, periods and severities the baseline's. */
export const metricAlerts: readonly MetricAlert[] = [
  {
    name: "availability",
    description:
      "Calls to the vault go unanswered. Microsoft says that long-running operations are counted in by mistake: compare with the audit log.",
    severity: 1,
    metricName: "Availability",
    timeAggregation: "Average",
    operator: "LessThan",
    threshold: 100,
    evaluationFrequency: "PT1M",
    windowSize: "PT5M",
    source: `${alertPage}; ${baseline}`,
  },
  {
    name: "saturation",
    description: "The vault nears its limit of calls: beyond it Kore is turned away with status 429.",
    severity: 1,
    metricName: "SaturationShoebox",
    timeAggregation: "Average",
    operator: "GreaterThan",
    threshold: 75,
    evaluationFrequency: "PT1M",
    windowSize: "PT5M",
    source: `${alertPage}; ${baseline}`,
  },
  {
    name: "latency",
    description: "Calls to the vault take longer than a second on average.",
    severity: 3,
    metricName: "ServiceApiLatency",
    timeAggregation: "Average",
    operator: "GreaterThan",
    threshold: 1000,
    evaluationFrequency: "PT5M",
    windowSize: "PT5M",
    source: `${alertPage}; ${baseline}`,
  },
];

/**
 * What stands in for an alert on the audit log if none is kept. With one, `kore-refused` distinguishes Kore's refused calls
 * from others, and a second alert would report them twice.
 *
 * Status 401 is left out: each client that has no token yet is answered so, to learn where to get one.
 */
export const metricAlertsWithoutLog: readonly MetricAlert[] = [
  {
    name: "calls-refused",
    description:
      "Calls to the vault are refused (403: role, network or a disabled key). If they are Kore's, Kore can neither write nor read what the key protects; expected while its access is revoked. The metric names no caller: only an audit log does.",
    severity: 1,
    metricName: "ServiceApiResult",
    timeAggregation: "Count",
    dimension: { name: "StatusCode", values: ["403"] },
    operator: "GreaterThan",
    threshold: 0,
    // Shorter than the window, or the first refusal in a day may be missed ("Troubleshoot Azure Monitor metric alerts").
    evaluationFrequency: "PT1M",
    windowSize: "PT5M",
    source: `${metricsPage}; ${alertPage}`,
  },
];

const onVault = ({ vaultId }: WatchedVault): string => vaultId;
const onGroup = ({ vaultId }: WatchedVault): string => vaultId.replace(/\/providers\/.*$/i, "");
const onSubscription = ({ vaultId }: WatchedVault): string => `/subscriptions/${subscriptionOf(vaultId)}`;

/** How an operation ends. A failed one is an attempt that the lock, purge protection or a missing role has stopped. */
export const endStatuses: readonly string[] = ["Succeeded", "Failed"];

/** One operation per alert, since it is not documented that `operationName` takes several. */
export const activityLogAlerts: readonly ActivityLogAlert[] = [
  {
    name: "vault-deleted",
    description:
      "The vault was deleted, or someone tried. Recover it, then run pulumi up: role assignments do not come back by themselves.",
    operationName: "Microsoft.KeyVault/vaults/delete",
    scope: onVault,
    source: baseline,
  },
  {
    name: "vault-purge",
    description:
      "Someone tried to purge the deleted vault. Purge protection stops that until the retention has passed.",
    operationName: "Microsoft.KeyVault/locations/deletedVaults/purge/action",
    // A deleted vault is listed under its subscription. Unverified on Azure: that the event carries this very ID.
    scope: onSubscription,
    resourceId: (vault) =>
      `${onSubscription(vault)}/providers/Microsoft.KeyVault/locations/${vault.location}/deletedVaults/${vault.vaultName}`,
    source: vaultPermissions,
  },
  {
    name: "vault-changed",
    description:
      "The vault's firewall, public access or another property was written. If it was not you, run pulumi preview --refresh.",
    operationName: "Microsoft.KeyVault/vaults/write",
    scope: onVault,
    source: vaultPermissions,
  },
  {
    name: "resource-group-deleted",
    description: "The vault's resource group was deleted, or someone tried.",
    operationName: "Microsoft.Resources/subscriptions/resourceGroups/delete",
    scope: onGroup,
    source: managementPermissions,
  },
  {
    name: "role-assignment-deleted",
    description:
      "A role assignment on the vault was deleted. If it was Kore's, Kore is cut off from the key; pulumi up gives it back.",
    operationName: "Microsoft.Authorization/roleAssignments/delete",
    scope: onVault,
    source: managementPermissions,
  },
  {
    name: "role-assignment-written",
    description: "A role was assigned on the vault: make sure that nobody new may use or delete the key.",
    operationName: "Microsoft.Authorization/roleAssignments/write",
    scope: onVault,
    source: managementPermissions,
  },
  {
    name: "lock-deleted",
    description: "The vault's delete lock was lifted. Revoking Kore's access does that; else pulumi up brings it back.",
    operationName: "Microsoft.Authorization/locks/delete",
    scope: onVault,
    source: managementPermissions,
  },
  {
    name: "connection-decided",
    description:
      "A private endpoint connection to the vault was approved or rejected. If it was Kore's and was rejected, Kore is cut off.",
    operationName: "Microsoft.KeyVault/vaults/PrivateEndpointConnectionsApproval/action",
    scope: onVault,
    source: vaultPermissions,
  },
  {
    name: "connection-deleted",
    description:
      "A private endpoint connection to the vault was removed. If it was Kore's, Kore is cut off and must make a new endpoint.",
    operationName: "Microsoft.KeyVault/vaults/privateEndpointConnections/delete",
    scope: onVault,
    source: vaultPermissions,
  },
];
