import { z } from "zod";
import type { ArmResource } from "../../model";
import type { Store } from "../../state/store";
import { findVaultById, resourceNotFound } from "../existence";
import type { ResourceType } from "../resourceType";
import { connectionName, connectionsOf, findConnection, setConnections } from "../vaultConnections";
import type { ConnectionStatus, VaultConnection } from "../vaultConnections";
import { badRequest } from "./vaultErrors";
import { vaults } from "./vaults";

const properties = z.strictObject({
  privateLinkServiceConnectionState: z.strictObject({
    status: z.enum(["Pending", "Approved", "Rejected", "Disconnected"]),
    description: z.string().optional(),
    actionsRequired: z.enum(["None"]).optional(),
  }),
  /** Azure's own; accepted when sent back. */
  privateEndpoint: z.strictObject({ id: z.string().optional() }).optional(),
  provisioningState: z.string().optional(),
});
type Properties = z.infer<typeof properties>;

/** What the vault's owner may make of a connection; from Disconnected there is no way. */
const transitions: Record<ConnectionStatus, readonly ConnectionStatus[]> = {
  Pending: ["Pending", "Approved", "Rejected"],
  Approved: ["Approved", "Rejected"],
  Rejected: ["Rejected"],
  Disconnected: ["Disconnected"],
};

/**
 * Private endpoint connections of a vault. The other side makes them; the vault's owner approves, rejects or removes.
 *
 * Sources: learn.microsoft.com/azure/private-link/manage-private-endpoint (a rejected connection cannot be approved:
 * MicrosoftDocs/azure-docs#115121) and private-endpoint-overview; a connection that is not there cannot be made by a
 * PUT (pulumi/pulumi-azure-native#1219). The words of the refusals are unverified.
 */
export const privateEndpointConnections: ResourceType = {
  type: "Microsoft.KeyVault/vaults/privateEndpointConnections",
  apiVersions: vaults.apiVersions,
  placement: "group",
  body: z.strictObject({ properties }),

  find(store, id) {
    const vault = findVaultById(store, id.parentId);
    const connection = vault && findConnection(vault, id.name);
    return vault && connection && describe(vault, connection);
  },

  put(store, request) {
    const vault = findVaultById(store, request.id.parentId)!;
    const connection = findConnection(vault, request.id.name);
    if (connection === undefined) throw resourceNotFound(request.id);
    const state = connection.properties.privateLinkServiceConnectionState;
    const wanted = (request.body.properties as Properties).privateLinkServiceConnectionState;
    if (!transitions[state.status].includes(wanted.status)) {
      throw badRequest(
        `Private endpoint connection '${request.id.name}' is ${state.status} and cannot become ${wanted.status}.`,
      );
    }
    state.status = wanted.status;
    if (wanted.description !== undefined) state.description = wanted.description;
    return describe(vault, connection);
  },

  deleted(store: Store, resource: ArmResource) {
    const vault = findVaultById(store, resource.id.slice(0, resource.id.toLowerCase().lastIndexOf("/privateendpoint")));
    if (vault === undefined) return;
    const gone = resource.name.toLowerCase();
    setConnections(
      vault,
      connectionsOf(vault).filter(({ id }) => connectionName(id).toLowerCase() !== gone),
    );
  },
};

function describe(vault: ArmResource, connection: VaultConnection): ArmResource {
  return {
    id: connection.id,
    name: connectionName(connection.id),
    type: privateEndpointConnections.type,
    properties: connection.properties,
    createdAt: vault.createdAt,
  };
}
