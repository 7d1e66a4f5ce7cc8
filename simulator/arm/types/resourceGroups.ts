import { z } from "zod";
import { AzureError } from "../../model";
import { regionNames } from "../regions";
import { resourceTags } from "../requestBody";
import { keep } from "../resourceType";
import type { ResourceType } from "../resourceType";

/**
 * Resource groups. Deleting one deletes everything inside; a vault inside is soft-deleted.
 *
 * Source: learn.microsoft.com/azure/azure-resource-manager/management/delete-resource-group.
 */
export const resourceGroups: ResourceType = {
  type: "Microsoft.Resources/resourceGroups",
  apiVersions: [
    "2020-10-01",
    "2021-01-01",
    "2021-04-01",
    "2022-09-01",
    "2023-07-01",
    "2024-03-01",
    "2024-07-01",
    "2024-11-01",
    "2025-03-01",
    "2025-04-01",
  ],
  placement: "subscription",
  locations: regionNames,
  body: z.strictObject({
    location: z.string().min(1),
    tags: resourceTags,
    properties: z.strictObject({}).optional(),
  }),

  put(store, request) {
    // Source: learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules. The words are unverified.
    if (!/^[\p{L}\p{N}_().-]{1,90}$/u.test(request.id.name) || request.id.name.endsWith(".")) {
      throw new AzureError(
        400,
        "InvalidResourceGroup",
        `The provided resource group name '${request.id.name}' has these invalid characters or length: 1 to 90 ` +
          `letters, digits, underscores, parentheses, hyphens and periods, not ending in a period, are allowed.`,
      );
    }
    return keep(store, request, this.type, {
      location: request.body.location,
      tags: request.body.tags,
      properties: { provisioningState: "Succeeded" },
    });
  },
};
