import { findVaultById } from "../arm/existence";
import { addConnection, findConnection } from "../arm/vaultConnections";
import type { ArmResource } from "../model";
import type { Store } from "../state/store";

/**
 * Kore, in its own tenant, makes a private endpoint to the vault: a connection that waits for approval appears.
 *
 * Source: learn.microsoft.com/azure/private-link/private-endpoint-overview, "Access to a private-link resource using
 * approval workflow".
 *
 * @returns The connection's name.
 */
export function requestPrivateEndpoint(
  store: Store,
  vaultId: string,
  from: { endpointId: string; requestMessage?: string },
): string {
  const name = addConnection(requireVault(store, vaultId), from.endpointId, "Pending", from.requestMessage ?? "");
  store.save();
  return name;
}

/** Sets a connection's state as either side would, without the rules for a call of the vault's owner. */
export function setConnectionStatus(
  store: Store,
  vaultId: string,
  connectionName: string,
  status: "Approved" | "Rejected" | "Disconnected",
): void {
  const connection = findConnection(requireVault(store, vaultId), connectionName);
  if (connection === undefined) throw new Error(`The vault ${vaultId} has no connection ${connectionName}.`);
  connection.properties.privateLinkServiceConnectionState.status = status;
  store.save();
}

function requireVault(store: Store, vaultId: string): ArmResource {
  const vault = findVaultById(store, vaultId);
  if (vault === undefined) throw new Error(`There is no vault ${vaultId}.`);
  return vault;
}
