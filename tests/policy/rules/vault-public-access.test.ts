import { vaultPublicAccess } from "../../../policy/rules/vault-public-access";
import { unknown } from "../../support/policyArgs";
import { changed, vault } from "../../support/policyFixtures";
import { describeResourceRule } from "../../support/resourceRuleCases";

const property = "properties.publicNetworkAccess";

describe("vault-public-access", () => {
  describeResourceRule({
    rule: vaultPublicAccess,
    compliant: changed(vault(), { [property]: "Disabled" }),
    passes: {
      "the SDK's lower case": { set: { [property]: "disabled" } },
      "ranges that count for nothing while access is disabled": {
        set: { "properties.networkAcls.ipRules": [{ value: "0.0.0.0/0" }] },
      },
    },
    fails: {
      enabled: { set: { [property]: "Enabled" }, says: [`${property} is "Enabled"`, '"Disabled"'] },
      "the SDK's default": { set: { [property]: "enabled" }, says: [`${property} is "enabled"`] },
      "left out, which is enabled": { set: { [property]: undefined }, says: [`${property} is not set`] },
      "a boolean that looks like disabled": { set: { [property]: false }, says: [`${property} is false`] },
    },
    unknown: { "unknown access": { set: { [property]: unknown }, at: property } },
  });
});
