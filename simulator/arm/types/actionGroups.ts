import { z } from "zod";
import { regionNames } from "../regions";
import { locatedBody } from "../requestBody";
import { keep } from "../resourceType";
import type { ResourceType } from "../resourceType";

const name = z.string().min(1);
const receivers = z.strictObject({
  groupShortName: z.string().min(1).max(12),
  enabled: z.boolean(),
  emailReceivers: z
    .array(z.strictObject({ name, emailAddress: z.email(), useCommonAlertSchema: z.boolean().optional() }))
    .optional(),
  webhookReceivers: z
    .array(z.strictObject({ name, serviceUri: z.url(), useCommonAlertSchema: z.boolean().optional() }))
    .optional(),
});
type Receivers = z.infer<typeof receivers>;

/**
 * Action groups that tell people by e-mail or systems by webhook.
 *
 * Source: learn.microsoft.com/azure/azure-monitor/alerts/action-groups (short name of up to 12 characters, names of
 * receivers unique).
 */
export const actionGroups: ResourceType = {
  type: "Microsoft.Insights/actionGroups",
  apiVersions: ["2018-03-01", "2022-06-01", "2023-01-01", "2023-09-01-preview", "2024-10-01-preview"],
  placement: "group",
  locations: ["global", ...regionNames],
  body: locatedBody(
    receivers.refine(
      ({ emailReceivers = [], webhookReceivers = [] }) => {
        const names = [...emailReceivers, ...webhookReceivers].map((receiver) => receiver.name.toLowerCase());
        return new Set(names).size === names.length;
      },
      { message: "the names of receivers must be unique" },
    ),
  ),

  put(store, request) {
    const wanted = request.body.properties as Receivers;
    return keep(store, request, this.type, {
      location: request.body.location,
      tags: request.body.tags,
      properties: {
        ...wanted,
        emailReceivers: (wanted.emailReceivers ?? []).map((receiver) => ({
          useCommonAlertSchema: false,
          ...receiver,
          status: "Enabled",
        })),
        webhookReceivers: (wanted.webhookReceivers ?? []).map((receiver) => ({
          useCommonAlertSchema: false,
          ...receiver,
        })),
      },
    });
  },
};
