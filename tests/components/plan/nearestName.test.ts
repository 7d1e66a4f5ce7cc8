import { suggestName } from "../../../components/plan/nearestName";

const known = ["vaultName", "vaultSku", "keyName", "koreIpRanges", "operatorIpRanges", "tags"];

it.each([
  ["vaultNmae", "did you mean vaultName?"],
  ["VAULTNAME", "did you mean vaultName?"],
  ["sku", "did you mean vaultSku?"],
  ["ipRanges", "did you mean koreIpRanges?"],
  ["tag", "did you mean tags?"],
  ["enablePurgeProtection", "the nearest key is vaultName."],
  ["", "the nearest key is tags."],
])("%j is told with the nearest, as a question where they are alike", (name, suggestion) => {
  expect(suggestName(name, known, "key")).toBe(suggestion);
});
