import type { ResourceType } from "../resourceType";
import { named } from "../resourceType";
import type { Properties } from "../shape";
import { boolean, flattened, forceNew, required, resourceReference, string, stringMap, systemData } from "../shape";

const properties: Properties = {
  registrationEnabled: boolean,
  resolutionPolicy: string,
  // Unverified: that a change of the network, or of the location below, replaces.
  virtualNetwork: forceNew(resourceReference),
};

/** Makes a zone resolve in a network. Its `location` is `global`, and must be stated. */
export const virtualNetworkLink: ResourceType = {
  token: "azure-native:privatedns:VirtualNetworkLink",
  apiVersion: "2024-06-01",
  path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Network/privateDnsZones/{privateZoneName}/virtualNetworkLinks/{virtualNetworkLinkName}",
  pathParameters: {
    resourceGroupName: required(string),
    privateZoneName: required(string),
    virtualNetworkLinkName: required(string),
  },
  autoName: "copy",
  body: { location: forceNew(string), tags: stringMap, ...flattened(properties) },
  response: {
    ...named,
    etag: string,
    location: string,
    tags: stringMap,
    systemData,
    ...flattened({ ...properties, provisioningState: string, virtualNetworkLinkState: string }),
  },
};
