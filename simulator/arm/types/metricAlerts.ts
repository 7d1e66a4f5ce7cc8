import { Duration } from "luxon";
import { z } from "zod";
import { globalLocation } from "../regions";
import { locatedBody } from "../requestBody";
import { keep } from "../resourceType";
import type { ResourceType } from "../resourceType";
import { requireAlertReferences, scopes, severity } from "./alertRules";

// Source: learn.microsoft.com/azure/key-vault/general/monitor-key-vault-reference, "Metrics".
const vaultMetrics = ["Availability", "SaturationShoebox", "ServiceApiHit", "ServiceApiLatency", "ServiceApiResult"];

const criterion = z
  .strictObject({
    criterionType: z.literal("StaticThresholdCriterion"),
    name: z.string().min(1),
    metricName: z.string(),
    metricNamespace: z.string().optional(),
    operator: z.enum(["Equals", "GreaterThan", "GreaterThanOrEqual", "LessThan", "LessThanOrEqual"]),
    threshold: z.number(),
    timeAggregation: z.enum(["Average", "Count", "Minimum", "Maximum", "Total"]),
    dimensions: z
      .array(
        z.strictObject({
          name: z.string(),
          operator: z.enum(["Include", "Exclude"]),
          values: z.array(z.string()).min(1),
        }),
      )
      .optional(),
    skipMetricValidation: z.boolean().optional(),
  })
  .refine(
    ({ metricNamespace, metricName, skipMetricValidation }) =>
      skipMetricValidation === true ||
      metricNamespace?.toLowerCase() !== "microsoft.keyvault/vaults" ||
      vaultMetrics.includes(metricName),
    { message: `a vault has the metrics ${vaultMetrics.join(", ")}` },
  );

const properties = z
  .strictObject({
    description: z.string().optional(),
    severity,
    enabled: z.boolean(),
    scopes,
    evaluationFrequency: z.enum(["PT1M", "PT5M", "PT15M", "PT30M", "PT1H"]),
    windowSize: z.enum(["PT1M", "PT5M", "PT15M", "PT30M", "PT1H", "PT6H", "PT12H", "P1D"]),
    targetResourceType: z.string().optional(),
    targetResourceRegion: z.string().optional(),
    criteria: z.strictObject({
      "odata.type": z.enum([
        "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
        "Microsoft.Azure.Monitor.MultipleResourceMultipleMetricCriteria",
      ]),
      allOf: z.array(criterion).min(1),
    }),
    autoMitigate: z.boolean().optional(),
    actions: z
      .array(
        z.strictObject({
          actionGroupId: z.string(),
          webHookProperties: z.record(z.string(), z.string()).optional(),
        }),
      )
      .optional(),
  })
  .refine((rule) => minutes(rule.windowSize) >= minutes(rule.evaluationFrequency), {
    message: "windowSize must not be shorter than evaluationFrequency",
  });
type Properties = z.infer<typeof properties>;

/**
 * Metric alert rules with static thresholds. Dynamic thresholds and web tests are not simulated.
 *
 * Source: learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-metric-alert-rule and
 * specification/monitor/resource-manager/Microsoft.Insights/stable/2018-03-01/metricAlert_API.json of
 * Azure/azure-rest-api-specs.
 */
export const metricAlerts: ResourceType = {
  type: "Microsoft.Insights/metricAlerts",
  apiVersions: ["2018-03-01", "2024-03-01-preview", "2026-01-01"],
  placement: "group",
  locations: globalLocation,
  body: locatedBody(properties),

  put(store, request) {
    const wanted = request.body.properties as Properties;
    const actions = wanted.actions ?? [];
    requireAlertReferences(
      store,
      request,
      wanted.scopes,
      actions.map(({ actionGroupId }) => actionGroupId),
    );
    return keep(store, request, this.type, {
      location: request.body.location,
      tags: request.body.tags,
      properties: { autoMitigate: true, ...wanted, actions },
    });
  },
};

function minutes(iso: string): number {
  return Duration.fromISO(iso).as("minutes");
}
