import type { ResourceType } from "../resourceType";
import { named } from "../resourceType";
import type { Properties } from "../shape";
import { arrayOf, boolean, flattened, object, required, resourceReference, string } from "../shape";

/** What a subnet has, by itself or within its network. */
export const subnetProperties: Properties = {
  addressPrefix: string,
  addressPrefixes: arrayOf(string),
  defaultOutboundAccess: boolean,
  networkSecurityGroup: resourceReference,
  privateEndpointNetworkPolicies: string,
  privateLinkServiceNetworkPolicies: string,
  routeTable: resourceReference,
  serviceEndpoints: arrayOf(object({ locations: arrayOf(string), service: string })),
};

/** What Azure adds to a subnet. */
export const subnetAnswers: Properties = {
  privateEndpoints: arrayOf(resourceReference),
  provisioningState: string,
  purpose: string,
};

/** A subnet as a resource of its own, beside those that its network lists. */
export const subnet: ResourceType = {
  token: "azure-native:network:Subnet",
  apiVersion: "2024-05-01",
  path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Network/virtualNetworks/{virtualNetworkName}/subnets/{subnetName}",
  pathParameters: {
    resourceGroupName: required(string),
    virtualNetworkName: required(string),
    subnetName: required(string),
  },
  autoName: "copy",
  body: flattened(subnetProperties),
  response: { ...named, etag: string, ...flattened({ ...subnetProperties, ...subnetAnswers }) },
};
