import { keyRotation } from "../../../policy/rules/key-rotation";
import { unknown } from "../../support/policyArgs";
import { changed, key } from "../../support/policyFixtures";
import { describeResourceRule } from "../../support/resourceRuleCases";

const policy = "properties.rotationPolicy";
const rotate = (trigger: object) => ({ lifetimeActions: [{ action: { type: "rotate" }, trigger }] });

describe("key-rotation", () => {
  describeResourceRule({
    rule: keyRotation,
    compliant: changed(key(), { [policy]: rotate({ timeAfterCreate: "P1Y" }) }),
    passes: {
      "rotation before expiry": {
        set: { [policy]: { ...rotate({ timeBeforeExpiry: "P30D" }), attributes: { expiryTime: "P2Y" } } },
      },
      "Azure's own spelling": {
        set: { [policy]: { lifetimeActions: [{ action: { type: "Rotate" }, trigger: { timeAfterCreate: "P90D" } }] } },
      },
      "rotation after a notice": {
        set: {
          [policy]: {
            lifetimeActions: [
              { action: { type: "notify" }, trigger: { timeBeforeExpiry: "P30D" } },
              { action: { type: "rotate" }, trigger: { timeAfterCreate: "P90D" } },
            ],
          },
        },
      },
    },
    fails: {
      "no policy": { set: { [policy]: undefined }, says: [`${policy} is not set`, "rotate action"] },
      "a near miss: notice alone, which Azure adds by itself": {
        set: { [policy]: { lifetimeActions: [{ action: { type: "notify" }, trigger: { timeBeforeExpiry: "P30D" } }] } },
        says: [`${policy} has no rotate action`],
      },
      "rotation that nothing triggers": { set: { [policy]: rotate({}) }, says: [`${policy} has no rotate action`] },
      "an empty policy": { set: { [policy]: {} }, says: [`${policy} has no rotate action`] },
    },
    unknown: {
      "an unknown policy": { set: { [policy]: unknown }, at: policy },
      "an unknown trigger": {
        set: { [policy]: rotate({ timeAfterCreate: unknown }) },
        at: `${policy}.lifetimeActions.0.trigger.timeAfterCreate`,
      },
    },
  });

  it("claims no benchmark, since it asks for something else than one", () => {
    expect(keyRotation.framework).toBeUndefined();
    expect(keyRotation.deviation).toMatch(/^CIS asks for /);
  });
});
