import { z } from "zod";
import { regionNames } from "../regions";
import { locatedBody } from "../requestBody";
import { keep } from "../resourceType";
import type { ResourceType } from "../resourceType";
import { dimensions, requireAlertReferences, scopes, severity } from "./alertRules";

const criterion = z.strictObject({
  query: z.string().min(1),
  timeAggregation: z.enum(["Count", "Average", "Minimum", "Maximum", "Total"]),
  metricMeasureColumn: z.string().optional(),
  resourceIdColumn: z.string().optional(),
  dimensions: dimensions.optional(),
  operator: z.enum(["Equals", "GreaterThan", "GreaterThanOrEqual", "LessThan", "LessThanOrEqual"]),
  threshold: z.number(),
  failingPeriods: z
    .strictObject({
      numberOfEvaluationPeriods: z.number().int().min(1).max(6),
      minFailingPeriodsToAlert: z.number().int().min(1).max(6),
    })
    .refine((periods) => periods.minFailingPeriodsToAlert <= periods.numberOfEvaluationPeriods, {
      message: "minFailingPeriodsToAlert must not exceed numberOfEvaluationPeriods",
    })
    .optional(),
});

const frequency = z.enum([
  "PT1M",
  "PT5M",
  "PT10M",
  "PT15M",
  "PT30M",
  "PT45M",
  "PT1H",
  "PT2H",
  "PT3H",
  "PT4H",
  "PT5H",
  "PT6H",
  "P1D",
]);

const properties = z
  .strictObject({
    displayName: z.string().optional(),
    description: z.string().optional(),
    severity,
    enabled: z.boolean().optional(),
    scopes,
    evaluationFrequency: frequency,
    windowSize: z.enum([...frequency.options, "P2D"]),
    overrideQueryTimeRange: z.string().optional(),
    targetResourceTypes: z.array(z.string()).optional(),
    criteria: z.strictObject({ allOf: z.array(criterion).min(1) }),
    autoMitigate: z.boolean().optional(),
    muteActionsDuration: z.string().optional(),
    checkWorkspaceAlertsStorageConfigured: z.boolean().optional(),
    skipQueryValidation: z.boolean().optional(),
    actions: z
      .strictObject({
        actionGroups: z.array(z.string()).optional(),
        customProperties: z.record(z.string(), z.string()).optional(),
      })
      .optional(),
  })
  .refine((rule) => !(rule.autoMitigate === true && rule.muteActionsDuration !== undefined), {
    message: "muteActionsDuration is not allowed together with autoMitigate",
  });
type Properties = z.infer<typeof properties>;

/**
 * Log search alert rules. Their queries are kept, not run.
 *
 * Source: learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-log-alert-rule and
 * specification/monitor/resource-manager/Microsoft.Insights (scheduledQueryRule_API.json) of Azure/azure-rest-api-specs.
 */
export const scheduledQueryRules: ResourceType = {
  type: "Microsoft.Insights/scheduledQueryRules",
  apiVersions: ["2021-08-01", "2022-06-15", "2023-03-15-preview", "2023-12-01", "2025-01-01-preview", "2026-03-01"],
  placement: "group",
  locations: regionNames,
  body: locatedBody(properties),

  put(store, request) {
    const wanted = request.body.properties as Properties;
    requireAlertReferences(store, request, wanted.scopes, wanted.actions?.actionGroups ?? []);
    return keep(store, request, this.type, {
      location: request.body.location,
      tags: request.body.tags,
      properties: { enabled: true, autoMitigate: wanted.muteActionsDuration === undefined, ...wanted },
    });
  },
};
