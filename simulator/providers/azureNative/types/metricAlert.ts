import type { ResourceType } from "../resourceType";
import { named } from "../resourceType";
import type { Properties } from "../shape";
import { arrayOf, boolean, flattened, integer, number, object, required, string, stringMap, union } from "../shape";

/** ARM calls the SDK's `odataType` `odata.type`. */
const odataType = { ...required(string), armName: "odata.type" };

const criterion: Properties = {
  criterionType: required(string),
  dimensions: arrayOf(
    object({ name: required(string), operator: required(string), values: required(arrayOf(string)) }),
  ),
  metricName: required(string),
  metricNamespace: string,
  name: required(string),
  operator: required(string),
  skipMetricValidation: boolean,
  threshold: required(number),
  timeAggregation: required(string),
};

const properties: Properties = {
  actions: arrayOf(object({ actionGroupId: string, webHookProperties: stringMap })),
  autoMitigate: boolean,
  criteria: required(
    union("odataType", {
      "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria": { odataType, allOf: arrayOf(object(criterion)) },
    }),
  ),
  description: string,
  enabled: required(boolean),
  evaluationFrequency: required(string),
  scopes: required(arrayOf(string)),
  severity: required(integer),
  targetResourceRegion: string,
  targetResourceType: string,
  windowSize: required(string),
};

/** Static thresholds on one resource; the criteria for several resources, dynamic ones and web tests are not modelled. */
export const metricAlert: ResourceType = {
  token: "azure-native:monitor:MetricAlert",
  apiVersion: "2018-03-01",
  path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Insights/metricAlerts/{ruleName}",
  pathParameters: { resourceGroupName: required(string), ruleName: required(string) },
  autoName: "random",
  body: { location: required(string), tags: stringMap, ...flattened(properties) },
  response: {
    ...named,
    location: string,
    tags: stringMap,
    ...flattened({ ...properties, isMigrated: boolean, lastUpdatedTime: string }),
  },
};
