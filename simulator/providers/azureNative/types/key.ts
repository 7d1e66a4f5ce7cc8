import { deleteKey, recoverKey } from "../keyDataPlane";
import type { ResourceType } from "../resourceType";
import { named } from "../resourceType";
import type { Properties, Property } from "../shape";
import { arrayOf, boolean, flattened, integer, limitedString, object, required, string, stringMap } from "../shape";

const attributes: Properties = {
  enabled: boolean,
  expires: { ...integer, armName: "exp" },
  exportable: boolean,
  notBefore: { ...integer, armName: "nbf" },
};

function rotationPolicy(policyAttributes: Properties): Property {
  return object({
    attributes: object(policyAttributes),
    lifetimeActions: arrayOf(
      object({
        action: object({ type: string }),
        trigger: object({ timeAfterCreate: string, timeBeforeExpiry: string }),
      }),
    ),
  });
}

const material: Properties = { curveName: string, keyOps: arrayOf(string), keySize: integer, kty: string };
const releasePolicy = object({ contentType: string, data: string });

/**
 * Inputs stand under `properties`, outputs beside `name`: so a refresh moves no input, and a changed input is planned
 * as an update that Azure answers with the key as it is (`Keys_CreateIfNotExist`, Azure/azure-rest-api-specs,
 * Microsoft.KeyVault/stable/2024-11-01/keys.json).
 *
 * ARM has no delete of a key: azure-native deletes on the vault's data plane (pulumi/pulumi-azure-native,
 * provider/pkg/resources/customresources/custom_keyvault.go). A create over a soft-deleted key recovers that key, with
 * its old material and attributes (pulumi/pulumi-azure-native#4759).
 */
export const key: ResourceType = {
  token: "azure-native:keyvault:Key",
  apiVersion: "2024-11-01",
  path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.KeyVault/vaults/{vaultName}/keys/{keyName}",
  pathParameters: {
    resourceGroupName: required(string),
    vaultName: required(limitedString({ pattern: /^[a-zA-Z0-9-]{3,24}$/ })),
    keyName: required(limitedString({ pattern: /^[a-zA-Z0-9-]{1,127}$/ })),
  },
  autoName: "copy",
  body: {
    tags: stringMap,
    properties: required(
      object({
        ...material,
        attributes: object(attributes),
        releasePolicy,
        rotationPolicy: rotationPolicy({ expiryTime: string }),
      }),
    ),
  },
  response: {
    ...named,
    location: string,
    tags: stringMap,
    ...flattened({
      ...material,
      attributes: object({ ...attributes, created: integer, updated: integer, recoveryLevel: string }),
      keyUri: string,
      keyUriWithVersion: string,
      releasePolicy,
      rotationPolicy: rotationPolicy({ created: integer, expiryTime: string, updated: integer }),
    }),
  },
  deleteOnDataPlane: deleteKey,
  recoverOnDataPlane: recoverKey,
};
