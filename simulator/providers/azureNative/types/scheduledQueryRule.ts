import type { ResourceType } from "../resourceType";
import { named, resourceGroupName } from "../resourceType";
import type { Properties } from "../shape";
import {
  arrayOf,
  boolean,
  flattened,
  integer,
  number,
  object,
  required,
  string,
  stringMap,
  systemData,
} from "../shape";

const criterion: Properties = {
  criterionType: string,
  dimensions: arrayOf(
    object({ name: required(string), operator: required(string), values: required(arrayOf(string)) }),
  ),
  failingPeriods: object({ minFailingPeriodsToAlert: integer, numberOfEvaluationPeriods: integer }),
  metricMeasureColumn: string,
  operator: string,
  query: string,
  resourceIdColumn: string,
  threshold: number,
  timeAggregation: string,
};

const properties: Properties = {
  actions: object({ actionGroups: arrayOf(string), actionProperties: stringMap, customProperties: stringMap }),
  autoMitigate: boolean,
  checkWorkspaceAlertsStorageConfigured: boolean,
  criteria: object({ allOf: arrayOf(object(criterion)) }),
  description: string,
  displayName: string,
  enabled: boolean,
  evaluationFrequency: string,
  muteActionsDuration: string,
  overrideQueryTimeRange: string,
  scopes: arrayOf(string),
  severity: integer,
  skipQueryValidation: boolean,
  targetResourceTypes: arrayOf(string),
  windowSize: string,
};

/** Log alerts with a static threshold; `kind`, identities and dynamic thresholds are not modelled. */
export const scheduledQueryRule: ResourceType = {
  token: "azure-native:monitor:ScheduledQueryRule",
  apiVersion: "2025-01-01-preview",
  path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Insights/scheduledQueryRules/{ruleName}",
  pathParameters: { resourceGroupName, ruleName: required(string) },
  autoName: "random",
  body: { location: required(string), tags: stringMap, ...flattened(properties) },
  response: {
    ...named,
    etag: string,
    location: string,
    tags: stringMap,
    systemData,
    ...flattened({
      ...properties,
      createdWithApiVersion: string,
      isLegacyLogAnalyticsRule: boolean,
      isWorkspaceAlertsStorageConfigured: boolean,
    }),
  },
};
