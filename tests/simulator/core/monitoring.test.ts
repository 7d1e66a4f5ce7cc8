import { metricAlerts, metricAlertsWithoutLog } from "../../../components/plan/monitoring";
import { Tenant, expectRefusal, version } from "./tenant";

describe("Monitoring", () => {
  let tenant: Tenant;
  let workspaceId: string;
  let actionGroupId: string;

  beforeEach(async () => {
    tenant = await Tenant.create();
    await tenant.putVault();
    workspaceId = tenant.id("Microsoft.OperationalInsights/workspaces", "logs");
    await tenant.azure.arm.put(workspaceId, { location: "westeurope" }, version.workspace);
    actionGroupId = tenant.id("Microsoft.Insights/actionGroups", "people");
    await putActionGroup();
  });
  const putActionGroup = (changes: Record<string, unknown> = {}) =>
    tenant.azure.arm.put(
      actionGroupId,
      {
        location: "global",
        properties: {
          groupShortName: "byok",
          enabled: true,
          emailReceivers: [{ name: "ops", emailAddress: "ops@example.com" }],
          ...changes,
        },
      },
      "2024-10-01-preview",
    );
  const absentGroup = () => tenant.id("Microsoft.Insights/actionGroups", "absent");

  describe("a workspace", () => {
    it("keeps its customer ID over updates", async () => {
      const { customerId } = (await tenant.azure.arm.get(workspaceId, version.workspace)).properties;
      const again = await tenant.azure.arm.put(
        workspaceId,
        { location: "westeurope", properties: { retentionInDays: 60 } },
        version.workspace,
      );
      expect(again.properties).toMatchObject({ customerId, retentionInDays: 60, sku: { name: "PerGB2018" } });
    });
  });

  describe("a diagnostic setting", () => {
    const put = (properties: Record<string, unknown>, name = "audit", scope = tenant.vaultId()) =>
      tenant.azure.arm.put(
        `${scope}/providers/Microsoft.Insights/diagnosticSettings/${name}`,
        { properties },
        version.diagnostics,
      );
    const auditLog = { category: "AuditEvent", enabled: true };

    it("sends a vault's logs and metrics to a workspace", async () => {
      const metrics = [{ category: "AllMetrics", enabled: true }];
      const setting = await put({ workspaceId, logs: [auditLog], metrics });
      expect(setting.properties).toEqual({ workspaceId, logs: [auditLog], metrics });
    });

    it("needs a sink, and one that exists", async () => {
      await expectRefusal(
        put({ logs: [auditLog] }),
        400,
        "BadRequest",
        "At least one data sink needs to be specified.",
      );
      const absent = tenant.id("Microsoft.OperationalInsights/workspaces", "absent");
      await expectRefusal(put({ workspaceId: absent, logs: [auditLog] }), 400, "InvalidResourceReference", absent);
    });

    it.each([
      ["workspaceId", "Microsoft.KeyVault/vaults", "kv-one"],
      ["storageAccountId", "Microsoft.OperationalInsights/workspaces", "logs"],
      ["eventHubAuthorizationRuleId", "Microsoft.OperationalInsights/workspaces", "logs"],
    ])("takes no %s that is of type %s", (sink, type, name) => {
      const id = tenant.id(type, name);
      return expectRefusal(put({ [sink]: id, logs: [auditLog] }), 400, "InvalidResourceReference", id);
    });

    it("sends logs to a storage account or an event hub that is there", async () => {
      for (const [sink, type] of [
        ["storageAccountId", "Microsoft.Storage/storageAccounts"],
        ["eventHubAuthorizationRuleId", "Microsoft.EventHub/namespaces/authorizationRules"],
      ] as const) {
        const [namespace, ...names] = type.split("/");
        const id = tenant.id(`${namespace}/${names.map((name) => `${name}/sink`).join("/")}`, "").replace(/\/$/, "");
        tenant.azure.outside.plant({ id, name: "sink", type, properties: {} });
        expect((await put({ [sink]: id, logs: [auditLog] }, sink)).properties).toMatchObject({ [sink]: id });
      }
    });

    it.each([
      [{ logs: [{ category: "Audit", enabled: true }] }, "Category 'Audit' is not supported."],
      [{ logs: [{ categoryGroup: "all", enabled: true }] }, "Category group 'all' is not supported."],
      [{ logs: [{ enabled: true }] }, "exactly one of category and categoryGroup"],
      [
        { logs: [{ category: "AuditEvent", categoryGroup: "audit", enabled: true }] },
        "exactly one of category and categoryGroup",
      ],
      [{ metrics: [{ category: "Some", enabled: true }] }, "Metric category 'Some' is not supported."],
    ])("refuses %j", (properties, words) =>
      expectRefusal(put({ workspaceId, ...properties }), 400, "BadRequest", words),
    );

    it("shares no sink for a category with another one, groups counted by what they hold", async () => {
      await put({ workspaceId, logs: [auditLog] });
      await put({ workspaceId, logs: [auditLog] });
      const words = `Data sink '${workspaceId}' is already used in diagnostic setting 'audit' for category 'AuditEvent'. Data sinks can't be reused in different settings on the same category for the same resource.`;
      await expectRefusal(put({ workspaceId, logs: [auditLog] }, "second"), 409, "Conflict", words);
      const all = { categoryGroup: "allLogs", enabled: true };
      await expectRefusal(put({ workspaceId, logs: [all] }, "second"), 409, "Conflict", words);
      await put({ workspaceId, logs: [{ ...auditLog, enabled: false }] }, "second");
      await put({ workspaceId, logs: [{ category: "AzurePolicyEvaluationDetails", enabled: true }] }, "third");
    });

    it("is one of five at most", async () => {
      for (const name of ["1", "2", "3", "4", "5"]) await put({ workspaceId }, name);
      await expectRefusal(put({ workspaceId }, "6"), 400, "BadRequest", "five diagnostic settings");
    });

    it("is for vaults, and needs one", async () => {
      await expectRefusal(put({ workspaceId }, "s", tenant.group("rg")), 400, "ResourceTypeNotSupported");
      await expectRefusal(put({ workspaceId }, "s", tenant.vaultId("absent")), 404, "ResourceNotFound");
    });

    it("outlives its vault: hidden meanwhile, there again with a vault of the name", async () => {
      const { id } = await put({ workspaceId, logs: [auditLog] });
      await tenant.azure.arm.delete(tenant.vaultId(), version.vault);
      await expectRefusal(tenant.azure.arm.get(id, version.diagnostics), 404, "ResourceNotFound");
      await tenant.putVault({ createMode: "recover" });
      expect((await tenant.azure.arm.get(id, version.diagnostics)).id).toBe(id);
      await tenant.azure.arm.delete(id, version.diagnostics);
      await expectRefusal(tenant.azure.arm.get(id, version.diagnostics), 404, "ResourceNotFound");
    });
  });

  describe("an action group", () => {
    it.each([
      [{ groupShortName: "a".repeat(13) }, "groupShortName"],
      [{ enabled: undefined }, "enabled"],
      [{ emailReceivers: [{ name: "ops", emailAddress: "nobody" }] }, "emailAddress"],
      [{ smsReceivers: [] }, "smsReceivers"],
      [
        {
          emailReceivers: [
            { name: "ops", emailAddress: "a@example.com" },
            { name: "OPS", emailAddress: "b@example.com" },
          ],
        },
        "names of receivers must be unique",
      ],
    ])("refuses %j", (changes, words) => expectRefusal(putActionGroup(changes), 400, "InvalidRequestContent", words));
  });

  describe("a metric alert", () => {
    const criterion = {
      criterionType: "StaticThresholdCriterion",
      name: "availability",
      metricNamespace: "Microsoft.KeyVault/vaults",
      metricName: "Availability",
      operator: "LessThan",
      threshold: 99,
      timeAggregation: "Average",
    };
    const criteria = (changes = {}) => ({
      "odata.type": "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
      allOf: [{ ...criterion, ...changes }],
    });
    const put = (changes: Record<string, unknown> = {}, location = "global") =>
      tenant.azure.arm.put(
        tenant.id("Microsoft.Insights/metricAlerts", "availability"),
        {
          location,
          properties: {
            severity: 1,
            enabled: true,
            scopes: [tenant.vaultId()],
            evaluationFrequency: "PT5M",
            windowSize: "PT15M",
            criteria: criteria(),
            actions: [{ actionGroupId }],
            ...changes,
          },
        },
        "2018-03-01",
      );

    it("is kept with Azure's defaults", async () => {
      expect((await put()).properties).toMatchObject({ autoMitigate: true, actions: [{ actionGroupId }] });
      await put({ criteria: criteria({ metricName: "Soon", skipMetricValidation: true }) });
    });

    it("is global", () => expectRefusal(put({}, "westeurope"), 400, "LocationNotAvailableForResourceType"));

    it("watches what exists and tells who exists", async () => {
      await expectRefusal(put({ scopes: [tenant.vaultId("absent")] }), 400, "ResourceNotFound", "absent");
      await expectRefusal(put({ actions: [{ actionGroupId: absentGroup() }] }), 400, "InvalidResourceReference");
    });

    it.each([
      [{ severity: 5 }, "severity"],
      [{ enabled: undefined }, "enabled"],
      [{ scopes: [] }, "scopes"],
      [{ evaluationFrequency: "PT2M" }, "evaluationFrequency"],
      [{ evaluationFrequency: "PT30M" }, "windowSize must not be shorter"],
      [{ criteria: undefined }, "criteria"],
      [{ criteria: { ...criteria(), "odata.type": "Other" } }, "odata.type"],
    ])("refuses %j", (changes, words) => expectRefusal(put(changes), 400, "InvalidRequestContent", words));

    const statusCode = [{ name: "StatusCode", operator: "Include", values: ["403"] }];
    it.each([
      [{ metricName: "Speed" }, "a vault has the metrics Availability"],
      [{ metricName: "Speed", metricNamespace: undefined }, "a vault has the metrics Availability"],
      [{ metricName: "ServiceApiHit", dimensions: statusCode }, "has the dimensions ActivityType, ActivityName."],
      [
        { metricName: "ServiceApiResult", dimensions: [{ ...statusCode[0], name: "TransactionType" }] },
        "has the dimensions ActivityType, ActivityName, StatusCode, StatusCodeClass.",
      ],
      [
        { metricName: "UsedCapacity", metricNamespace: "Microsoft.Storage/storageAccounts" },
        "was not found in namespace",
      ],
    ])("refuses the metric %j", (changes, words) =>
      expectRefusal(put({ criteria: criteria(changes) }), 400, "BadRequest", words),
    );

    it.each([...metricAlerts, ...metricAlertsWithoutLog].map((alert) => [alert.name, alert] as const))(
      "%s, which the package makes, measures what a vault has",
      async (name, { metricName, dimension, operator, threshold, timeAggregation }) => {
        const counted = dimension === undefined ? {} : { dimensions: [{ ...dimension, operator: "Include" }] };
        const own = criteria({ name, metricName, ...counted, operator, threshold, timeAggregation });
        expect((await put({ criteria: own })).properties).toMatchObject({ criteria: own });
      },
    );

    it("takes the metric's namespace from what it watches", async () => {
      const own = criteria({ metricNamespace: undefined, dimensions: statusCode });
      await put({ criteria: own });
      await put({ criteria: own, scopes: [tenant.group("rg")], targetResourceType: "Microsoft.KeyVault/vaults" });
      const refused = [{ scopes: [workspaceId] }, { scopes: [tenant.group("rg")] }];
      for (const changes of refused) {
        await expectRefusal(put({ criteria: own, ...changes }), 400, "BadRequest", "was not found in namespace");
      }
    });
  });

  describe("an activity log alert", () => {
    const put = (changes: Record<string, unknown> = {}) =>
      tenant.azure.arm.put(
        tenant.id("Microsoft.Insights/activityLogAlerts", "vault-deleted"),
        {
          location: "global",
          properties: {
            scopes: [tenant.subscription],
            condition: {
              allOf: [
                { field: "category", equals: "Administrative" },
                { field: "operationName", equals: "Microsoft.KeyVault/vaults/delete" },
              ],
            },
            actions: { actionGroups: [{ actionGroupId }] },
            ...changes,
          },
        },
        "2020-10-01",
      );

    it("is enabled by default", async () => {
      expect((await put()).properties.enabled).toBe(true);
    });

    it("needs a category, a scope and an action group that exist", async () => {
      const condition = { allOf: [{ field: "operationName", equals: "x" }] };
      await expectRefusal(put({ condition }), 400, "InvalidRequestContent", "field category");
      await expectRefusal(put({ condition: { allOf: [{}] } }), 400, "InvalidRequestContent", "field and anyOf");
      await expectRefusal(put({ scopes: [tenant.group("absent")] }), 400, "ResourceNotFound", "absent");
      const actions = { actionGroups: [{ actionGroupId: absentGroup() }] };
      await expectRefusal(put({ actions }), 400, "InvalidResourceReference", "absent");
    });
  });

  describe("a scheduled query rule", () => {
    const put = (changes: Record<string, unknown> = {}, location = "westeurope") =>
      tenant.azure.arm.put(
        tenant.id("Microsoft.Insights/scheduledQueryRules", "denied"),
        {
          location,
          properties: {
            severity: 1,
            scopes: [workspaceId],
            evaluationFrequency: "PT5M",
            windowSize: "PT5M",
            criteria: {
              allOf: [{ query: "AzureDiagnostics", timeAggregation: "Count", operator: "GreaterThan", threshold: 0 }],
            },
            actions: { actionGroups: [actionGroupId] },
            ...changes,
          },
        },
        "2023-12-01",
      );

    it("is enabled and resolves by itself by default", async () => {
      expect((await put()).properties).toMatchObject({ enabled: true, autoMitigate: true });
      expect((await put({ muteActionsDuration: "PT1H" })).properties).toMatchObject({ autoMitigate: false });
    });

    it("is in a region, watches what exists and tells who exists", async () => {
      await expectRefusal(put({}, "global"), 400, "LocationNotAvailableForResourceType");
      const absent = tenant.id("Microsoft.OperationalInsights/workspaces", "absent");
      await expectRefusal(put({ scopes: [absent] }), 400, "ResourceNotFound", absent);
      await expectRefusal(put({ actions: { actionGroups: [absentGroup()] } }), 400, "InvalidResourceReference");
    });

    it.each([
      [{ windowSize: "PT7M" }, "windowSize"],
      [{ severity: -1 }, "severity"],
      [{ criteria: { allOf: [] } }, "criteria.allOf"],
      [{ autoMitigate: true, muteActionsDuration: "PT1H" }, "muteActionsDuration is not allowed"],
    ])("refuses %j", (changes, words) => expectRefusal(put(changes), 400, "InvalidRequestContent", words));
  });
});
