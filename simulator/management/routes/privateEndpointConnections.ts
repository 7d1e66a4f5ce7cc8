import { findVaultById, resourceNotFound } from "../../arm/existence";
import { parseResourceId } from "../../arm/resourceId";
import { vaults } from "../../arm/types/vaults";
import { connectionName, connectionsOf } from "../../arm/vaultConnections";
import { type ManagementRoute, subscriptionPath } from "../managementRoute";

/**
 * The list of a vault's private endpoint connections. Source: Azure/azure-rest-api-specs, operation
 * `PrivateEndpointConnections_ListByResource` of Microsoft.KeyVault.
 */
export const privateEndpointConnections: ManagementRoute = {
  method: "GET",
  path: new RegExp(
    `^(?<vault>${subscriptionPath}/resourceGroups/[^/]+/providers/Microsoft\\.KeyVault/vaults/[^/]+)/privateEndpointConnections$`,
    "i",
  ),
  action: "GET Microsoft.KeyVault/vaults/privateEndpointConnections",
  need: "Microsoft.KeyVault/vaults/privateEndpointConnections/read",
  scope: ({ vault = "" }) => vault,
  apiVersions: vaults.apiVersions,
  run({ azure, parts }) {
    const vault = findVaultById(azure, parts["vault"]!);
    if (vault === undefined) throw resourceNotFound(parseResourceId(parts["vault"]!));
    return {
      value: connectionsOf(vault).map(({ id, properties }) => ({
        id,
        name: connectionName(id),
        type: "Microsoft.KeyVault/vaults/privateEndpointConnections",
        properties,
      })),
    };
  },
};
