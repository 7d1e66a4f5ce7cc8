import type { Problem } from "./problem";

/**
 * The vault's tier.
 *
 * @enum
 */
export const VaultSku = { Standard: "standard", Premium: "premium" } as const;
/** The vault's tier: `standard` (software keys) or `premium` (software and HSM keys). */
export type VaultSku = (typeof VaultSku)[keyof typeof VaultSku];

/**
 * The types of key that Kore can use.
 *
 * @enum
 */
export const KeyType = { Rsa: "RSA", RsaHsm: "RSA-HSM" } as const;
/** The key's type: `RSA` (software) or `RSA-HSM` (hardware, premium vaults only). */
export type KeyType = (typeof KeyType)[keyof typeof KeyType];

/** Sizes that the guide names (step 2); Azure has 3072 too, Kore does not name it. */
export const keySizes: readonly number[] = [2048, 4096];

/**
 * What Kore does with the key: its test encrypts and decrypts, and its guide for AI for Work speaks of wrapping and
 * unwrapping. Nothing else is allowed: signing is another purpose, import and release let key material travel.
 */
export const keyOperations: readonly ("encrypt" | "decrypt" | "wrapKey" | "unwrapKey")[] = [
  "encrypt",
  "decrypt",
  "wrapKey",
  "unwrapKey",
];

/** The key type that a tier gets when none is asked for: the strongest that it holds. */
export function defaultKeyType(vaultSku: VaultSku): KeyType {
  return vaultSku === VaultSku.Premium ? KeyType.RsaHsm : KeyType.Rsa;
}

/** Checks the key's type, spelled as Azure spells it, against the vault's tier. */
export function checkKeyType(key: string, value: string, vaultSku: string | undefined): Problem[] {
  if (!Object.values<string>(KeyType).includes(value)) {
    return [
      {
        key,
        value,
        rule: "Kore needs an RSA key: RSA or RSA-HSM, in this spelling (the guide, step 2)",
        fix: "leave it out: RSA-HSM on a premium vault, RSA on a standard one",
      },
    ];
  }
  if (value === KeyType.RsaHsm && vaultSku === VaultSku.Standard) {
    return [
      {
        key,
        value,
        rule: 'an HSM key needs a premium vault (learn.microsoft.com, "About keys")',
        fix: "set vaultSku to premium, or keyType to RSA",
      },
    ];
  }
  return [];
}

/** Checks the key's size in bits. */
export function checkKeySize(key: string, value: number): Problem[] {
  return keySizes.includes(value)
    ? []
    : [{ key, value, rule: "the guide names RSA keys of 2048 or 4096 bits, and no other (step 2)", fix: "use 4096" }];
}

/** A key as Azure holds it. */
export interface LiveKey {
  keyName: string;
  kty?: string;
  keySize?: number;
  keyOps?: string[];
  enabled?: boolean;
}

/** A key as the arguments ask for it. */
export interface WantedKey {
  kty: string;
  keySize: number;
}

/**
 * Compares a key that exists with what is asked for. Azure Resource Manager creates a key and never updates one
 * (`Keys_CreateIfNotExist`): without this check a changed argument would be reported as done and do nothing.
 * A key whose operations lack what Kore needs, or that is disabled, cannot be mended from here either.
 */
export function checkLiveKey(live: LiveKey, wanted: WantedKey): Problem[] {
  const problems: Problem[] = [];
  const rule = (what: string) =>
    `key ${live.keyName} exists with ${what}, and Azure Resource Manager never updates a key`;
  const newKey =
    "take the change back; or, before the enforcement date only, set allowKeyReplacement and give the new key another keyName, then hand it to Kore anew";
  if (live.kty !== undefined && live.kty !== wanted.kty) {
    problems.push({ key: "keyType", value: wanted.kty, rule: rule(`type ${live.kty}`), fix: newKey });
  }
  if (live.keySize !== undefined && live.keySize !== wanted.keySize) {
    problems.push({ key: "keySize", value: wanted.keySize, rule: rule(`${live.keySize} bits`), fix: newKey });
  }
  const missing = keyOperations.filter((operation) => live.keyOps !== undefined && !live.keyOps.includes(operation));
  if (missing.length > 0) {
    problems.push({
      key: "keyName",
      value: live.keyName,
      rule: `Kore needs the key operations ${keyOperations.join(", ")}; the key does not allow ${missing.join(", ")}`,
      fix: `az keyvault key set-attributes --vault-name <vault> --name ${live.keyName} --ops ${keyOperations.join(" ")}`,
    });
  }
  if (live.enabled === false) {
    problems.push({
      key: "keyName",
      value: live.keyName,
      rule: "a disabled key refuses every call: Kore cannot read what it encrypted",
      fix: `az keyvault key set-attributes --vault-name <vault> --name ${live.keyName} --enabled true`,
    });
  }
  return problems;
}
