import type { ResourceType } from "../resourceType";
import { named } from "../resourceType";
import type { Properties, Property } from "../shape";
import { arrayOf, flattened, forceNew, object, resourceReference, required, string, stringMap } from "../shape";
import { subnetProperties } from "./subnet";

const connection: Properties = {
  groupIds: arrayOf(string),
  privateLinkServiceConnectionState: object({ actionsRequired: string, description: string, status: string }),
  privateLinkServiceId: string,
  requestMessage: string,
};

function connections(answers: Properties): Property {
  return arrayOf(object({ id: string, name: string, ...answers, ...flattened(connection) }));
}

const ipConfiguration: Properties = { groupId: string, memberName: string, privateIPAddress: string };

/** The subnet, whole, replaces (pulumi/pulumi-azure-native#3883, #3887). */
export const privateEndpoint: ResourceType = {
  token: "azure-native:network:PrivateEndpoint",
  apiVersion: "2024-05-01",
  path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Network/privateEndpoints/{privateEndpointName}",
  pathParameters: { resourceGroupName: required(string), privateEndpointName: required(string) },
  autoName: "random",
  body: {
    location: string,
    tags: stringMap,
    ...flattened({
      customNetworkInterfaceName: string,
      ipConfigurations: arrayOf(object({ name: string, ...flattened(ipConfiguration) })),
      manualPrivateLinkServiceConnections: connections({}),
      privateLinkServiceConnections: connections({}),
      subnet: forceNew(object({ id: string, name: string, ...flattened(subnetProperties) })),
    }),
  },
  response: {
    ...named,
    etag: string,
    location: string,
    tags: stringMap,
    ...flattened({
      customDnsConfigs: arrayOf(object({ fqdn: string, ipAddresses: arrayOf(string) })),
      customNetworkInterfaceName: string,
      ipConfigurations: arrayOf(object({ name: string, etag: string, type: string, ...flattened(ipConfiguration) })),
      manualPrivateLinkServiceConnections: connections({
        etag: string,
        type: string,
        ...flattened({ provisioningState: string }),
      }),
      networkInterfaces: arrayOf(resourceReference),
      privateLinkServiceConnections: connections({
        etag: string,
        type: string,
        ...flattened({ provisioningState: string }),
      }),
      provisioningState: string,
      subnet: object({ id: string, name: string, ...flattened(subnetProperties) }),
    }),
  },
};
