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
        rule: "Kore needs an RSA key: RSA or RSA-HSM, case-sensitive (the guide, step 2)",
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
