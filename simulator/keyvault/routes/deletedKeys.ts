/** Soft-deleted keys: GetDeletedKeys, GetDeletedKey, RecoverDeletedKey. Purging is not simulated. */
import type { VaultKey } from "../../model";
import { keyNotFound, newestVersion } from "../../keys/findKey";
import { deletionInfo, keyBundle, keyItem, vaultUri } from "../keyBundle";
import type { KeyRequest, KeyRoute } from "../keyRoute";
import { page } from "../page";

const dataAction = "Microsoft.KeyVault/vaults/keys/read";

function deletedKeysOf({ azure, vault }: KeyRequest): VaultKey[] {
  return Object.values(azure.state.keys)
    .filter((key) => key.vaultId.toLowerCase() === vault.id.toLowerCase() && key.deleted !== undefined)
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** To be read and recovered, as long as their vault is there. */
export const deletedKeys: readonly KeyRoute[] = [
  {
    method: "GET",
    path: "deletedkeys",
    action: "GET deletedkeys",
    need: { dataAction, permission: "list" },
    performedByCore: false,
    run: (request) => {
      const { vault, query } = request;
      return page(deletedKeysOf(request), `${vaultUri(vault)}deletedkeys`, query, (key) => ({
        ...deletionInfo(vault, key),
        ...keyItem(vault, key),
      }));
    },
  },
  {
    method: "GET",
    path: "deletedkeys/{name}",
    action: "GET deletedkeys",
    need: { dataAction, permission: "get" },
    performedByCore: false,
    run: (request) => {
      const { vault, name } = request;
      const key = deletedKeysOf(request).find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
      if (key === undefined) throw keyNotFound(name);
      return { ...deletionInfo(vault, key), ...keyBundle(vault, key, newestVersion(key)) };
    },
  },
  {
    method: "POST",
    path: "deletedkeys/{name}/recover",
    action: "POST deletedkeys/recover",
    need: { dataAction: "Microsoft.KeyVault/vaults/keys/recover/action", permission: "recover" },
    performedByCore: true,
    run: async ({ azure, vault, name, caller }) => {
      const key = await azure.keys.recover(vault.id, name, caller);
      return keyBundle(vault, key, newestVersion(key));
    },
  },
];
