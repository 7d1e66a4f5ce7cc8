import type { ArmResource, DeletedVault } from "../../model";
import type { ResourceType } from "../resourceType";
import { vaults } from "./vaults";

/**
 * Soft-deleted vaults, to be read. A purge is a POST, which the simulation does not have: under purge protection,
 * which this product always sets, Azure refuses it anyhow.
 *
 * Source: example listDeletedVaults.json of Azure/azure-rest-api-specs.
 */
export const deletedVaults: ResourceType = {
  type: "Microsoft.KeyVault/locations/deletedVaults",
  apiVersions: vaults.apiVersions,
  placement: "subscription",
  deletable: false,

  find(store, id) {
    const deleted = store.state.deletedVaults[id.name.toLowerCase()];
    const location = id.parentId.slice(id.parentId.lastIndexOf("/") + 1);
    if (deleted === undefined || deleted.vault.location !== location.toLowerCase()) return undefined;
    return describeDeletedVault(id.subscriptionId, deleted);
  },
};

/** A soft-deleted vault as Azure answers it. */
export function describeDeletedVault(subscriptionId: string, deleted: DeletedVault): ArmResource {
  const { vault } = deleted;
  return {
    id: `/subscriptions/${subscriptionId}/providers/Microsoft.KeyVault/locations/${vault.location}/deletedVaults/${vault.name}`,
    name: vault.name,
    type: "Microsoft.KeyVault/deletedVaults",
    properties: {
      vaultId: vault.id,
      location: vault.location,
      tags: vault.tags ?? {},
      deletionDate: new Date(deleted.deletedAt).toISOString(),
      scheduledPurgeDate: new Date(deleted.scheduledPurgeAt).toISOString(),
      purgeProtectionEnabled: vault.properties.enablePurgeProtection === true,
    },
    createdAt: deleted.deletedAt,
  };
}
