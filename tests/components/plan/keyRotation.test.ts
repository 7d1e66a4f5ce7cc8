import fc from "fast-check";
import { checkKeyRotation, rotationPolicyOf, type KeyRotation } from "../../../components/plan/keyRotation";

const keysOf = (rotation: KeyRotation) => checkKeyRotation("keyRotation", rotation).map(({ key }) => key);

const valid = fc
  .record({ rotate: fc.integer({ min: 28, max: 700 }), later: fc.integer({ min: 7, max: 400 }), notice: fc.boolean() })
  .map(({ rotate, later, notice }): KeyRotation => ({
    rotateAfter: `P${rotate}D`,
    expireAfter: `P${rotate + later}D`,
    ...(notice ? { notifyBeforeExpiry: "P7D" } : {}),
  }));

describe("a rotation policy", () => {
  it("is accepted within Key Vault's limits", () => {
    fc.assert(fc.property(valid, (rotation) => expect(keysOf(rotation)).toEqual([])));
  });

  it.each<[string, (rotation: KeyRotation) => KeyRotation, string]>([
    ["it rotates too early", (rotation) => ({ ...rotation, rotateAfter: "P6D" }), "rotateAfter"],
    ["it never says when to rotate", ({ expireAfter }) => ({ expireAfter }) as KeyRotation, "rotateAfter"],
    ["it speaks in words", (rotation) => ({ ...rotation, rotateAfter: "90 days" }), "rotateAfter"],
    [
      "it expires before its successor is a week old",
      ({ rotateAfter }) => ({ rotateAfter, expireAfter: rotateAfter }),
      "expireAfter",
    ],
    ["it gives notice too late", (rotation) => ({ ...rotation, notifyBeforeExpiry: "P6D" }), "notifyBeforeExpiry"],
    [
      "it gives notice of no expiry",
      ({ rotateAfter }) => ({ rotateAfter, notifyBeforeExpiry: "P30D" }),
      "notifyBeforeExpiry",
    ],
    [
      "it gives notice before creation",
      (rotation) => ({ ...rotation, notifyBeforeExpiry: rotation.expireAfter! }),
      "notifyBeforeExpiry",
    ],
  ])("is refused for one reason where %s", (_, mutate, part) => {
    fc.assert(fc.property(valid, (rotation) => expect(keysOf(mutate(rotation))).toEqual([`keyRotation.${part}`])));
  });

  it.each<[KeyRotation, boolean]>([
    [{ rotateAfter: "P7D" }, true],
    [{ rotateAfter: "P6DT23H" }, false],
    [{ rotateAfter: "P2Y" }, true],
    [{ rotateAfter: "P25M" }, false],
    [{ rotateAfter: "P24M" }, true],
    [{ rotateAfter: "P731D" }, true],
    [{ rotateAfter: "P732D" }, false],
    [{ rotateAfter: "P1Y11M31D" }, true],
    [{ rotateAfter: "P2Y1D" }, false],
    [{ rotateAfter: "P1M" }, true],
    [{ rotateAfter: "P1M", expireAfter: "P2M" }, true],
    [{ rotateAfter: "P21D", expireAfter: "P1M" }, true],
    [{ rotateAfter: "P22D", expireAfter: "P1M" }, false],
    [{ rotateAfter: "P1M", expireAfter: "P38D" }, true],
    [{ rotateAfter: "P1M", expireAfter: "P37D" }, false],
    [{ rotateAfter: "P1Y", expireAfter: "P12M7D" }, true],
    [{ rotateAfter: "P1Y", expireAfter: "P12M6D" }, false],
    [{ rotateAfter: "P1Y", expireAfter: "P2Y", notifyBeforeExpiry: "P24M" }, false],
    [{ rotateAfter: "P7D", expireAfter: "P28D" }, true],
    [{ rotateAfter: "P7D", expireAfter: "P27D" }, false],
    [{ rotateAfter: "P30D", expireAfter: "P37D" }, true],
    [{ rotateAfter: "P31D", expireAfter: "P37D" }, false],
    [{ rotateAfter: "P" }, false],
    [{ rotateAfter: "P-30D" }, false],
    [{ rotateAfter: "P0D" }, false],
  ])("%j is accepted: %s", (rotation, accepted) => {
    expect(keysOf(rotation).length === 0).toBe(accepted);
  });

  it("is written as Azure Resource Manager takes it, with what was asked for alone", () => {
    expect(rotationPolicyOf({ rotateAfter: "P1Y" })).toEqual({
      lifetimeActions: [{ action: { type: "rotate" }, trigger: { timeAfterCreate: "P1Y" } }],
    });
    expect(rotationPolicyOf({ rotateAfter: "P1Y", expireAfter: "P2Y", notifyBeforeExpiry: "P30D" })).toEqual({
      attributes: { expiryTime: "P2Y" },
      lifetimeActions: [
        { action: { type: "rotate" }, trigger: { timeAfterCreate: "P1Y" } },
        { action: { type: "notify" }, trigger: { timeBeforeExpiry: "P30D" } },
      ],
    });
  });
});
