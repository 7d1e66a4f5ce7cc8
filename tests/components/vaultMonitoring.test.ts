import * as pulumi from "@pulumi/pulumi";
import { KoreByok, VaultMonitoring, type KoreByokArgs, type VaultMonitoringArgs } from "../../components";
import { logAlerts } from "../../components/plan/logAlerts";
import { activityLogAlerts, metricAlerts, metricAlertsWithoutLog } from "../../components/plan/monitoring";
import { groupId, kore, login, vaultIdOf } from "../support/mockedAzure";
import { deploy, failure, type Deployment } from "../support/mocks";

const required: VaultMonitoringArgs = {
  vaultId: vaultIdOf("kv-a"),
  vaultName: "kv-a",
  resourceGroupName: "rg-kore-byok",
  location: "West Europe",
  keyName: "kore-byok",
  koreClientId: kore.clientId,
};
/** A central workspace: another subscription, another region. */
const logAnalyticsWorkspaceId =
  "/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/rg-logs/providers/Microsoft.OperationalInsights/workspaces/log-central";
const alertEmails = ["platform@example.com", "duty@example.com"];
const actionGroupId = `${groupId}/providers/Microsoft.Insights/actionGroups/kv-a-alerts`;

let warn: jest.SpyInstance;
beforeEach(() => {
  warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
});
afterEach(() => warn.mockRestore());

function make(more: Partial<VaultMonitoringArgs>): Promise<Deployment> {
  return deploy(() => {
    const monitoring = new VaultMonitoring("watch", { ...required, ...more });
    return monitoring.actionGroupId === undefined ? {} : { actionGroupId: monitoring.actionGroupId };
  });
}

function countsOf({ made }: Deployment): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type } of made) {
    const kind = type.split(":").pop()!;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

describe("VaultMonitoring", () => {
  it("makes nothing of which nobody would learn", async () => {
    expect(countsOf(await make({}))).toEqual({});
    expect(countsOf(await make({ alertEmails: [] }))).toEqual({});
  });

  it("keeps the log and makes no alert without addresses", async () => {
    const deployment = await make({ logAnalyticsWorkspaceId, alertEmails: [] });
    expect(countsOf(deployment)).toEqual({ DiagnosticSetting: 1 });
    expect(deployment.find("DiagnosticSetting").inputs).toEqual({
      resourceUri: vaultIdOf("kv-a"),
      name: "kore-byok",
      workspaceId: logAnalyticsWorkspaceId,
      logs: [{ category: "AuditEvent", enabled: true }],
      metrics: [{ category: "AllMetrics", enabled: true }],
    });
    expect(deployment.outputs.actionGroupId).toBeUndefined();
  });

  it("makes the alerts that need no log without a workspace", async () => {
    const deployment = await make({ alertEmails });
    expect(countsOf(deployment)).toEqual({
      ActionGroup: 1,
      MetricAlert: metricAlerts.length + metricAlertsWithoutLog.length,
      ActivityLogAlert: activityLogAlerts.length,
    });
    expect(deployment.outputs.actionGroupId).toBe(actionGroupId);
    expect(warn.mock.calls).toEqual([
      [expect.stringContaining('VaultMonitoring "watch":\n  logAnalyticsWorkspaceId: (not set)')],
    ]);
  });

  it("makes every alert of the table with both", async () => {
    const deployment = await make({ logAnalyticsWorkspaceId: pulumi.output(logAnalyticsWorkspaceId), alertEmails });
    expect(countsOf(deployment)).toEqual({
      DiagnosticSetting: 1,
      ActionGroup: 1,
      MetricAlert: metricAlerts.length,
      ActivityLogAlert: activityLogAlerts.length,
      ScheduledQueryRule: logAlerts.length,
    });
    expect(warn).not.toHaveBeenCalled();
    const component = deployment.find("VaultMonitoring");
    deployment.made.forEach(({ parent }) => expect(parent).toBe(component.urn));
  });

  it("tells each address, in whatever order they are given", async () => {
    const groupOf = async (emails: string[]) => (await make({ alertEmails: emails })).find("ActionGroup").inputs;
    const group = await groupOf(alertEmails);
    expect(group).toEqual({
      resourceGroupName: "rg-kore-byok",
      actionGroupName: "kv-a-alerts",
      groupShortName: "kore-byok",
      location: "global",
      enabled: true,
      emailReceivers: [
        { name: "duty@example.com", emailAddress: "duty@example.com", useCommonAlertSchema: true },
        { name: "platform@example.com", emailAddress: "platform@example.com", useCommonAlertSchema: true },
      ],
    });
    expect(await groupOf([...alertEmails].reverse())).toEqual(group);
  });

  it("takes addresses that come late, each checked, in a list whose length is known", async () => {
    const late = (address: string) => pulumi.output(Promise.resolve(address));
    const addresses = [late("platform@example.com"), "duty@example.com"];
    const receivers = async (emails: pulumi.Input<string>[]) =>
      (await make({ alertEmails: emails })).find("ActionGroup").inputs["emailReceivers"] as unknown;
    expect(await receivers(addresses)).toEqual(await receivers(alertEmails));
    const { error, deployment } = await failure(
      () => void new VaultMonitoring("watch", { ...required, alertEmails: ["duty@example.com", late("platform")] }),
    );
    expect(error.message).toContain('1 problem\n  alertEmails[1]: "platform"');
    expect(deployment.made.map(({ type }) => type)).not.toContain("azure-native:monitor:ActionGroup");
  });

  it("makes the same alerts in a preview that does not know an address yet", async () => {
    const unknown = pulumi.output(pulumi.unknown as never);
    const preview = (emails: pulumi.Input<string>[]) =>
      deploy(() => void new VaultMonitoring("watch", { ...required, alertEmails: emails }), { preview: true });
    expect(countsOf(await preview([unknown]))).toEqual(countsOf(await preview(["duty@example.com"])));
  });

  it("watches the vault's metrics", async () => {
    const deployment = await make({ alertEmails, tags: { team: "platform" } });
    expect(deployment.find("MetricAlert", "watch-saturation").inputs).toEqual({
      resourceGroupName: "rg-kore-byok",
      ruleName: "kv-a-saturation",
      location: "global",
      description: expect.stringContaining("429") as string,
      severity: 1,
      enabled: true,
      scopes: [vaultIdOf("kv-a")],
      targetResourceType: "Microsoft.KeyVault/vaults",
      evaluationFrequency: "PT1M",
      windowSize: "PT5M",
      criteria: {
        odataType: "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
        allOf: [
          {
            criterionType: "StaticThresholdCriterion",
            name: "saturation",
            metricNamespace: "Microsoft.KeyVault/vaults",
            metricName: "SaturationShoebox",
            operator: "GreaterThan",
            threshold: 75,
            timeAggregation: "Average",
            skipMetricValidation: true,
          },
        ],
      },
      autoMitigate: true,
      actions: [{ actionGroupId }],
      tags: { team: "platform" },
    });
  });

  it("tells of denied calls by the metric where no log is kept", async () => {
    const deployment = await make({ alertEmails });
    expect(deployment.find("MetricAlert", "watch-calls-refused").inputs).toMatchObject({
      ruleName: "kv-a-calls-refused",
      description: expect.stringContaining("403") as string,
      severity: 1,
      enabled: true,
      scopes: [vaultIdOf("kv-a")],
      evaluationFrequency: "PT1M",
      windowSize: "PT5M",
      criteria: {
        allOf: [
          {
            criterionType: "StaticThresholdCriterion",
            name: "calls-refused",
            metricNamespace: "Microsoft.KeyVault/vaults",
            metricName: "ServiceApiResult",
            dimensions: [{ name: "StatusCode", operator: "Include", values: ["403"] }],
            operator: "GreaterThan",
            threshold: 0,
            timeAggregation: "Count",
            skipMetricValidation: true,
          },
        ],
      },
      actions: [{ actionGroupId }],
    });
  });

  it("tells of denied calls once, by the log that names Kore, where one is kept", async () => {
    const deployment = await make({ logAnalyticsWorkspaceId, alertEmails });
    const ofDenial = deployment.made.filter(({ name }) => name.endsWith("-refused"));
    expect(ofDenial.map(({ name }) => name)).toEqual(["watch-kore-refused"]);
  });

  it("watches what is done through Azure Resource Manager", async () => {
    const deployment = await make({ alertEmails });
    expect(deployment.find("ActivityLogAlert", "watch-role-assignment-deleted").inputs).toEqual({
      resourceGroupName: "rg-kore-byok",
      activityLogAlertName: "kv-a-role-assignment-deleted",
      location: "global",
      description: expect.stringContaining("cut off") as string,
      enabled: true,
      scopes: [vaultIdOf("kv-a")],
      condition: {
        allOf: [
          { field: "category", equals: "Administrative" },
          { field: "operationName", equals: "Microsoft.Authorization/roleAssignments/delete" },
          { field: "status", containsAny: ["Succeeded", "Failed"] },
        ],
      },
      actions: { actionGroups: [{ actionGroupId }] },
    });
    const purge = deployment.find("ActivityLogAlert", "watch-vault-purge").inputs;
    expect(purge.scopes).toEqual([`/subscriptions/${login.subscriptionId}`]);
    expect((purge.condition as { allOf: object[] }).allOf).toContainEqual({
      field: "resourceId",
      equals: `/subscriptions/${login.subscriptionId}/providers/Microsoft.KeyVault/locations/westeurope/deletedVaults/kv-a`,
    });
  });

  it("watches the audit log from the vault's own region, wherever the workspace is", async () => {
    const deployment = await make({ logAnalyticsWorkspaceId, alertEmails });
    const silent = logAlerts.find(({ name }) => name === "kore-silent")!;
    expect(deployment.find("ScheduledQueryRule", "watch-kore-silent").inputs).toEqual({
      resourceGroupName: "rg-kore-byok",
      ruleName: "kv-a-kore-silent",
      location: "West Europe",
      displayName: "kv-a-kore-silent",
      description: silent.description,
      severity: 2,
      enabled: true,
      scopes: [vaultIdOf("kv-a")],
      targetResourceTypes: ["Microsoft.KeyVault/vaults"],
      evaluationFrequency: "PT1H",
      windowSize: "P1D",
      criteria: {
        allOf: [
          {
            query: silent.query({ keyName: "kore-byok", koreClientId: kore.clientId }),
            timeAggregation: "Count",
            operator: "LessThan",
            threshold: 1,
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 },
          },
        ],
      },
      autoMitigate: true,
      skipQueryValidation: true,
      actions: { actionGroups: [actionGroupId] },
    });
  });

  it("tells all that is wrong at once, and makes nothing", async () => {
    const { error, deployment } = await failure(
      () =>
        new VaultMonitoring("watch", {
          ...required,
          vaultId: "kv-a",
          location: "west-europe",
          keyName: 'kore-byok" or true',
          koreClientId: "kore",
          logAnalyticsWorkspaceId: "log-central",
          alertEmails: ["nobody"],
        }),
    );
    expect(error.message).toContain('VaultMonitoring "watch": 6 problems');
    for (const key of ["vaultId", "location", "keyName", "koreClientId", "logAnalyticsWorkspaceId", "alertEmails[0]"]) {
      expect(error.message).toContain(`\n  ${key}: `);
    }
    expect(deployment.made).toEqual([]);
  });

  it.each<[string, object, string]>([
    ["B100 outputs for addresses, which would tell nobody", { alertEmails: pulumi.output(alertEmails) }, "alertEmails"],
    ["an argument that there is not", { emails: alertEmails }, "emails"],
    ["no region", { location: undefined }, "location"],
  ])("refuses %s, and makes nothing", async (_, bad, key) => {
    const { error, deployment } = await failure(() => new VaultMonitoring("watch", { ...required, ...bad }));
    expect(error.message).toContain(`VaultMonitoring "watch": 1 problem\n  ${key}: `);
    expect(deployment.made).toEqual([]);
  });

  it("asks nothing of a log with a key's name that turns out to be none", async () => {
    const { error, deployment } = await failure(
      () =>
        new VaultMonitoring("watch", {
          ...required,
          keyName: pulumi.output(Promise.resolve('kore-byok" or true')),
          logAnalyticsWorkspaceId,
          alertEmails,
        }),
    );
    expect(error.message).toMatch(/^VaultMonitoring "watch": 1 problem\n {2}keyName: /);
    expect(countsOf(deployment).ScheduledQueryRule).toBeUndefined();
  });
});

describe("KoreByok with a workspace or addresses", () => {
  const args: KoreByokArgs = { koreClientId: kore.clientId, vaultName: "kv-a", location: "westeurope" };
  const makeAll = (more: Partial<KoreByokArgs>) => deploy(() => new KoreByok("byok", { ...args, ...more }));

  it("watches only then", async () => {
    const without = await makeAll({ alertEmails: [] });
    expect(without.resources.filter(({ type }) => /:monitor:|VaultMonitoring/.test(type))).toEqual([]);
  });

  it("watches Kore's calls on the key, in the vault's region and resource group", async () => {
    const deployment = await makeAll({ logAnalyticsWorkspaceId, alertEmails, tags: { team: "platform" } });
    const alert = deployment.find("ScheduledQueryRule", "byok-key-used-by-other");
    expect(alert.inputs).toMatchObject({
      resourceGroupName: "rg-kore-byok",
      ruleName: "kv-a-key-used-by-other",
      location: "westeurope",
      scopes: [vaultIdOf("kv-a")],
      tags: { team: "platform" },
    });
    const [{ query }] = (alert.inputs.criteria as { allOf: [{ query: string }] }).allOf;
    expect(query).toContain(`CallerAppId !~ "${kore.clientId}"`);
    expect(query).toContain('KeyName =~ "kore-byok"');
  });

  it("locks the vault after the diagnostic setting stands on it", async () => {
    const deployment = await makeAll({ logAnalyticsWorkspaceId });
    expect(deployment.find("ManagementLockByScope").options.dependencies).toContain(
      deployment.find("DiagnosticSetting").urn,
    );
  });

  it("warns where people are told but no log is kept, and goes on", async () => {
    const deployment = await makeAll({ alertEmails });
    expect(countsOf(deployment)).toMatchObject({ ActionGroup: 1 });
    expect(warn.mock.calls).toEqual([[expect.stringContaining("logAnalyticsWorkspaceId: (not set)")]]);
  });
});
