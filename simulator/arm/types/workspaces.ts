import { v4 as newGuid } from "uuid";
import { z } from "zod";
import { regionNames } from "../regions";
import { locatedBody } from "../requestBody";
import { keep } from "../resourceType";
import type { ResourceType } from "../resourceType";

const access = z.enum(["Enabled", "Disabled"]).optional();

/** Log Analytics workspaces, as a place to send logs to. Source: learn.microsoft.com/azure/azure-monitor/logs/create-workspace. */
export const workspaces: ResourceType = {
  type: "Microsoft.OperationalInsights/workspaces",
  apiVersions: ["2020-08-01", "2020-10-01", "2021-06-01", "2022-10-01", "2023-09-01", "2025-02-01", "2025-07-01"],
  placement: "group",
  locations: regionNames,
  body: locatedBody(
    z
      .strictObject({
        sku: z.strictObject({ name: z.enum(["PerGB2018", "CapacityReservation", "LACluster"]) }).optional(),
        retentionInDays: z.number().int().min(30).max(730).optional(),
        publicNetworkAccessForIngestion: access,
        publicNetworkAccessForQuery: access,
      })
      .optional(),
  ),

  put(store, request) {
    return keep(store, request, this.type, {
      location: request.body.location,
      tags: request.body.tags,
      properties: {
        sku: { name: "PerGB2018" },
        retentionInDays: 30,
        publicNetworkAccessForIngestion: "Enabled",
        publicNetworkAccessForQuery: "Enabled",
        ...request.body.properties,
        customerId: request.existing?.properties.customerId ?? newGuid(),
        provisioningState: "Succeeded",
      },
    });
  },
};
