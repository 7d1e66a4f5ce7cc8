import type { ResourceType } from "../resourceType";
import { named } from "../resourceType";
import type { Properties } from "../shape";
import {
  arrayOf,
  boolean,
  integer,
  limitedString,
  object,
  required,
  resourceReference,
  string,
  stringMap,
  systemData,
} from "../shape";

const accessPolicies = {
  ...arrayOf(
    object({
      applicationId: string,
      objectId: required(string),
      permissions: required(
        object({
          certificates: arrayOf(string),
          keys: arrayOf(string),
          secrets: arrayOf(string),
          storage: arrayOf(string),
        }),
      ),
      tenantId: required(string),
    }),
  ),
  maintained: true as const,
};

/** What a program can set and Azure returns. */
const properties: Properties = {
  accessPolicies,
  enablePurgeProtection: boolean,
  enableRbacAuthorization: boolean,
  enableSoftDelete: boolean,
  enabledForDeployment: boolean,
  enabledForDiskEncryption: boolean,
  enabledForTemplateDeployment: boolean,
  networkAcls: object({
    bypass: string,
    defaultAction: string,
    ipRules: arrayOf(object({ value: required(string) })),
    virtualNetworkRules: arrayOf(object({ id: required(string), ignoreMissingVnetServiceEndpoint: boolean })),
  }),
  publicNetworkAccess: string,
  sku: required(object({ family: required(string), name: required(string) })),
  softDeleteRetentionInDays: integer,
  tenantId: required(string),
};

/**
 * Only the path's parameters force a replacement: a change of location, tenant or retention is planned as an update
 * and refused by Azure. Delete is ARM's soft delete; azure-native never purges (pulumi/pulumi-azure-native#1174).
 */
export const vault: ResourceType = {
  token: "azure-native:keyvault:Vault",
  apiVersion: "2024-11-01",
  path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.KeyVault/vaults/{vaultName}",
  pathParameters: {
    resourceGroupName: required(string),
    vaultName: required(limitedString({ pattern: /^[a-zA-Z0-9-]{3,24}$/ })),
  },
  autoName: "random",
  body: {
    location: required(string),
    tags: stringMap,
    properties: required(object({ ...properties, createMode: string })),
  },
  response: {
    ...named,
    location: string,
    tags: stringMap,
    systemData,
    properties: object({
      ...properties,
      hsmPoolResourceId: string,
      privateEndpointConnections: arrayOf(
        object({
          etag: string,
          id: string,
          privateEndpoint: resourceReference,
          privateLinkServiceConnectionState: object({ actionsRequired: string, description: string, status: string }),
          provisioningState: string,
        }),
      ),
      provisioningState: string,
      vaultUri: string,
    }),
  },
};
