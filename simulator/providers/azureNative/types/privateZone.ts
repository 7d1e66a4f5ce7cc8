import type { ResourceType } from "../resourceType";
import { named } from "../resourceType";
import { flattened, forceNew, integer, required, string, stringMap, systemData } from "../shape";

/** Takes a location as any type does, so a stack's default location ends up here unless the program says `global`. */
export const privateZone: ResourceType = {
  token: "azure-native:privatedns:PrivateZone",
  apiVersion: "2024-06-01",
  path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Network/privateDnsZones/{privateZoneName}",
  pathParameters: { resourceGroupName: required(string), privateZoneName: required(string) },
  autoName: "random",
  // Unverified: that a change of location replaces.
  body: { location: forceNew(string), tags: stringMap },
  response: {
    ...named,
    etag: string,
    location: string,
    tags: stringMap,
    systemData,
    ...flattened({
      internalId: string,
      maxNumberOfRecordSets: integer,
      maxNumberOfVirtualNetworkLinks: integer,
      maxNumberOfVirtualNetworkLinksWithRegistration: integer,
      numberOfRecordSets: integer,
      numberOfVirtualNetworkLinks: integer,
      numberOfVirtualNetworkLinksWithRegistration: integer,
      provisioningState: string,
    }),
  },
};
