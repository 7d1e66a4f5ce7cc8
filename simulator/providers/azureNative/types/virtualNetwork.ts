import type { ResourceType } from "../resourceType";
import { named } from "../resourceType";
import type { Properties, Property } from "../shape";
import {
  arrayOf,
  boolean,
  flattened,
  forceNew,
  integer,
  object,
  required,
  resourceReference,
  string,
  stringMap,
} from "../shape";
import { subnetAnswers, subnetProperties } from "./subnet";

const properties: Properties = {
  addressSpace: object({ addressPrefixes: arrayOf(string) }),
  ddosProtectionPlan: resourceReference,
  dhcpOptions: object({ dnsServers: arrayOf(string) }),
  enableDdosProtection: boolean,
  enableVmProtection: boolean,
  flowTimeoutInMinutes: integer,
  privateEndpointVNetPolicies: string,
};

const subnets: Property = {
  ...arrayOf(object({ id: string, name: string, ...flattened(subnetProperties) })),
  maintained: true,
};

/** A network of the customer's own. Subnets that a program leaves out stay as they are. */
export const virtualNetwork: ResourceType = {
  token: "azure-native:network:VirtualNetwork",
  apiVersion: "2024-05-01",
  path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Network/virtualNetworks/{virtualNetworkName}",
  pathParameters: { resourceGroupName: required(string), virtualNetworkName: required(string) },
  autoName: "random",
  body: { location: forceNew(string), tags: stringMap, ...flattened({ ...properties, subnets }) },
  response: {
    ...named,
    etag: string,
    location: string,
    tags: stringMap,
    ...flattened({
      ...properties,
      provisioningState: string,
      resourceGuid: string,
      subnets: arrayOf(
        object({ id: string, ...named, etag: string, ...flattened({ ...subnetProperties, ...subnetAnswers }) }),
      ),
    }),
  },
};
