import type { ResourceType } from "../resourceType";
import { arrayOf, flattened, integer, object, required, string } from "../shape";

/** The endpoint's records in its private zones. `name` of the group is told by the path alone. */
export const privateDnsZoneGroup: ResourceType = {
  token: "azure-native:network:PrivateDnsZoneGroup",
  apiVersion: "2024-05-01",
  path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Network/privateEndpoints/{privateEndpointName}/privateDnsZoneGroups/{privateDnsZoneGroupName}",
  pathParameters: {
    resourceGroupName: required(string),
    privateEndpointName: required(string),
    privateDnsZoneGroupName: required(string),
  },
  autoName: "copy",
  body: flattened({
    privateDnsZoneConfigs: arrayOf(object({ name: string, ...flattened({ privateDnsZoneId: string }) })),
  }),
  response: {
    name: string,
    etag: string,
    ...flattened({
      privateDnsZoneConfigs: arrayOf(
        object({
          name: string,
          ...flattened({
            privateDnsZoneId: string,
            recordSets: arrayOf(
              object({
                fqdn: string,
                ipAddresses: arrayOf(string),
                provisioningState: string,
                recordSetName: string,
                recordType: string,
                ttl: integer,
              }),
            ),
          }),
        }),
      ),
      provisioningState: string,
    }),
  },
};
