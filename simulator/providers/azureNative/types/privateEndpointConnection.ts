import type { ResourceType } from "../resourceType";
import { named } from "../resourceType";
import type { Properties } from "../shape";
import { flattened, limitedString, object, required, resourceReference, string, stringMap } from "../shape";

const properties: Properties = {
  privateLinkServiceConnectionState: object({ actionsRequired: string, description: string, status: string }),
};

/**
 * The vault's side of a private endpoint. Azure makes it when the other side asks, so a create by Pulumi meets it as
 * an already existing resource: it cannot approve one. A delete cuts the other side off.
 */
export const privateEndpointConnection: ResourceType = {
  token: "azure-native:keyvault:PrivateEndpointConnection",
  apiVersion: "2024-11-01",
  path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.KeyVault/vaults/{vaultName}/privateEndpointConnections/{privateEndpointConnectionName}",
  pathParameters: {
    resourceGroupName: required(string),
    vaultName: required(limitedString({ pattern: /^[a-zA-Z0-9-]{3,24}$/ })),
    privateEndpointConnectionName: required(string),
  },
  autoName: "copy",
  body: flattened(properties),
  response: {
    ...named,
    etag: string,
    location: string,
    tags: stringMap,
    ...flattened({ ...properties, privateEndpoint: resourceReference, provisioningState: string }),
  },
};
