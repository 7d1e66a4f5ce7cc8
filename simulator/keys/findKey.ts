/** Finding a key and a version of it, and the refusal where there is none. */
import { findKeyById } from "../arm/existence";
import { AzureError, type KeyVersion, type VaultKey } from "../model";
import type { Store } from "../state/store";

/**
 * A key that is not soft-deleted, by its ARM ID.
 *
 * @throws AzureError 404 `KeyNotFound`.
 */
export function requireKey(store: Store, keyId: string): VaultKey {
  const key = findKeyById(store, keyId);
  if (key !== undefined) return key;
  throw keyNotFound(keyId.slice(keyId.lastIndexOf("/") + 1));
}

/**
 * The version asked for; the newest where none is named.
 *
 * @throws AzureError 404 `KeyNotFound`.
 */
export function requireVersion(key: VaultKey, version: string | undefined): KeyVersion {
  if (version === undefined) return newestVersion(key);
  const found = key.versions.find((candidate) => candidate.version === version.toLowerCase());
  if (found === undefined) throw keyNotFound(`${key.name}/${version}`);
  return found;
}

/** The version that a call means which names none. */
export function newestVersion(key: VaultKey): KeyVersion {
  const newest = key.versions.at(-1);
  if (newest === undefined) throw new Error(`Key ${key.name} has no version.`);
  return newest;
}

/** Key Vault's refusal for a key, a version or a soft-deleted key that is not there. The words are unverified. */
export function keyNotFound(nameOrIdentifier: string): AzureError {
  return new AzureError(
    404,
    "KeyNotFound",
    `A key with (name/id) ${nameOrIdentifier} was not found in this key vault.`,
  );
}
