import type { KeyParameters } from "../azure";
import { AzureError } from "../model";
import type { ArmResource, KeyVersion, VaultKey } from "../model";
import type { Store } from "../state/store";
import { scheduledPurge } from "../arm/softDelete";

/** The operations of an RSA key, in the order in which Azure answers them by default (example createKey.json). */
export const rsaKeyOperations = ["encrypt", "decrypt", "sign", "verify", "wrapKey", "unwrapKey"];

/**
 * Refuses what a vault would not make a key of.
 *
 * Sources: learn.microsoft.com/azure/key-vault/keys/about-keys and about-keys-details (types, sizes, operations);
 * "Hardware key operation not allowed on standard vault" in MicrosoftDocs/azure-docs#63888. The words of the others are
 * unverified.
 *
 * @throws AzureError 400 `BadParameter`.
 */
export function checkKeyParameters(vault: ArmResource, keyName: string, parameters: KeyParameters): void {
  if (!/^[a-zA-Z0-9-]{1,127}$/.test(keyName)) {
    throw badParameter(`The key name '${keyName}' is invalid: 1 to 127 letters, digits and hyphens are allowed.`);
  }
  if (parameters.kty !== "RSA" && parameters.kty !== "RSA-HSM") {
    throw badParameter(
      `Key type '${parameters.kty}' is not known to the simulated Azure, which makes RSA and RSA-HSM.`,
    );
  }
  const sku = (vault.properties.sku as { name?: string } | undefined)?.name;
  if (parameters.kty === "RSA-HSM" && sku !== "premium") {
    throw badParameter("Hardware key operation not allowed on standard vault");
  }
  if (![2048, 3072, 4096].includes(parameters.keySize ?? 2048)) {
    throw badParameter(`The RSA key size ${parameters.keySize} is not supported: 2048, 3072 and 4096 are.`);
  }
  checkKeyOps(parameters.keyOps);
  checkPeriod(parameters.nbf, parameters.exp);
  checkKeyTags(parameters.tags);
}

/** Only operations that an RSA key has; none at all is a key without use. The words are unverified. */
export function checkKeyOps(keyOps: readonly string[] | undefined): void {
  const unknown = keyOps?.find((operation) => !rsaKeyOperations.includes(operation));
  if (unknown !== undefined || keyOps?.length === 0) {
    throw badParameter(`Invalid key_ops value '${unknown ?? "[]"}': allowed are ${rsaKeyOperations.join(", ")}.`);
  }
}

/**
 * `exp` must come after `nbf` (learn.microsoft.com/azure/key-vault/keys/about-keys, "Key attributes"). The words are
 * unverified.
 */
export function checkPeriod(nbf: number | undefined, exp: number | undefined): void {
  if (nbf !== undefined && exp !== undefined && exp <= nbf) {
    throw badParameter(`The attribute 'exp' (${exp}) must be later than 'nbf' (${nbf}).`);
  }
}

/**
 * At most 15 tags of 256 characters (learn.microsoft.com/azure/key-vault/keys/about-keys, "Key tags"). The words are
 * unverified.
 */
export function checkKeyTags(tags: Record<string, string> | undefined): void {
  const entries = Object.entries(tags ?? {});
  if (entries.length > 15) throw badParameter(`A key takes at most 15 tags, not ${entries.length}.`);
  const tooLong = entries.find(([name, value]) => name.length > 256 || value.length > 256);
  if (tooLong) throw badParameter(`Tag '${tooLong[0]}': name and value may have 256 characters each.`);
}

/**
 * A name that a soft-deleted key holds is not free.
 *
 * Source: learn.microsoft.com/azure/key-vault/general/soft-delete-overview; the words as in public reports for
 * secrets and keys.
 *
 * @throws AzureError 409 `Conflict`, inner `ObjectIsDeletedButRecoverable`.
 */
export function refuseDeletedName(key: VaultKey | undefined): void {
  if (key?.deleted === undefined) return;
  throw new AzureError(
    409,
    "Conflict",
    `Key ${key.name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, ` +
      `the key can only be recovered or purged.`,
    "ObjectIsDeletedButRecoverable",
  );
}

/** A version made now. */
export function newVersion(
  store: Store,
  version: string,
  privateKeyPem: string,
  attributes: Pick<KeyParameters, "enabled" | "exp" | "nbf">,
): KeyVersion {
  const now = Math.floor(store.now() / 1000);
  return {
    version,
    privateKeyPem,
    enabled: attributes.enabled ?? true,
    created: now,
    updated: now,
    ...(attributes.exp !== undefined && { exp: attributes.exp }),
    ...(attributes.nbf !== undefined && { nbf: attributes.nbf }),
  };
}

/** Marks a key as soft-deleted, for as long as the vault retains. */
export function softDeletion(store: Store, vault: ArmResource): NonNullable<VaultKey["deleted"]> {
  return { deletedAt: store.now(), scheduledPurgeAt: scheduledPurge(store, vault) };
}

/**
 * What a vault lets happen to a deleted key, as its attributes tell it.
 *
 * Source: `DeletionRecoveryLevel` in specification/keyvault/data-plane/Keys of Azure/azure-rest-api-specs.
 */
export function recoveryLevel(vault: ArmResource): string {
  const customised = Number(vault.properties.softDeleteRetentionInDays) < 90 ? "CustomizedRecoverable" : "Recoverable";
  return vault.properties.enablePurgeProtection === true ? customised : `${customised}+Purgeable`;
}

/** A refusal of the Key Vault data plane for a value that it does not take. */
export function badParameter(message: string): AzureError {
  return new AzureError(400, "BadParameter", message);
}
