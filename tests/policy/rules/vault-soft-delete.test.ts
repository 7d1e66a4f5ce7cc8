import { vaultSoftDelete } from "../../../policy/rules/vault-soft-delete";
import { unknown } from "../../support/policyArgs";
import { vault } from "../../support/policyFixtures";
import { describeResourceRule } from "../../support/resourceRuleCases";

const enabled = "properties.enableSoftDelete";
const days = "properties.softDeleteRetentionInDays";

describe("vault-soft-delete", () => {
  describeResourceRule({
    rule: vaultSoftDelete,
    compliant: vault(),
    passes: {
      "soft delete left out, which is on": { set: { [enabled]: undefined } },
      "retention left out, which is 90 days": { set: { [days]: undefined } },
      "a shorter retention where minimumDays allows it": { set: { [days]: 30 }, config: { minimumDays: 30 } },
      "Azure's shortest retention where minimumDays allows it": { set: { [days]: 7 }, config: { minimumDays: 7 } },
    },
    fails: {
      "soft delete off": { set: { [enabled]: false }, says: [`${enabled} is false`] },
      "one day short": { set: { [days]: 89 }, says: [`${days} is 89`, "90 days", "minimumDays"] },
      "Azure's shortest retention": { set: { [days]: 7 }, says: [`${days} is 7`] },
      "a text": { set: { [days]: "ninety" }, says: [`${days} is "ninety"`] },
      "not a number": { set: { [days]: NaN }, says: [days] },
      "short of a configured minimum": {
        set: { [days]: 29 },
        config: { minimumDays: 30 },
        says: [`${days} is 29`, "30 days"],
      },
    },
    unknown: {
      "an unknown retention": { set: { [days]: unknown }, at: days },
      "an unknown switch, with a short retention": {
        set: { [enabled]: unknown, [days]: 7 },
        at: enabled,
        violations: 1,
      },
    },
  });

  it("claims the one edition of the benchmark that is known to ask for it", () => {
    expect(vaultSoftDelete.references.cis).toEqual({ v3: "3.3.5" });
  });
});
