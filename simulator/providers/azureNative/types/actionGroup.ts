import type { ResourceType } from "../resourceType";
import { named, resourceGroupName } from "../resourceType";
import type { Properties } from "../shape";
import { arrayOf, boolean, flattened, limitedString, object, required, string, stringMap, systemData } from "../shape";

const emailReceiver: Properties = {
  emailAddress: required(string),
  name: required(string),
  useCommonAlertSchema: boolean,
};

const properties: Properties = {
  emailReceivers: arrayOf(object(emailReceiver)),
  enabled: required(boolean),
  groupShortName: required(limitedString({ maxLength: 12 })),
  webhookReceivers: arrayOf(
    object({
      identifierUri: string,
      managedIdentity: string,
      name: required(string),
      objectId: string,
      serviceUri: required(string),
      tenantId: string,
      useAadAuth: boolean,
      useCommonAlertSchema: boolean,
    }),
  ),
};

/** E-mail and webhooks; the other receivers are not modelled. */
export const actionGroup: ResourceType = {
  token: "azure-native:monitor:ActionGroup",
  apiVersion: "2024-10-01-preview",
  path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Insights/actionGroups/{actionGroupName}",
  pathParameters: { resourceGroupName, actionGroupName: required(string) },
  autoName: "random",
  body: { location: required(string), tags: stringMap, ...flattened(properties) },
  response: {
    ...named,
    location: string,
    tags: stringMap,
    systemData,
    ...flattened({ ...properties, emailReceivers: arrayOf(object({ ...emailReceiver, status: string })) }),
  },
};
