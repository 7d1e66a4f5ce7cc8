import type { ResourceType } from "../resourceType";
import { named, resourceGroupName } from "../resourceType";
import type { Properties } from "../shape";
import { arrayOf, boolean, flattened, object, required, string, stringMap } from "../shape";

const leaf: Properties = { containsAny: arrayOf(string), equals: string, field: string };

const properties: Properties = {
  actions: required(
    object({
      actionGroups: arrayOf(object({ actionGroupId: required(string), webhookProperties: stringMap })),
    }),
  ),
  condition: required(object({ allOf: required(arrayOf(object({ anyOf: arrayOf(object(leaf)), ...leaf }))) })),
  description: string,
  enabled: boolean,
  scopes: required(arrayOf(string)),
};

/** An alert on what is done to resources on the control plane, such as a vault's deletion. */
export const activityLogAlert: ResourceType = {
  token: "azure-native:monitor:ActivityLogAlert",
  apiVersion: "2020-10-01",
  path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Insights/activityLogAlerts/{activityLogAlertName}",
  pathParameters: { resourceGroupName, activityLogAlertName: required(string) },
  autoName: "random",
  body: { location: string, tags: stringMap, ...flattened(properties) },
  response: { ...named, location: string, tags: stringMap, ...flattened(properties) },
};
