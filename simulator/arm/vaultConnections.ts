import { v4 as newGuid } from "uuid";
import type { ArmResource } from "../model";

/** A private endpoint connection, as the vault it leads to holds it. */
export interface VaultConnection {
  id: string;
  properties: {
    /** The endpoint, which may be in another tenant's subscription. */
    privateEndpoint: { id: string };
    privateLinkServiceConnectionState: { status: ConnectionStatus; description: string; actionsRequired: string };
    provisioningState: string;
  };
}

/** Source: learn.microsoft.com/azure/key-vault/general/private-link-service. */
export type ConnectionStatus = "Pending" | "Approved" | "Rejected" | "Disconnected";

/** The connections of a vault: the stored objects, not copies. */
export function connectionsOf(vault: ArmResource): VaultConnection[] {
  return (vault.properties.privateEndpointConnections ?? []) as VaultConnection[];
}

/** Replaces the connections of a vault. Azure leaves the property out where there are none. */
export function setConnections(vault: ArmResource, connections: VaultConnection[]): void {
  if (connections.length === 0) delete vault.properties.privateEndpointConnections;
  else vault.properties.privateEndpointConnections = connections;
}

/** A connection of a vault by its name. */
export function findConnection(vault: ArmResource, name: string): VaultConnection | undefined {
  return connectionsOf(vault).find(({ id }) => connectionName(id).toLowerCase() === name.toLowerCase());
}

/** The last segment of a connection's ID. */
export function connectionName(connectionId: string): string {
  return connectionId.slice(connectionId.lastIndexOf("/") + 1);
}

/** Adds a connection, under a name that Azure chooses: the caller has no say in it. Returns the name. */
export function addConnection(
  vault: ArmResource,
  endpointId: string,
  status: ConnectionStatus,
  description: string,
): string {
  const name = newGuid().replaceAll("-", "");
  setConnections(vault, [
    ...connectionsOf(vault),
    {
      id: `${vault.id}/privateEndpointConnections/${name}`,
      properties: {
        privateEndpoint: { id: endpointId },
        privateLinkServiceConnectionState: { status, description, actionsRequired: "None" },
        provisioningState: "Succeeded",
      },
    },
  ]);
  return name;
}
