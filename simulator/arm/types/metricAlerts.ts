import { Duration } from "luxon";
import { z } from "zod";
import type { Store } from "../../state/store";
import { globalLocation } from "../regions";
import { locatedBody } from "../requestBody";
import { keep } from "../resourceType";
import type { ResourceType } from "../resourceType";
import { dimensions, requireAlertReferences, scopes, severity } from "./alertRules";
import { resourceGroups } from "./resourceGroups";
import { badRequest } from "./vaultErrors";
import { vaults } from "./vaults";

const activity = ["ActivityType", "ActivityName"];
const outcome = [...activity, "StatusCode", "StatusCodeClass"];

/**
 * The metrics of a vault, each with its dimensions. Source: learn.microsoft.com/azure/azure-monitor/reference/
 * supported-metrics/microsoft-keyvault-vaults-metrics.
 */
const vaultMetrics: Record<string, readonly string[]> = {
  Availability: outcome,
  SaturationShoebox: [...activity, "TransactionType"],
  ServiceApiHit: activity,
  ServiceApiLatency: outcome,
  ServiceApiResult: outcome,
};

const criterion = z.strictObject({
  criterionType: z.literal("StaticThresholdCriterion"),
  name: z.string().min(1),
  metricName: z.string(),
  metricNamespace: z.string().optional(),
  operator: z.enum(["Equals", "GreaterThan", "GreaterThanOrEqual", "LessThan", "LessThanOrEqual"]),
  threshold: z.number(),
  timeAggregation: z.enum(["Average", "Count", "Minimum", "Maximum", "Total"]),
  dimensions: dimensions.optional(),
  skipMetricValidation: z.boolean().optional(),
});

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
    requireMetrics(store, wanted);
    return keep(store, request, this.type, {
      location: request.body.location,
      tags: request.body.tags,
      properties: { autoMitigate: true, ...wanted, actions },
    });
  },
};

/**
 * Each criterion names a metric of what is watched, and dimensions of that metric. The namespace of the metric is the
 * type watched, whether the criterion states it or not: metrics of other types than vaults are not simulated.
 *
 * Source: learn.microsoft.com/azure/azure-monitor/alerts/alerts-troubleshoot-metric ("Metric not found",
 * `skipMetricValidation`). The words are unverified.
 *
 * @throws AzureError 400 `BadRequest`.
 */
function requireMetrics(store: Store, { scopes: watched, targetResourceType, criteria }: Properties): void {
  const types = watched.map((scope) => watchedType(store, scope) ?? targetResourceType);
  for (const { metricNamespace, metricName, dimensions = [], skipMetricValidation } of criteria.allOf) {
    if (skipMetricValidation === true) continue;
    const foreign = [...types, metricNamespace ?? vaults.type].filter(
      (type) => type?.toLowerCase() !== vaults.type.toLowerCase(),
    );
    if (foreign.length > 0) {
      throw badRequest(`Metric '${metricName}' was not found in namespace '${foreign[0] ?? ""}'.`);
    }
    const known = Object.hasOwn(vaultMetrics, metricName) ? vaultMetrics[metricName] : undefined;
    if (known === undefined) {
      const names = Object.keys(vaultMetrics).join(", ");
      throw badRequest(`Metric '${metricName}' was not found: a vault has the metrics ${names}.`);
    }
    const stray = dimensions.find(({ name }) => !known.includes(name));
    if (stray === undefined) continue;
    throw badRequest(
      `Dimension '${stray.name}' was not found: metric '${metricName}' has the dimensions ${known.join(", ")}.`,
    );
  }
}

/** A resource's own type; a rule on a resource group or a subscription states the type in `targetResourceType`. */
function watchedType(store: Store, scope: string): string | undefined {
  const type = store.state.resources[scope.toLowerCase()]?.type;
  return type === resourceGroups.type ? undefined : type;
}

function minutes(iso: string): number {
  return Duration.fromISO(iso).as("minutes");
}
