import { keyRsaSize } from "../../../policy/rules/key-rsa-size";
import { judgeResource, unknown } from "../../support/policyArgs";
import { changed, key } from "../../support/policyFixtures";
import { describeResourceRule } from "../../support/resourceRuleCases";

const kty = "properties.kty";
const size = "properties.keySize";

describe("key-rsa-size", () => {
  describeResourceRule({
    rule: keyRsaSize,
    compliant: key(),
    passes: {
      "2048 bits": { set: { [size]: 2048 } },
      "3072 bits": { set: { [size]: 3072 } },
      "a software key": { set: { [kty]: "RSA" } },
      "the size left out, which is 2048": { set: { [size]: undefined } },
      "exactly the configured size": { set: { [size]: 3072 }, config: { minimumBits: 3072 } },
    },
    fails: {
      "1024 bits": { set: { [size]: 1024 }, says: [`${size} is 1024`, "2048 bits", "minimumBits"] },
      "one bit short": { set: { [size]: 2047 }, says: [`${size} is 2047`] },
      "a text": { set: { [size]: "4096x" }, says: [`${size} is "4096x"`] },
      "an elliptic-curve key": { set: { [kty]: "EC", [size]: undefined }, says: [`${kty} is "EC"`] },
      "a symmetric key": { set: { [kty]: "oct-HSM" }, says: [`${kty} is "oct-HSM"`] },
      "no type": { set: { [kty]: undefined }, says: [`${kty} is not set`] },
      "short of a configured size": {
        set: { [size]: 2048 },
        config: { minimumBits: 3072 },
        says: [`${size} is 2048`, "3072 bits"],
      },
      "the default size, short of a configured one": {
        set: { [size]: undefined },
        config: { minimumBits: 4096 },
        says: [`${size} is not set, which means 2048`, "4096 bits"],
      },
    },
    unknown: {
      "an unknown size": { set: { [size]: unknown }, at: size },
      "an unknown type, with a short key": { set: { [kty]: unknown, [size]: 1024 }, at: kty, violations: 1 },
    },
  });

  it("does not ask an elliptic-curve key for RSA bits as well", async () => {
    const ec = changed(key(), { [kty]: "EC", [size]: 256 });
    expect((await judgeResource(keyRsaSize, ec)).violations).toHaveLength(1);
  });
});
