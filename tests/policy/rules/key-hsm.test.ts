import { keyHsm } from "../../../policy/rules/key-hsm";
import { unknown } from "../../support/policyArgs";
import { key } from "../../support/policyFixtures";
import { describeResourceRule } from "../../support/resourceRuleCases";

const property = "properties.kty";

describe("key-hsm", () => {
  describeResourceRule({
    rule: keyHsm,
    compliant: key(),
    passes: {
      "a shorter key": { set: { "properties.keySize": 2048 } },
      "an unknown size": { set: { "properties.keySize": unknown } },
    },
    fails: {
      "a software key": { set: { [property]: "RSA" }, says: [`${property} is "RSA"`, '"RSA-HSM"'] },
      "an elliptic-curve key in an HSM": { set: { [property]: "EC-HSM" }, says: [`${property} is "EC-HSM"`] },
      "a near miss in spelling, which Azure refuses": { set: { [property]: "RSA_HSM" }, says: [`"RSA_HSM"`] },
      "no type": { set: { [property]: undefined }, says: [`${property} is not set`] },
    },
    unknown: { "an unknown type": { set: { [property]: unknown }, at: property } },
  });

  it("claims no benchmark, since it asks for something else than one", () => {
    expect(keyHsm.framework).toBeUndefined();
    expect(keyHsm.deviation).toMatch(/^CIS asks for /);
  });
});
