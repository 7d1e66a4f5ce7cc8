import { vaultPremiumSku } from "../../../policy/rules/vault-premium-sku";
import { unknown } from "../../support/policyArgs";
import { vault } from "../../support/policyFixtures";
import { describeResourceRule } from "../../support/resourceRuleCases";

const property = "properties.sku.name";

describe("vault-premium-sku", () => {
  describeResourceRule({
    rule: vaultPremiumSku,
    compliant: vault(),
    passes: {
      "Azure's other spelling": { set: { [property]: "Premium" } },
      "another family": { set: { "properties.sku.family": "B" } },
    },
    fails: {
      standard: { set: { [property]: "standard" }, says: [`${property} is "standard"`, 'to "premium"'] },
      "a name that begins like premium": { set: { [property]: "premium2" }, says: [`${property} is "premium2"`] },
      "no SKU": { set: { "properties.sku": undefined }, says: [`${property} is not set`] },
    },
    unknown: {
      "an unknown name": { set: { [property]: unknown }, at: property },
      "an unknown SKU": { set: { "properties.sku": unknown }, at: "properties.sku" },
    },
  });
});
