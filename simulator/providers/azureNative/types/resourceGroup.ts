import type { ResourceType } from "../resourceType";
import { named } from "../resourceType";
import { forceNew, limitedString, object, required, string, stringMap } from "../shape";

/** A change of `location` replaces: ARM cannot move a group (azure-native's `forceNewMap`). */
export const resourceGroup: ResourceType = {
  token: "azure-native:resources:ResourceGroup",
  apiVersion: "2024-03-01",
  path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}",
  pathParameters: {
    resourceGroupName: required(limitedString({ minLength: 1, maxLength: 90, pattern: /^[-\p{L}\p{N}_.()]+$/u })),
  },
  autoName: "random",
  body: { location: required(forceNew(string)), tags: stringMap },
  response: { ...named, location: string, tags: stringMap, properties: object({ provisioningState: string }) },
};
