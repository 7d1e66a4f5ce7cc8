/** Changes to a key that stays: expiry, rotation, whether it is enabled, what it may be used for. */
import { keyOperations } from "../../../components/plan/keyRules";
import { inputOf, isHidden, sentence, subjectOf } from "../change";
import type { Level, RawFinding } from "../finding";
import { kept, type Kept, type Plan } from "../plan";

/**
 * Reports `key-disabled`, `key-expiry`, `key-not-before`, `key-rotation-changed`, and `key-…-changed` for a key's
 * operations, size and type.
 */
export function keyProperties(plan: Plan): RawFinding[] {
  return kept(plan, "key").flatMap((change) => rules.flatMap((rule) => judge(change, rule)));
}

/**
 * True of every rule here: Azure Resource Manager creates keys and changes none. An existing key comes back as it is,
 * without an error (Azure/azure-rest-api-specs, Microsoft.KeyVault 2023-07-01, Keys_CreateIfNotExist).
 */
const neverApplied =
  "Azure Resource Manager changes no existing key: it would report success, do nothing, and leave the state describing a key that does not exist.";

interface Rule {
  rule: string;
  property: string;
  level: Level;
  stake?: RawFinding["stake"];
  /** What the change would be, after the key's name; undefined if it is harmless. */
  title: (before: unknown, after: unknown) => string | undefined;
  effect: string;
  fix: string;
}

const rules: Rule[] = [
  {
    rule: "key-disabled",
    property: "properties.attributes.enabled",
    level: "danger",
    stake: "access",
    title: (_before, after) => (after === false ? "would be disabled" : undefined),
    effect: "A disabled key refuses every use: Kore can neither encrypt nor decrypt.",
    fix: "Keep the key enabled. To take Kore's access away, revoke its role: that can be undone.",
  },
  {
    rule: "key-expiry",
    property: "properties.attributes.expires",
    level: "danger",
    stake: "access",
    title: (_before, after) => (after === undefined ? undefined : `would expire on ${dateOf(after)}`),
    effect: "From its expiry on a key can no longer encrypt or wrap; it still decrypts and unwraps.",
    fix: "Set no expiry on the key; let a rotation policy renew it instead, once Kore has said how it takes up a new version.",
  },
  {
    rule: "key-not-before",
    property: "properties.attributes.notBefore",
    level: "danger",
    stake: "access",
    title: (_before, after) => (after === undefined ? undefined : `could be used only from ${dateOf(after)} on`),
    effect: "Before that day the key refuses every use.",
    fix: "Set no such date.",
  },
  {
    rule: "key-operations-changed",
    property: "properties.keyOps",
    level: "danger",
    stake: "access",
    title: (before, after) => {
      // A key whose operations are not stated has them all.
      if (after === undefined) return undefined;
      const missing = listOf(before ?? keyOperations).filter((operation) => !listOf(after).includes(operation));
      return missing.length > 0 ? `could no longer be used to ${missing.join(", ")}` : undefined;
    },
    effect: "Kore's Test Configuration encrypts and decrypts; Kore's service may wrap and unwrap.",
    fix: "Keep encrypt, decrypt, wrapKey and unwrapKey.",
  },
  {
    rule: "key-size-changed",
    property: "properties.keySize",
    level: "danger",
    title: (before, after) => `would have ${String(after)} bits instead of ${String(before)}`,
    effect: "A key's size is a part of the key.",
    fix: "Revert the change. Another size is another key, under another name.",
  },
  {
    rule: "key-type-changed",
    property: "properties.kty",
    level: "danger",
    title: (before, after) => `would be of type ${String(after)} instead of ${String(before)}`,
    effect: "A key's type is a part of the key.",
    fix: "Revert the change. Another type is another key, under another name.",
  },
  {
    rule: "key-rotation-changed",
    property: "properties.rotationPolicy",
    level: "warning",
    title: (before, after) =>
      after === undefined
        ? "would lose its rotation policy"
        : before === undefined
          ? "would get a rotation policy"
          : "would get another rotation policy",
    effect: "Kore has not published how it takes up a new version of the key; the old versions must stay enabled.",
    fix: "Ask Kore first; then set the policy on the key itself (az keyvault key rotation-policy update).",
  },
];

function judge(change: Kept, { rule, property, level, stake, title, effect, fix }: Rule): RawFinding[] {
  const [before, after] = [inputOf(change.before, property), inputOf(change.after, property)];
  if (isHidden(after) || JSON.stringify(before) === JSON.stringify(after)) return [];
  const told = title(before, after);
  if (told === undefined) return [];
  return [
    {
      rule,
      level,
      stake,
      change,
      title: `${sentence(subjectOf(change))} ${told}`,
      effect: `${effect} ${neverApplied}`,
      fix,
      values: [{ property, before, after }],
    },
  ];
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** Azure gives times in seconds since 1970. */
function dateOf(seconds: unknown): string {
  const date = new Date(Number(seconds) * 1000);
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString().slice(0, 10);
}
