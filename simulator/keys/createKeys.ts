import type { Caller, KeyParameters, Keys } from "../azure";
import { AzureError } from "../model";
import type { ArmResource, KeyVersion, VaultKey } from "../model";
import type { Perform } from "../state/performer";
import type { Store } from "../state/store";
import { findVaultById } from "../arm/existence";
import { purgeExpired } from "../arm/softDelete";
import { keyNotFound, requireKey, requireVersion } from "./findKey";
import {
  badParameter,
  checkKeyOps,
  checkKeyParameters,
  checkKeyTags,
  checkPeriod,
  newVersion,
  refuseDeletedName,
  rsaKeyOperations,
  softDeletion,
} from "./keyRules";
import { expiryAfterRotation, settleRotationPolicy } from "./rotationPolicy";
import { generateRsaKey, newVersionName } from "./rsaMaterial";

/**
 * The keys as the data plane sees them.
 *
 * Source: specification/keyvault/data-plane/Keys of Azure/azure-rest-api-specs, and as stated at each rule.
 */
export function createKeys(store: Store, perform: Perform): Keys {
  const { state } = store;
  const nowSeconds = (): number => Math.floor(store.now() / 1000);
  const keyId = (vaultId: string, keyName: string): string => `${vaultId}/keys/${keyName}`;

  const change = (
    action: string,
    vaultId: string,
    keyName: string,
    caller: Caller | undefined,
    effect: (vault: ArmResource) => VaultKey | Promise<VaultKey>,
  ): Promise<VaultKey> =>
    perform(
      {
        face: "keyvault",
        action,
        target: keyId(vaultId, keyName),
        caller: caller?.objectId ?? state.login.objectId,
        ...(caller?.from !== undefined && { from: caller.from }),
      },
      async () => {
        purgeExpired(store);
        const key = await effect(requireVault(store, vaultId));
        store.save();
        return { status: 200, value: structuredClone(key) };
      },
    );

  return {
    findVault(vaultName) {
      purgeExpired(store);
      const vault = Object.values(state.resources).find(
        (resource) =>
          resource.type === "Microsoft.KeyVault/vaults" && resource.name.toLowerCase() === vaultName.toLowerCase(),
      );
      return vault && structuredClone(vault);
    },

    get(vaultId, keyName) {
      purgeExpired(store);
      return structuredClone(requireKey(store, keyId(vaultId, keyName)));
    },

    create: (vaultId, keyName, parameters, caller) =>
      change("POST keys/create", vaultId, keyName, caller, async (vault) => {
        const id = keyId(vaultId, keyName).toLowerCase();
        refuseDeletedName(state.keys[id]);
        checkKeyParameters(vault, keyName, parameters);
        const pem = await generateRsaKey(parameters.keySize ?? 2048);
        requireVault(store, vaultId);
        refuseDeletedName(state.keys[id]);
        const version = newVersion(store, newVersionName(), pem, parameters);
        state.keys[id] = madeKey(vault, keyName, parameters, version, state.keys[id]);
        return state.keys[id];
      }),

    rotate: (vaultId, keyName, caller) =>
      change("POST keys/rotate", vaultId, keyName, caller, async () => {
        const id = keyId(vaultId, keyName);
        const pem = await generateRsaKey(requireKey(store, id).keySize);
        const key = requireKey(store, id);
        // Expiry time "is used to set the expiration date on a newly rotated key": keys/how-to-configure-key-rotation.
        const exp = expiryAfterRotation(key.rotationPolicy, nowSeconds());
        key.versions.push(newVersion(store, newVersionName(), pem, { exp }));
        return key;
      }),

    update: (vaultId, keyName, version, wanted, caller) =>
      change("PATCH keys", vaultId, keyName, caller, () => {
        const key = requireKey(store, keyId(vaultId, keyName));
        const target = requireVersion(key, version);
        checkKeyOps(wanted.keyOps);
        checkKeyTags(wanted.tags);
        checkPeriod(wanted.nbf ?? target.nbf, wanted.exp ?? target.exp);
        if (wanted.enabled !== undefined) target.enabled = wanted.enabled;
        if (wanted.exp !== undefined) target.exp = wanted.exp;
        if (wanted.nbf !== undefined) target.nbf = wanted.nbf;
        if (wanted.keyOps !== undefined) key.keyOps = [...wanted.keyOps];
        if (wanted.tags !== undefined) key.tags = { ...wanted.tags };
        target.updated = nowSeconds();
        return key;
      }),

    softDelete: (vaultId, keyName, caller) =>
      change("DELETE keys", vaultId, keyName, caller, (vault) => {
        const key = requireKey(store, keyId(vaultId, keyName));
        key.deleted = softDeletion(store, vault);
        return key;
      }),

    recover: (vaultId, keyName, caller) =>
      change("POST deletedkeys/recover", vaultId, keyName, caller, () => {
        const key = state.keys[keyId(vaultId, keyName).toLowerCase()];
        if (key?.deleted === undefined) throw keyNotFound(keyName);
        delete key.deleted;
        return key;
      }),
  };
}

/** The face has found the vault before it calls: this meets a vault that went meanwhile. The words are unverified. */
function requireVault(store: Store, vaultId: string): ArmResource {
  const vault = findVaultById(store, vaultId);
  if (vault !== undefined) return vault;
  throw new AzureError(404, "VaultNotFound", `The vault '${vaultId}' was not found.`);
}

/** A new key, or one with a version more: a new version may differ in type and size, which the model holds per key. */
function madeKey(
  vault: ArmResource,
  name: string,
  parameters: KeyParameters,
  version: KeyVersion,
  existing: VaultKey | undefined,
): VaultKey {
  const kty = parameters.kty as VaultKey["kty"];
  const keySize = parameters.keySize ?? 2048;
  if (existing !== undefined && (existing.kty !== kty || existing.keySize !== keySize)) {
    throw badParameter(
      "The simulated Azure keeps type and size of a key over its versions; give the key another name.",
    );
  }
  return {
    vaultId: existing?.vaultId ?? vault.id,
    name: existing?.name ?? name,
    kty,
    keySize,
    keyOps: [...(parameters.keyOps ?? existing?.keyOps ?? rsaKeyOperations)],
    ...(parameters.tags && { tags: { ...parameters.tags } }),
    rotationPolicy: existing?.rotationPolicy ?? settleRotationPolicy(undefined, version.created),
    versions: [...(existing?.versions ?? []), version],
  };
}
