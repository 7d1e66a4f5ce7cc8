import { vaultNetworkDefaultDeny } from "../../../policy/rules/vault-network-default-deny";
import { unknown } from "../../support/policyArgs";
import { vault } from "../../support/policyFixtures";
import { describeResourceRule } from "../../support/resourceRuleCases";

const acls = "properties.networkAcls";

describe("vault-network-default-deny", () => {
  describeResourceRule({
    rule: vaultNetworkDefaultDeny,
    compliant: vault(),
    passes: {
      "a private vault that states the ACL all the same": {
        set: { "properties.publicNetworkAccess": "Disabled", [acls]: { defaultAction: "Deny", bypass: "None" } },
      },
      "Azure's other spelling": { set: { [`${acls}.defaultAction`]: "deny" } },
      "an unknown range": { set: { [`${acls}.ipRules`]: [{ value: unknown }] } },
    },
    fails: {
      Allow: { set: { [`${acls}.defaultAction`]: "Allow" }, says: [`${acls}.defaultAction is "Allow"`, '"Deny"'] },
      "no default action": {
        set: { [`${acls}.defaultAction`]: undefined },
        says: [`${acls}.defaultAction is not set`],
      },
      "no ACL": { set: { [acls]: undefined }, says: [`${acls} is not set`] },
      "no ACL in a private vault": {
        set: { [acls]: undefined, "properties.publicNetworkAccess": "Disabled" },
        says: [`${acls} is not set`],
      },
      "an empty ACL": { set: { [acls]: {} }, says: [`${acls}.defaultAction is not set`] },
    },
    unknown: {
      "an unknown default action": { set: { [`${acls}.defaultAction`]: unknown }, at: `${acls}.defaultAction` },
      "an unknown ACL": { set: { [acls]: unknown }, at: acls },
    },
  });
});
