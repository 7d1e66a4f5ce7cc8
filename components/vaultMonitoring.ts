import * as monitor from "@pulumi/azure-native/monitor";
import * as pulumi from "@pulumi/pulumi";
import { checkedArgs } from "./checkedArgs";
import { auditCategory } from "./plan/auditLog";
import { checkAlertReach, checkMonitoring } from "./plan/checkMonitoring";
import { vaultMonitoringArguments } from "./plan/componentArguments";
import { checkKoreClientId } from "./plan/guids";
import { logAlerts, type LogAlert } from "./plan/logAlerts";
import {
  activityLogAlerts,
  endStatuses,
  metricAlerts,
  metricAlertsWithoutLog,
  metricCategory,
  type ActivityLogAlert,
  type MetricAlert,
  type WatchedVault,
} from "./plan/monitoring";
import { checkKeyName } from "./plan/names";
import { given, type Problem } from "./plan/problem";
import { checkRegionName, normaliseRegion } from "./plan/regions";
import { checkResourceId } from "./plan/resourceIds";

/** Arguments of `VaultMonitoring`. */
export interface VaultMonitoringArgs {
  /** Required. ARM ID of the vault. */
  vaultId: pulumi.Input<string>;
  /** Required. Name of the vault: what the alerts' names start with. */
  vaultName: pulumi.Input<string>;
  /** Required. Resource group of the alerts. */
  resourceGroupName: pulumi.Input<string>;
  /** Required. Region of the vault: alerts on its log are created there. */
  location: pulumi.Input<string>;
  /** Required. Name of the key. */
  keyName: pulumi.Input<string>;
  /** Required. Application (client) ID of Kore's app: distinguishes Kore's calls from others. */
  koreClientId: pulumi.Input<string>;
  /** Optional. ARM ID of a Log Analytics workspace, of any region or subscription: audit log and metrics go there. */
  logAnalyticsWorkspaceId?: pulumi.Input<string>;
  /**
   * Optional. Recipients of the alerts. The list must be a plain value, since without recipients no alert is created; an
   * address may be an output. Default: none.
   */
  alertEmails?: pulumi.Input<string>[];
  /** Optional. Tags of the action group and the alerts. */
  tags?: pulumi.Input<{ [name: string]: string }>;
}

/**
 * Monitors a vault that Kore's data depends on. With a workspace the audit log is kept. With e-mail addresses, alerts
 * report what metrics and the activity log show, refused calls included. With both, they also report what only the audit
 * log shows: that it is Kore that is refused or silent, whatever is done to the key, and that its expiry is near.
 *
 * The diagnostic setting is within the scope of a delete lock on the vault: such a lock must be created after this
 * component, and lifted before the setting can be removed.
 *
 * @example
 * const monitoring = new VaultMonitoring("byok", {
 *   vaultId: vault.vaultId,
 *   vaultName: vault.vaultName,
 *   resourceGroupName: vault.resourceGroupName,
 *   location: vault.location,
 *   keyName: key.keyName,
 *   koreClientId: "5f4d9b7a-3a55-4c1c-9d0f-1f2e3d4c5b6a",
 *   logAnalyticsWorkspaceId: workspace.id,
 *   alertEmails: ["platform@contoso.com"],
 * });
 */
export class VaultMonitoring extends pulumi.ComponentResource {
  /** ARM ID of the action group, which other alerts can use; undefined without `alertEmails`. */
  public readonly actionGroupId?: pulumi.Output<string>;

  constructor(name: string, args: VaultMonitoringArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kore-byok-azure:index:VaultMonitoring", name, args, opts);
    const checked = checkedArgs(`VaultMonitoring "${name}"`, args, vaultMonitoringArguments, check);
    const { logAnalyticsWorkspaceId, alertEmails = [] } = checked;
    if (logAnalyticsWorkspaceId !== undefined) {
      createDiagnosticSetting(name, checked.vaultId, logAnalyticsWorkspaceId, this);
    }
    if (alertEmails.length > 0) {
      const group = createActionGroup(name, alertEmails, checked, this);
      metricAlerts.forEach((alert) => createMetricAlert(name, alert, checked, group, this));
      activityLogAlerts.forEach((alert) => createActivityLogAlert(name, alert, checked, group, this));
      if (logAnalyticsWorkspaceId === undefined) {
        metricAlertsWithoutLog.forEach((alert) => createMetricAlert(name, alert, checked, group, this));
      } else {
        logAlerts.forEach((alert) => createLogAlert(name, alert, checked, group, this));
      }
      this.actionGroupId = group.id;
    }
    this.registerOutputs({ actionGroupId: this.actionGroupId });
  }
}

function check(plain: Partial<pulumi.Unwrap<VaultMonitoringArgs>>, pending: ReadonlySet<string>): Problem[] {
  return [
    ...given(plain.vaultId, (value) => checkResourceId("vaultId", "Microsoft.KeyVault/vaults", value)),
    ...given(plain.location, (value) => checkRegionName("location", value)),
    ...given(plain.keyName, (value) => checkKeyName("keyName", value)),
    ...given(plain.koreClientId, (value) => checkKoreClientId("koreClientId", value)),
    ...checkMonitoring(plain),
    ...checkAlertReach(plain, pending),
  ];
}

function createDiagnosticSetting(
  name: string,
  vaultId: pulumi.Input<string>,
  workspaceId: pulumi.Input<string>,
  parent: pulumi.Resource,
): void {
  new monitor.DiagnosticSetting(
    `${name}-diagnostics`,
    {
      resourceUri: vaultId,
      name: "kore-byok",
      workspaceId,
      // No retention here: the workspace has its own, and Azure has deprecated the setting's.
      logs: [{ category: auditCategory, enabled: true }],
      metrics: [{ category: metricCategory, enabled: true }],
    },
    { parent },
  );
}

function createActionGroup(
  name: string,
  emails: pulumi.Input<string>[],
  args: VaultMonitoringArgs,
  parent: pulumi.Resource,
) {
  return new monitor.ActionGroup(
    `${name}-action-group`,
    {
      resourceGroupName: args.resourceGroupName,
      actionGroupName: alertName(args, "alerts"),
      groupShortName: "kore-byok",
      location: "global",
      enabled: true,
      // Sorted, so that their order in the configuration never shows as a change.
      emailReceivers: pulumi
        .all(emails)
        .apply((known) =>
          [...known].sort().map((emailAddress) => ({ name: emailAddress, emailAddress, useCommonAlertSchema: true })),
        ),
      tags: args.tags,
    },
    { parent },
  );
}

function alertName(args: VaultMonitoringArgs, name: string): pulumi.Output<string> {
  return pulumi.interpolate`${args.vaultName}-${name}`;
}

function createMetricAlert(
  name: string,
  alert: MetricAlert,
  args: VaultMonitoringArgs,
  group: monitor.ActionGroup,
  parent: pulumi.Resource,
): void {
  const { metricName, timeAggregation, dimension, operator, threshold } = alert;
  const { severity, evaluationFrequency, windowSize, description } = alert;
  new monitor.MetricAlert(
    `${name}-${alert.name}`,
    {
      resourceGroupName: args.resourceGroupName,
      ruleName: alertName(args, alert.name),
      location: "global",
      description,
      severity,
      enabled: true,
      scopes: [args.vaultId],
      targetResourceType: "Microsoft.KeyVault/vaults",
      evaluationFrequency,
      windowSize,
      criteria: {
        odataType: "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
        allOf: [
          {
            criterionType: "StaticThresholdCriterion",
            name: alert.name,
            metricNamespace: "Microsoft.KeyVault/vaults",
            metricName,
            ...(dimension === undefined
              ? {}
              : { dimensions: [{ name: dimension.name, operator: "Include", values: [...dimension.values] }] }),
            operator,
            threshold,
            timeAggregation,
            // A new vault has emitted none of them yet, and Azure may refuse an alert on a metric that it has not seen.
            skipMetricValidation: true,
          },
        ],
      },
      autoMitigate: true,
      actions: [{ actionGroupId: group.id }],
      tags: args.tags,
    },
    { parent },
  );
}

function createActivityLogAlert(
  name: string,
  alert: ActivityLogAlert,
  args: VaultMonitoringArgs,
  group: monitor.ActionGroup,
  parent: pulumi.Resource,
): void {
  const vault: pulumi.Output<WatchedVault> = pulumi
    .all([args.vaultId, args.vaultName, args.location])
    .apply(([vaultId, vaultName, location]) => ({ vaultId, vaultName, location: normaliseRegion(location) }));
  const { resourceId } = alert;
  new monitor.ActivityLogAlert(
    `${name}-${alert.name}`,
    {
      resourceGroupName: args.resourceGroupName,
      activityLogAlertName: alertName(args, alert.name),
      location: "global",
      description: alert.description,
      enabled: true,
      scopes: [vault.apply(alert.scope)],
      condition: {
        allOf: [
          { field: "category", equals: "Administrative" },
          { field: "operationName", equals: alert.operationName },
          ...(resourceId === undefined ? [] : [{ field: "resourceId", equals: vault.apply(resourceId) }]),
          { field: "status", containsAny: [...endStatuses] },
        ],
      },
      actions: { actionGroups: [{ actionGroupId: group.id }] },
      tags: args.tags,
    },
    { parent },
  );
}

/**
 * The alert's scope is the vault, not the workspace, as in Azure Monitor Baseline Alerts (Deploy-KV-KeyExpiry-Alert.json):
 * it is then created in the vault's region wherever the workspace is, and sees this vault's log alone.
 */
function createLogAlert(
  name: string,
  alert: LogAlert,
  args: VaultMonitoringArgs,
  group: monitor.ActionGroup,
  parent: pulumi.Resource,
): void {
  const { operator, threshold, severity, evaluationFrequency, windowSize, description } = alert;
  new monitor.ScheduledQueryRule(
    `${name}-${alert.name}`,
    {
      resourceGroupName: args.resourceGroupName,
      ruleName: alertName(args, alert.name),
      location: args.location,
      displayName: alertName(args, alert.name),
      description,
      severity,
      enabled: true,
      scopes: [args.vaultId],
      targetResourceTypes: ["Microsoft.KeyVault/vaults"],
      evaluationFrequency,
      windowSize,
      criteria: {
        allOf: [
          {
            query: pulumi
              .all([args.keyName, args.koreClientId])
              .apply(([keyName, koreClientId]) => alert.query({ keyName, koreClientId })),
            timeAggregation: "Count",
            operator,
            threshold,
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 },
          },
        ],
      },
      // The windows overlap: without this, one event would be reported several times.
      autoMitigate: true,
      // A new vault has sent no log yet, so the query's table cannot be found while the alert is made.
      skipQueryValidation: true,
      actions: { actionGroups: [group.id] },
      tags: args.tags,
    },
    { parent },
  );
}
