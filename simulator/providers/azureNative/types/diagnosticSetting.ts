import type { ResourceType } from "../resourceType";
import { named } from "../resourceType";
import type { Properties } from "../shape";
import { arrayOf, boolean, flattened, integer, object, required, string, systemData } from "../shape";

const retentionPolicy = object({ days: required(integer), enabled: required(boolean) });

const properties: Properties = {
  eventHubAuthorizationRuleId: string,
  eventHubName: string,
  logAnalyticsDestinationType: string,
  logs: arrayOf(object({ category: string, categoryGroup: string, enabled: required(boolean), retentionPolicy })),
  metrics: arrayOf(object({ category: string, enabled: required(boolean), retentionPolicy, timeGrain: string })),
  serviceBusRuleId: string,
  storageAccountId: string,
  workspaceId: string,
};

/** `name` is the setting's own name; `resourceUri` is the resource that it watches, and is not among the outputs. */
export const diagnosticSetting: ResourceType = {
  token: "azure-native:monitor:DiagnosticSetting",
  apiVersion: "2021-05-01-preview",
  path: "/{resourceUri}/providers/Microsoft.Insights/diagnosticSettings/{name}",
  pathParameters: { resourceUri: required(string), name: required(string) },
  autoName: "random",
  body: flattened(properties),
  response: { ...named, systemData, ...flattened(properties) },
};
