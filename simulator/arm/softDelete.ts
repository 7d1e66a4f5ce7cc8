import type { ArmResource } from "../model";
import type { Store } from "../state/store";
import { isWithin } from "./resourceId";

const millisecondsPerDay = 24 * 60 * 60 * 1000;

/** When something deleted now in this vault is purged: after the vault's retention, in milliseconds since the epoch. */
export function scheduledPurge(store: Store, vault: ArmResource): number {
  return store.now() + Number(vault.properties.softDeleteRetentionInDays) * millisecondsPerDay;
}

/**
 * Moves a vault to the deleted vaults. Its keys stay with it; its role assignments (deleted with all that is below
 * it) and its private endpoint connections go, and a recovery does not bring them back.
 *
 * Source: learn.microsoft.com/azure/key-vault/general/soft-delete-overview and key-vault-recovery (role assignments);
 * unverified for the connections, where the simulation takes the harder case.
 */
export function softDeleteVault(store: Store, vault: ArmResource): void {
  const properties = { ...vault.properties };
  delete properties.privateEndpointConnections;
  store.state.deletedVaults[vault.name.toLowerCase()] = {
    vault: { ...vault, properties },
    deletedAt: store.now(),
    scheduledPurgeAt: scheduledPurge(store, vault),
  };
}

/**
 * Purges the vaults and keys whose retention is over: their names are free again, their keys are gone for good.
 *
 * Source: learn.microsoft.com/azure/key-vault/general/soft-delete-overview, "Soft-delete behavior".
 */
export function purgeExpired(store: Store): void {
  const now = store.now();
  const { deletedVaults, keys } = store.state;
  for (const [name, deleted] of Object.entries(deletedVaults)) {
    if (deleted.scheduledPurgeAt > now) continue;
    delete deletedVaults[name];
    const vaultKey = deleted.vault.id.toLowerCase();
    for (const key of Object.keys(keys)) if (isWithin(key, vaultKey)) delete keys[key];
  }
  for (const [id, key] of Object.entries(keys)) {
    if (key.deleted !== undefined && key.deleted.scheduledPurgeAt <= now) delete keys[id];
  }
}
