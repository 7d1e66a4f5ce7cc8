import type { BadInput } from "./badInput";

/** Names of the vault. */
export const vaultNames: BadInput[] = (
  [
    ["B14", "kv", /3 to 24 characters/],
    ["B15", "k".repeat(25), /3 to 24 characters/],
    ["B16", "1kore-kv", /starts with a letter/],
    ["B17", "kore-kv-", /ends with a letter or digit/],
    ["B18", "kore--kv", /no two hyphens in a row/],
    ["B19", "Kore-KV", /only lower-case letters/],
    ["B20", "kore_kv", /only lower-case letters/],
    ["B20", "kore.kv", /only lower-case letters/],
    ["B20", "kore kv", /only lower-case letters/],
    ["B21", "kéore-kv", /only lower-case letters/, '"k\\u{e9}ore-kv"'],
    ["B21", "kore-кv", /only lower-case letters/, '"kore-\\u{43a}v"'],
    ["B21", "kore-\u{1f511}-kv", /only lower-case letters/, '"kore-\\u{1f511}-kv"'],
    ["B21", "kore\u200b-kv", /only lower-case letters/, '"kore\\u{200b}-kv"'],
  ] as [string, string, RegExp, string?][]
).map(([id, vaultName, rule, value]) => ({
  id: `${id} vaultName ${vaultName}`,
  set: { vaultName },
  rule,
  fix: /choose a name such as/,
  value,
}));

/** The key, and the vault that holds it. */
export const vaultAndKey: BadInput[] = [
  { id: "B26 keyName empty", set: { keyName: "" }, rule: /1 to 127 characters/ },
  {
    id: "B27 keyName of 128",
    set: { keyName: "k".repeat(128) },
    rule: /1 to 127 characters/,
  },
  { id: "B28 keyName kore_key", set: { keyName: "kore_key" }, rule: /1 to 127 characters: letters/ },
  { id: "B28 keyName kore.key", set: { keyName: "kore.key" }, rule: /1 to 127 characters: letters/ },
  {
    id: "B29 keyName clé-kore",
    set: { keyName: "clé-kore" },
    rule: /1 to 127 characters: letters/,
    value: '"cl\\u{e9}-kore"',
  },
  {
    id: "B30 keyName kore-key/abc123",
    set: { keyName: "kore-key/abc123" },
    rule: /without vault, path or version/,
    fix: /take <name>/,
  },
  {
    id: "B30 keyName a key's URI",
    set: { keyName: "https://kv.vault.azure.net/keys/kore" },
    rule: /without vault, path or version/,
  },
  { id: "B31 keySize 1024", set: { keySize: 1024 }, rule: /2048 or 4096/, fix: /use 4096/ },
  { id: "B32 keySize 3072", set: { keySize: 3072 }, rule: /2048 or 4096/ },
  ...[8192, 2047, 0, -1].map((keySize) => ({ id: `B33 keySize ${keySize}`, set: { keySize }, rule: /2048 or 4096/ })),
  ...["NaN", "4096x", "4096.5"].map((keySize) => ({
    id: `B33 keySize ${keySize}`,
    set: { keySize },
    rule: /a whole number/,
  })),
  ...["EC", "EC-HSM", "oct-HSM", "rsa", "RSA_HSM"].map((keyType, index) => ({
    id: `B${34 + Math.min(index, 3)} keyType ${keyType}`,
    set: { keyType },
    rule: /RSA or RSA-HSM, case-sensitive/,
  })),
  {
    id: "B39 keyType RSA-HSM on standard",
    set: { keyType: "RSA-HSM", vaultSku: "standard" },
    at: ["keyType"],
    rule: /needs a premium vault/,
    fix: /set vaultSku to premium/,
  },
  { id: "B40 vaultSku Premium", set: { vaultSku: "Premium" }, rule: /one of standard, premium \(case-sensitive\)/ },
  { id: "B40 vaultSku basic", set: { vaultSku: "basic" }, rule: /one of standard, premium/ },
  { id: "B44 softDeleteRetentionDays 6", set: { softDeleteRetentionDays: 6 }, rule: /from 7 to 90/, fix: /use 90/ },
  { id: "B45 softDeleteRetentionDays 91", set: { softDeleteRetentionDays: 91 }, rule: /from 7 to 90/ },
  { id: "B46 softDeleteRetentionDays 30.5", set: { softDeleteRetentionDays: "30.5" }, rule: /a whole number/ },
  { id: "B46 softDeleteRetentionDays 90d", set: { softDeleteRetentionDays: "90d" }, rule: /a whole number/ },
];
