import type { ResourceType } from "../resourceType";
import { named, resourceGroupName } from "../resourceType";
import type { Properties } from "../shape";
import {
  boolean,
  flattened,
  integer,
  limitedString,
  number,
  object,
  required,
  string,
  stringMap,
  systemData,
} from "../shape";

const features: Properties = {
  disableLocalAuth: boolean,
  enableDataExport: boolean,
  enableLogAccessUsingOnlyResourcePermissions: boolean,
  immediatePurgeDataOn30Days: boolean,
};

const properties: Properties = {
  publicNetworkAccessForIngestion: string,
  publicNetworkAccessForQuery: string,
  retentionInDays: integer,
};

/** A Log Analytics workspace. */
export const workspace: ResourceType = {
  token: "azure-native:operationalinsights:Workspace",
  apiVersion: "2023-09-01",
  path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.OperationalInsights/workspaces/{workspaceName}",
  pathParameters: {
    resourceGroupName,
    workspaceName: required(
      limitedString({ minLength: 4, maxLength: 63, pattern: /^[A-Za-z0-9][A-Za-z0-9-]+[A-Za-z0-9]$/ }),
    ),
  },
  autoName: "random",
  body: {
    location: required(string),
    tags: stringMap,
    ...flattened({
      ...properties,
      features: object(features),
      sku: object({ capacityReservationLevel: integer, name: required(string) }),
      workspaceCapping: object({ dailyQuotaGb: number }),
    }),
  },
  response: {
    ...named,
    etag: string,
    location: string,
    tags: stringMap,
    systemData,
    ...flattened({
      ...properties,
      createdDate: string,
      customerId: string,
      features: object({ ...features, clusterResourceId: string, unifiedSentinelBillingOnly: boolean }),
      modifiedDate: string,
      provisioningState: string,
      sku: object({ capacityReservationLevel: integer, lastSkuUpdate: string, name: string }),
      workspaceCapping: object({ dailyQuotaGb: number, dataIngestionStatus: string, quotaNextResetTime: string }),
    }),
  },
};
