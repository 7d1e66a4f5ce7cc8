import type { Configuration } from "../../support/stackConfiguration";
import type { BadInput } from "./badInput";

const sixteen = Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`tag${index}`, "x"]));

/** Groups, tags, names of keys, and values of the wrong type. */
export const types: BadInput[] = [
  { id: "B94 resourceGroupName of 91", set: { resourceGroupName: "r".repeat(91) }, rule: /1 to 90 characters/ },
  { id: "B94 resourceGroupName rg.", set: { resourceGroupName: "rg." }, rule: /no full stop at the end/ },
  {
    id: "B95 16 tags",
    set: { tags: sixteen },
    rule: /at most 15 tags/,
    value: '"16 tags"',
  },
  {
    id: "B95 a tag's name of 257",
    set: { tags: { ["t".repeat(257)]: "x" } },
    at: [`tags.${"t".repeat(257)}`],
    rule: /1 to 256 characters/,
    value: '"x"',
  },
  {
    id: "B98 purgeProtecton",
    set: { purgeProtecton: "true" },
    rule: /not a key of this project/,
    fix: /^the nearest key is \w+\. pulumi config rm kore-byok-azure:purgeProtecton/,
  },
  {
    id: "B98 ipRanges",
    set: { ipRanges: ["1.2.3.4"] },
    rule: /not a key of this project/,
    fix: /did you mean koreIpRanges\?/,
    value: '["1.2.3.4"]',
  },
  { id: "B98 sku", set: { sku: "premium" }, rule: /not a key of this project/, fix: /did you mean vaultSku\?/ },
  {
    id: "B98 vaultNmae",
    set: { vaultNmae: "kv-kore" },
    rule: /not a key of this project/,
    fix: /did you mean vaultName\?/,
  },
  {
    id: "B99 a list for a name",
    set: { vaultName: ["kv-kore"] },
    at: ["vaultName", "vaultName", "vaultName"],
    rule: /only lower-case letters/,
    value: '["kv-kore"]',
  },
  {
    id: "B99 an object for a size",
    set: { keySize: { bits: 4096 } },
    rule: /a whole number/,
    value: '{"bits":4096}',
  },
  { id: "B99 a word for true", set: { deleteLock: "yes" }, rule: /true or false/ },
  {
    id: "B99 a text for a list",
    set: { alertEmails: "ops@example.com" },
    rule: /a list of strings/,
    fix: /pulumi config set --path 'alertEmails\[0\]' \S+@/,
  },
  { id: "B99 a list for tags", set: { tags: ["team"] }, rule: /an object with string values/, value: '["team"]' },
  { id: "B99 null for tags", set: { tags: null }, rule: /an object with string values/, value: '"null"' },
  {
    id: "B99 a number and a boolean in tags, as the CLI stores them",
    set: { tags: { "cost-center": 4711, team: "platform", "is it": true, none: null } },
    at: ["tags.cost-center", "tags.is it", "tags.none"],
    rule: /a tag's value is a string/,
    fix: /^write cost-center: "4711"$/,
    value: "4711",
  },
  {
    id: "B99 a boolean in tags, under a name that YAML puts in quotes",
    set: { tags: { "is it": true } },
    at: ["tags.is it"],
    rule: /a tag's value is a string/,
    fix: /^write "is it": "true"$/,
    value: "true",
  },
  {
    id: "B99 a tag __proto__",
    set: { tags: JSON.parse('{"__proto__": "x", "team": "platform"}') as Configuration },
    at: ["tags.__proto__"],
    rule: /the tag would be lost/,
    value: '"x"',
  },
  { id: "B99 NaN", set: { softDeleteRetentionDays: "NaN" }, rule: /a whole number/ },
  {
    id: "B99 10 MB",
    set: { keyName: "k".repeat(10_000_000) },
    rule: /1 to 127 characters/,
    value: `"${"k".repeat(299)}… (10000002 characters)`,
  },
  { id: "B99 __proto__", set: JSON.parse('{"__proto__": "x"}') as Configuration, rule: /not a key of this project/ },
];
