import { z } from "zod";
import { lockType } from "../locks";
import { plainBody } from "../requestBody";
import { keep } from "../resourceType";
import type { ResourceType } from "../resourceType";

/**
 * Management locks, on any scope. What they forbid is in `../locks`.
 *
 * Source: specification/resources/resource-manager/Microsoft.Authorization/locks/stable/2020-05-01 of
 * Azure/azure-rest-api-specs.
 */
export const locks: ResourceType = {
  type: lockType,
  apiVersions: ["2015-01-01", "2016-09-01", "2017-04-01", "2020-05-01"],
  placement: "scope",
  body: plainBody(
    z.strictObject({
      level: z.enum(["CanNotDelete", "ReadOnly"]),
      notes: z.string().max(512).optional(),
      owners: z.array(z.strictObject({ applicationId: z.string().optional() })).optional(),
    }),
  ),
  put: (store, request) => keep(store, request, lockType, { properties: request.body.properties! }),
};
