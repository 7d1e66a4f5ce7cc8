import { z } from "zod";
import { locatedBody } from "../requestBody";
import { keep } from "../resourceType";
import type { ResourceType } from "../resourceType";
import { requireAlertReferences, scopes } from "./alertRules";

const leaf = {
  field: z.string().min(1).optional(),
  equals: z.string().optional(),
  containsAny: z.array(z.string()).min(1).optional(),
};
const leafCondition = z.strictObject(leaf);
const condition = z
  .strictObject({ ...leaf, anyOf: z.array(leafCondition).min(1).optional() })
  .refine((each) => (each.field === undefined) !== (each.anyOf === undefined), {
    message: "exactly one of field and anyOf is required",
  });

const properties = z.strictObject({
  scopes,
  enabled: z.boolean().optional(),
  description: z.string().optional(),
  condition: z
    .strictObject({ allOf: z.array(condition).min(1) })
    .refine(({ allOf }) => allOf.some(({ field }) => field?.toLowerCase() === "category"), {
      message: "a condition on the field category is required",
    }),
  actions: z.strictObject({
    actionGroups: z
      .array(
        z.strictObject({
          actionGroupId: z.string(),
          webhookProperties: z.record(z.string(), z.string()).optional(),
        }),
      )
      .optional(),
  }),
});
type Properties = z.infer<typeof properties>;

/**
 * Activity log alert rules, such as for the deletion of a vault.
 *
 * Source: learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-activity-log-alert-rule and
 * specification/monitor/resource-manager/Microsoft.Insights/stable/2020-10-01/activityLogAlerts_API.json of
 * Azure/azure-rest-api-specs (a category among the conditions, the regions).
 */
export const activityLogAlerts: ResourceType = {
  type: "Microsoft.Insights/activityLogAlerts",
  apiVersions: ["2020-10-01", "2026-01-01"],
  placement: "group",
  locations: ["global", "westeurope", "northeurope"],
  body: locatedBody(properties),

  put(store, request) {
    const wanted = request.body.properties as Properties;
    const told = (wanted.actions.actionGroups ?? []).map(({ actionGroupId }) => actionGroupId);
    requireAlertReferences(store, request, wanted.scopes, told);
    return keep(store, request, this.type, {
      location: request.body.location,
      tags: request.body.tags,
      properties: { enabled: true, ...wanted },
    });
  },
};
