import { vaultPurgeProtection } from "../../../policy/rules/vault-purge-protection";
import { unknown } from "../../support/policyArgs";
import { vault } from "../../support/policyFixtures";
import { describeResourceRule } from "../../support/resourceRuleCases";

const property = "properties.enablePurgeProtection";

describe("vault-purge-protection", () => {
  describeResourceRule({
    rule: vaultPurgeProtection,
    compliant: vault(),
    passes: {
      "a standard vault": { set: { "properties.sku.name": "standard" } },
      "whatever soft delete is": { set: { "properties.enableSoftDelete": undefined } },
      "an unknown tenant": { set: { "properties.tenantId": unknown } },
    },
    fails: {
      "purge protection off": { set: { [property]: false }, says: [`${property} is false`, /set .+ to true/] },
      "purge protection left out, which is off": { set: { [property]: undefined }, says: [`${property} is not set`] },
      "purge protection null": { set: { [property]: null }, says: [`${property} is not set`] },
      "a text that looks like true": { set: { [property]: "true" }, says: [`${property} is "true"`] },
      "no properties at all": { set: { properties: undefined }, says: [`${property} is not set`] },
    },
    unknown: {
      "unknown purge protection": { set: { [property]: unknown }, at: property },
      "unknown properties": { set: { properties: unknown }, at: "properties" },
    },
  });
});
