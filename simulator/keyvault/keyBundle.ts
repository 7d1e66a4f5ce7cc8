/** The bodies in which Key Vault shows a key (data-plane API, `KeyBundle`, `KeyItem`, `DeletedKeyBundle`). */
import { createPublicKey } from "node:crypto";
import { newestVersion } from "../keys/findKey";
import { recoveryLevel } from "../keys/keyRules";
import type { ArmResource, KeyVersion, VaultKey } from "../model";

/** The URI of a vault as Azure returns it, with its trailing slash. */
export function vaultUri(vault: ArmResource): string {
  return String(vault.properties.vaultUri);
}

/** A key with the public half of one version. */
export function keyBundle(vault: ArmResource, key: VaultKey, version: KeyVersion): Record<string, unknown> {
  const { n, e } = createPublicKey(version.privateKeyPem).export({ format: "jwk" });
  return {
    key: { kid: keyIdentifier(vault, key, version), kty: key.kty, key_ops: key.keyOps, n, e },
    attributes: attributes(vault, version),
    ...(key.tags && { tags: key.tags }),
  };
}

/** A line of the list of keys: without version and material. */
export function keyItem(vault: ArmResource, key: VaultKey): Record<string, unknown> {
  return {
    kid: keyIdentifier(vault, key),
    attributes: attributes(vault, newestVersion(key)),
    ...(key.tags && { tags: key.tags }),
  };
}

/** A line of the list of a key's versions. */
export function versionItem(vault: ArmResource, key: VaultKey, version: KeyVersion): Record<string, unknown> {
  return {
    kid: keyIdentifier(vault, key, version),
    attributes: attributes(vault, version),
    ...(key.tags && { tags: key.tags }),
  };
}

/** What a soft-deleted key shows beside its bundle or item. */
export function deletionInfo(vault: ArmResource, key: VaultKey): Record<string, unknown> {
  if (key.deleted === undefined) throw new Error(`Key ${key.name} is not soft-deleted.`);
  return {
    recoveryId: `${vaultUri(vault)}deletedkeys/${key.name}`,
    deletedDate: Math.floor(key.deleted.deletedAt / 1000),
    scheduledPurgeDate: Math.floor(key.deleted.scheduledPurgeAt / 1000),
  };
}

/** The URL that names a key, or one version of it. */
export function keyIdentifier(vault: ArmResource, key: { name: string }, version?: KeyVersion): string {
  return `${vaultUri(vault)}keys/${key.name}${version === undefined ? "" : `/${version.version}`}`;
}

function attributes(vault: ArmResource, version: KeyVersion): Record<string, unknown> {
  return {
    enabled: version.enabled,
    ...(version.nbf !== undefined && { nbf: version.nbf }),
    ...(version.exp !== undefined && { exp: version.exp }),
    created: version.created,
    updated: version.updated,
    recoveryLevel: recoveryLevel(vault),
    recoverableDays: vault.properties.softDeleteRetentionInDays,
    exportable: false,
  };
}
