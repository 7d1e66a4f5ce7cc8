import { keyOperations } from "../../../policy/rules/key-operations";
import { judgeResource, unknown } from "../../support/policyArgs";
import { changed, key } from "../../support/policyFixtures";
import { describeResourceRule } from "../../support/resourceRuleCases";

const ops = "properties.keyOps";

describe("key-operations", () => {
  describeResourceRule({
    rule: keyOperations,
    compliant: key(),
    passes: {
      "wrap and unwrap alone": { set: { [ops]: ["wrapKey", "unwrapKey"] } },
      "encrypt and decrypt alone": { set: { [ops]: ["encrypt", "decrypt"] } },
      "exportable off": { set: { "properties.attributes": { exportable: false } } },
    },
    fails: {
      "sign besides": {
        set: { [ops]: ["wrapKey", "unwrapKey", "sign"] },
        says: [`${ops} has "sign"`, 'take "sign" out'],
      },
      "import besides": { set: { [ops]: ["unwrapKey", "import"] }, says: [`${ops} has "import"`] },
      "a near miss in spelling": { set: { [ops]: ["unwrapKey", "unwrapkey"] }, says: [`${ops} has "unwrapkey"`] },
      "operations left out, which means all": { set: { [ops]: undefined }, says: [`${ops} is not set`] },
      "no operation": { set: { [ops]: [] }, says: ['neither "unwrapKey" nor "decrypt"'] },
      "a key that locks and never opens": { set: { [ops]: ["encrypt", "wrapKey"] }, says: ["open what it has locked"] },
      exportable: { set: { "properties.attributes.exportable": true }, says: ["exportable is true"] },
      "a release policy": { set: { "properties.releasePolicy": { data: "e30" } }, says: ["releasePolicy is set"] },
    },
    unknown: {
      "unknown operations": { set: { [ops]: unknown }, at: ops },
      "an unknown operation beside a forbidden one": {
        set: { [ops]: [unknown, "sign"] },
        at: `${ops}.0`,
        violations: 1,
      },
      "an unknown operation that may be the one that opens": { set: { [ops]: ["wrapKey", unknown] }, at: `${ops}.1` },
      "an unknown release policy": { set: { "properties.releasePolicy": unknown }, at: "properties.releasePolicy" },
    },
  });

  it("names each of several faults", async () => {
    const resource = changed(key(), { [ops]: ["sign", "verify"], "properties.attributes.exportable": true });
    expect((await judgeResource(keyOperations, resource)).violations).toHaveLength(4);
  });
});
