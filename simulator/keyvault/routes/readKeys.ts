/** Reading keys: GetKey, GetKeys, GetKeyVersions. */
import { requireVersion } from "../../keys/findKey";
import { keyBundle, keyItem, versionItem, vaultUri } from "../keyBundle";
import type { KeyRequest, KeyRoute } from "../keyRoute";
import { page } from "../page";

const dataAction = "Microsoft.KeyVault/vaults/keys/read";
const getKey = ({ azure, vault, name, version }: KeyRequest): unknown => {
  const key = azure.keys.get(vault.id, name);
  return keyBundle(vault, key, requireVersion(key, version));
};

/** A disabled key can still be read: it is its use that is refused. */
export const readKeys: readonly KeyRoute[] = [
  {
    method: "GET",
    path: "keys",
    action: "GET keys",
    need: { dataAction, permission: "list" },
    performedByCore: false,
    run: ({ azure, vault, query }) => {
      const keys = Object.values(azure.state.keys)
        .filter((key) => key.vaultId.toLowerCase() === vault.id.toLowerCase() && key.deleted === undefined)
        .sort((a, b) => a.name.localeCompare(b.name));
      return page(keys, `${vaultUri(vault)}keys`, query, (key) => keyItem(vault, key));
    },
  },
  {
    method: "GET",
    path: "keys/{name}",
    action: "GET keys",
    need: { dataAction, permission: "get" },
    performedByCore: false,
    run: getKey,
  },
  {
    method: "GET",
    path: "keys/{name}/versions",
    action: "GET keys/versions",
    need: { dataAction, permission: "list" },
    performedByCore: false,
    run: ({ azure, vault, name, query }) => {
      const key = azure.keys.get(vault.id, name);
      const here = `${vaultUri(vault)}keys/${key.name}/versions`;
      return page(key.versions, here, query, (version) => versionItem(vault, key, version));
    },
  },
  {
    method: "GET",
    path: "keys/{name}/{version}",
    action: "GET keys",
    need: { dataAction, permission: "get" },
    performedByCore: false,
    run: getKey,
  },
];
