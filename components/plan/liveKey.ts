import { replacementFlag } from "./deliberateChange";
import { describeRotation, rotatesOtherwise, type LiveRotationPolicy } from "./keyRotation";
import { keyOperations, keySizes, KeyType } from "./keyRules";
import type { Problem } from "./problem";

/** A key as Azure holds it. What Azure did not return is undefined, and is not compared. */
export interface LiveKey {
  vaultName: string;
  keyName: string;
  kty?: string;
  keySize?: number;
  keyOps?: string[];
  enabled?: boolean;
  exportable?: boolean;
  /** Seconds since 1970. */
  expires?: number;
  /** Seconds since 1970. */
  notBefore?: number;
  rotationPolicy?: LiveRotationPolicy;
  tags?: Record<string, string>;
}

/** A key as the arguments ask for it. */
export interface WantedKey {
  /** Undefined if it is not known yet: then it is not compared. */
  kty?: string;
  /** Bits. Undefined if it is not known yet: then it is not compared. */
  keySize?: number;
  /** Undefined for no rotation. */
  rotationPolicy?: LiveRotationPolicy;
}

/** What an update asks of a key. In a preview a value may not be known yet. */
export function wantedKeyOf({ kty, keySize, rotationPolicy }: Record<string, unknown>): WantedKey {
  return {
    kty: typeof kty === "string" ? kty : undefined,
    keySize: typeof keySize === "number" ? keySize : undefined,
    rotationPolicy: rotationPolicy as LiveRotationPolicy | undefined,
  };
}

/**
 * Compares a key made here with what is asked for. Azure Resource Manager creates a key and never updates one
 * (`Keys_CreateIfNotExist`), so a changed argument would be reported as done and do nothing. A key whose operations lack
 * what Kore needs, or that is disabled, cannot be fixed from here either. It is created without dates; the data plane can
 * give it some.
 *
 * @param now Decides whether the key has expired.
 */
export function checkOwnKey(live: LiveKey, wanted: WantedKey, now: Date): Problem[] {
  return [...checkUpdatedKey(live, wanted), ...checkUse(live), ...checkValidity(live, now)];
}

/** Compares a key made here with what an update of it asks for. */
export function checkUpdatedKey(live: LiveKey, wanted: WantedKey): Problem[] {
  const newKey = `; or, before the enforcement date only, set ${replacementFlag}, choose another keyName for a new key, and hand that one to Kore`;
  return [...checkMaterial(live, wanted, newKey), ...checkRotation(live, wanted)];
}

/**
 * Checks an existing key: it is never changed from here. Its rotation and its tags are its owner's.
 *
 * @param now Decides whether the key has expired.
 */
export function checkExistingKey(live: LiveKey, wanted: WantedKey, now: Date): Problem[] {
  return [...checkMaterial(live, wanted, "; or name another key"), ...checkUse(live), ...checkValidity(live, now)];
}

function checkMaterial(live: LiveKey, wanted: WantedKey, otherwise: string): Problem[] {
  const rule = (what: string) =>
    `key ${live.keyName} exists with ${what}, and Azure Resource Manager never updates a key`;
  const problems: Problem[] = [];
  if (live.kty !== undefined && wanted.kty !== undefined && live.kty !== wanted.kty) {
    const usable = Object.values<string>(KeyType).includes(live.kty);
    problems.push({
      key: "keyType",
      value: wanted.kty,
      rule: rule(`type ${live.kty}`),
      fix: usable
        ? `set keyType to ${live.kty} (left out, it follows vaultSku)${otherwise}`
        : "name another key: Kore needs RSA",
    });
  }
  if (live.keySize !== undefined && wanted.keySize !== undefined && live.keySize !== wanted.keySize) {
    problems.push({
      key: "keySize",
      value: wanted.keySize,
      rule: rule(`${live.keySize} bits`),
      fix: keySizes.includes(live.keySize)
        ? `set keySize to ${live.keySize}${otherwise}`
        : `name another key: Kore takes ${keySizes.join(" or ")} bits`,
    });
  }
  return problems;
}

function checkUse(live: LiveKey): Problem[] {
  const problems: Problem[] = [];
  const missing = keyOperations.filter((operation) => live.keyOps !== undefined && !live.keyOps.includes(operation));
  if (missing.length > 0) {
    problems.push({
      key: "keyName",
      value: live.keyName,
      rule: `Kore needs the key operations ${keyOperations.join(", ")}; the key does not allow ${missing.join(", ")}`,
      fix: setAttributes(live, `--ops ${keyOperations.join(" ")}`),
    });
  }
  if (live.enabled === false) {
    problems.push({
      key: "keyName",
      value: live.keyName,
      rule: "a disabled key refuses every call: Kore cannot read what it encrypted",
      fix: setAttributes(live, "--enabled true"),
    });
  }
  return problems;
}

function checkRotation(live: LiveKey, wanted: WantedKey): Problem[] {
  const asked = describeRotation(wanted.rotationPolicy);
  const base = { key: "keyRotation", value: asked };
  if (live.rotationPolicy === undefined) {
    return wanted.rotationPolicy === undefined
      ? []
      : [
          {
            ...base,
            rule: `Azure does not say how key ${live.keyName} rotates, so it was not compared`,
            fix: `az keyvault key rotation-policy show ${nameOf(live)}`,
            severity: "warning",
          },
        ];
  }
  if (!rotatesOtherwise(live.rotationPolicy, wanted.rotationPolicy)) {
    return [];
  }
  // Key Vault takes no empty policy: this one is what it gives a key without one.
  const notice = { lifetimeActions: [{ trigger: { timeBeforeExpiry: "P30D" }, action: { type: "Notify" } }] };
  const policy = JSON.stringify(wanted.rotationPolicy ?? notice);
  return [
    {
      ...base,
      rule: `key ${live.keyName} exists with ${describeRotation(live.rotationPolicy)}, and Azure Resource Manager never updates a key`,
      fix: `set keyRotation to what the key has; or az keyvault key rotation-policy update ${nameOf(live)} --value '${policy}'${reread}`,
    },
  ];
}

/** Compares a key's tags with those asked for. They do not affect Kore, so a difference is only a warning. */
export function checkKeyTags(live: LiveKey, wanted: Record<string, string> | undefined): Problem[] {
  const [holds, asks] = [live.tags, wanted].map((tags = {}) =>
    Object.entries(tags)
      .map(([name, value]) => `${name}=${value}`)
      .sort(),
  ) as [string[], string[]];
  return holds.join("\n") === asks.join("\n")
    ? []
    : [
        {
          key: "tags",
          value: wanted,
          rule: `key ${live.keyName} exists with ${holds.length === 0 ? "no tags" : `the tags ${holds.join(" ")}`}, and Azure Resource Manager never updates a key`,
          fix: setAttributes(live, `--tags ${asks.map((tag) => JSON.stringify(tag)).join(" ") || '""'}`),
          severity: "warning",
        },
      ];
}

/** Checks what the data plane can change on any key, and what only an existing key can be: exportable. */
function checkValidity(live: LiveKey, now: Date): Problem[] {
  const { keyName, exportable, expires, notBefore, rotationPolicy } = live;
  const base = { key: "keyName", value: keyName };
  const day = (seconds: number) => new Date(seconds * 1000).toISOString();
  const seconds = now.getTime() / 1000;
  const problems: Problem[] = [];
  if (exportable === true) {
    problems.push({
      ...base,
      rule: "the key is exportable: its material can leave the vault, and then open what Kore encrypted",
      fix: "name a key that is not exportable",
    });
  }
  if (notBefore !== undefined && notBefore > seconds) {
    problems.push({
      ...base,
      rule: `the key is valid only from ${day(notBefore)} on: until then Kore cannot encrypt`,
      fix: setAttributes(live, `--not-before ${now.toISOString().slice(0, 10)}T00:00:00Z`),
    });
  }
  if (expires !== undefined && expires <= seconds) {
    problems.push({
      ...base,
      rule: `the key expired on ${day(expires)}: Kore can decrypt with it, but not encrypt`,
      fix: `make a new version: az keyvault key rotate ${nameOf(live)}; or set a later --expires with az keyvault key set-attributes ${nameOf(live)}${reread}`,
    });
  } else if (expires !== undefined && describeRotation(rotationPolicy) === "no rotation") {
    problems.push({
      ...base,
      rule: `the key expires on ${day(expires)} and nothing rotates it: from then on Kore can decrypt with it, but not encrypt`,
      fix: `az keyvault key rotation-policy update ${nameOf(live)} --value <policy>, once Kore has said that it follows a new version`,
      severity: "warning",
    });
  }
  return problems;
}

/** The state holds the key as it was: only a refresh shows that it has been fixed or rotated since. */
const reread = ", then pulumi up --refresh";

function nameOf({ vaultName, keyName }: LiveKey): string {
  return `--vault-name ${vaultName} --name ${keyName}`;
}

function setAttributes(key: LiveKey, change: string): string {
  return `az keyvault key set-attributes ${nameOf(key)} ${change}${reread}`;
}
