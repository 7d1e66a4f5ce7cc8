import { keyExpiry, keyExpiryAsOf } from "../../../policy/rules/key-expiry";
import { judgeResource, judgeStack, TestResource, unknown } from "../../support/policyArgs";
import { changed, key } from "../../support/policyFixtures";
import { describeResourceRule } from "../../support/resourceRuleCases";

const expires = "properties.attributes.expires";
const notBefore = "properties.attributes.notBefore";
const rotation = "properties.rotationPolicy";
const expiryTime = `${rotation}.attributes.expiryTime`;

const today = "2026-11-23T12:00:00Z";
const seconds = (date: string): number => Date.parse(date) / 1000;
const rotate = { lifetimeActions: [{ action: { type: "rotate" }, trigger: { timeAfterCreate: "P1Y" } }] };
const notify = { lifetimeActions: [{ action: { type: "notify" }, trigger: { timeBeforeExpiry: "P30D" } }] };

describe("key-expiry", () => {
  const rule = keyExpiryAsOf(() => new Date(today));

  describeResourceRule({
    rule,
    compliant: key(),
    passes: {
      "an expiry with rotation": { set: { [expires]: seconds("2028-01-01"), [rotation]: rotate } },
      "an expiry with rotation, one second from now": { set: { [expires]: seconds(today) + 1, [rotation]: rotate } },
      "rotation that gives each version an expiry": {
        set: { [rotation]: { ...rotate, attributes: { expiryTime: "P2Y" } } },
      },
      "rotation a day before the expiry": {
        set: { [rotation]: { ...rotate, attributes: { expiryTime: "P1Y1D" } } },
      },
      "rotation before expiry, which is always in time": {
        set: {
          [rotation]: {
            lifetimeActions: [{ action: { type: "rotate" }, trigger: { timeBeforeExpiry: "P30D" } }],
            attributes: { expiryTime: "P90D" },
          },
        },
      },
      "a life span that is no duration, which Azure refuses": {
        set: { [rotation]: { ...rotate, attributes: { expiryTime: "90 days" } } },
      },
      "rotation without an expiry": { set: { [rotation]: rotate } },
      "a notice without an expiry": { set: { [rotation]: notify } },
      "a start in the past": { set: { [notBefore]: seconds("2026-01-01") } },
      "a start at this second": { set: { [notBefore]: seconds(today) } },
      "an expiry null": { set: { [expires]: null } },
    },
    fails: {
      "an expiry without rotation": { set: { [expires]: seconds("2028-01-01") }, says: [expires, "no rotate action"] },
      "an expiry with a notice alone": {
        set: { [expires]: seconds("2028-01-01"), [rotation]: notify },
        says: [expires, "no rotate action"],
      },
      "an expiry of each version without rotation": {
        set: { [rotation]: { ...notify, attributes: { expiryTime: "P2Y" } } },
        says: [`${expiryTime} is "P2Y"`, "no rotate action"],
      },
      "expired yesterday, with rotation": {
        set: { [expires]: seconds("2026-11-22T12:00:00Z"), [rotation]: rotate },
        says: [expires, "2026-11-22T12:00:00.000Z", "must not have expired"],
      },
      "expires at this second": {
        set: { [expires]: seconds(today), [rotation]: rotate },
        says: ["2026-11-23T12:00:00"],
      },
      "the start of 1970": { set: { [expires]: 0, [rotation]: rotate }, says: ["1970-01-01"] },
      milliseconds: {
        set: { [expires]: Date.parse("2028-01-01"), [rotation]: rotate },
        says: ["1830297600000", "seconds", "divide milliseconds"],
      },
      "a date as text": { set: { [expires]: "2028-01-01", [rotation]: rotate }, says: [`${expires} is "2028-01-01"`] },
      ...Object.fromEntries(
        ["P1Y", "P12M", "P365D", "P52W", "P28D"].map((expiryTime) => [
          `rotation after P1Y, with a life span of ${expiryTime}`,
          {
            set: { [rotation]: { ...rotate, attributes: { expiryTime } } },
            says: [`${expiryTime}"`, 'the rotate action comes after "P1Y"', "rotated before it expires"],
          },
        ]),
      ),
      "a start in milliseconds": {
        set: { [notBefore]: Date.parse("2026-01-01") },
        says: [`${notBefore} is 1767225600000`, "seconds", "divide milliseconds"],
      },
      "a start as text": { set: { [notBefore]: "2026-01-01" }, says: [`${notBefore} is "2026-01-01"`, "seconds"] },
      "a start in the future": { set: { [notBefore]: seconds(today) + 1 }, says: [notBefore, "valid now"] },
    },
    unknown: {
      "an unknown expiry": { set: { [expires]: unknown }, at: expires },
      "an expiry with an unknown rotation": {
        set: { [expires]: seconds("2028-01-01"), [rotation]: unknown },
        at: rotation,
      },
      "unknown rotation hides no expiry in the past": {
        set: { [expires]: seconds("2026-01-01"), [rotation]: unknown },
        at: rotation,
        violations: 1,
      },
      "an unknown life span": {
        set: { [rotation]: { ...rotate, attributes: { expiryTime: unknown } } },
        at: expiryTime,
      },
      "an unknown start": { set: { [notBefore]: unknown }, at: notBefore },
    },
  });

  describe("by Azure's answer", () => {
    /** A key's outputs: its properties stand at the top. */
    const made = (created: unknown, expires: unknown, timeAfterCreate = "P1Y"): TestResource => ({
      type: key().type,
      name: "key",
      props: {
        attributes: { created, ...(expires !== undefined && { expires }) },
        rotationPolicy: { lifetimeActions: [{ action: { type: "Rotate" }, trigger: { timeAfterCreate } }] },
      },
    });
    const created = seconds("2026-06-01");

    it.each([
      ["an expiry a second after the rotation", made(created, seconds("2027-06-01") + 1)],
      ["no expiry", made(created, undefined)],
      ["a new key in a preview, of which nothing is known", { ...made(0, 0), props: { attributes: unknown } }],
      ["a new key in a preview, whose expiry is known", made(unknown, seconds("2027-01-01"))],
    ])("passes: %s", async (_title, resource) => {
      expect(await judgeStack(rule, [resource])).toEqual({ violations: [] });
    });

    it("refuses a key that expires when it is rotated, or before", async () => {
      for (const expires of [seconds("2027-06-01"), seconds("2027-01-01")]) {
        const { violations } = await judgeStack(rule, [made(created, expires)]);
        expect(violations).toHaveLength(1);
        expect(violations[0]!.message).toMatch(
          /^Key "key": attributes\.expires is \d+, which is 2027-0.*comes after "P1Y"\. Rule: .+\. Fix: .+\.$/,
        );
      }
    });

    /** A key's outputs with these attributes. Azure names no rotation where none was set. */
    const holding = (attributes: Record<string, unknown>, rotationPolicy?: unknown): TestResource => ({
      type: key().type,
      name: "key",
      props: { attributes: { created, ...attributes }, ...(rotationPolicy !== undefined && { rotationPolicy }) },
    });

    it.each([
      ["a start in the past", holding({ notBefore: seconds("2026-01-01") })],
      ["no dates, as nulls", holding({ expires: null, notBefore: null }, null)],
      [
        "an expiry with a rotation before it",
        holding(
          { expires: seconds(today) + 1 },
          { lifetimeActions: [{ action: { type: "Rotate" }, trigger: { timeBeforeExpiry: "P30D" } }] },
        ),
      ],
      [
        "a start in a preview of a new key, which is judged by its inputs",
        holding({ created: unknown, notBefore: 4e9 }),
      ],
    ])("passes: %s", async (_title, resource) => {
      expect(await judgeStack(rule, [resource])).toEqual({ violations: [] });
    });

    it.each<[string, TestResource, string[]]>([
      [
        "that has expired",
        holding({ expires: seconds("2026-11-22T12:00:00Z") }),
        ["2026-11-22T12:00:00.000Z", "must not have expired", "az keyvault key rotate", "--refresh"],
      ],
      ["that expires at this second", holding({ expires: seconds(today) }), ["must not have expired"]],
      [
        "that has expired, with a rotation that came too late",
        made(created, seconds("2026-11-01")),
        ["must not have expired"],
      ],
      [
        "that will expire, and nothing rotates it",
        holding({ expires: seconds("2028-01-01") }),
        ["2028-01-01", "no rotate action", "rotation-policy update", "--refresh"],
      ],
      [
        "that will expire, with a notice alone",
        holding({ expires: seconds("2028-01-01") }, notify),
        ["no rotate action"],
      ],
      [
        "that is not valid yet",
        holding({ notBefore: seconds("2026-12-01") }),
        ["attributes.notBefore is 1796083200", "2026-12-01", "valid now", "--not-before"],
      ],
    ])("refuses a key %s, whoever set the date", async (_title, resource, words) => {
      const { violations } = await judgeStack(rule, [resource]);
      expect(violations).toHaveLength(1);
      expect(violations[0]!.message).toMatch(/^Key "key": attributes\..+\. Rule: .+\. Fix: .+\.$/);
      for (const word of words) expect(violations[0]!.message).toContain(word);
    });

    it("refuses the start also where the rotation is not known", async () => {
      const resource = holding({ expires: seconds("2028-01-01"), notBefore: seconds("2026-12-01") }, unknown);
      const { violations, notJudged } = await judgeStack(rule, [resource]);
      expect([violations.length, notJudged]).toEqual([1, expect.stringContaining(".rotationPolicy")]);
    });

    it("says where the rotation is unknown", async () => {
      const resource = made(created, seconds("2027-01-01"));
      const { notJudged } = await judgeStack(rule, [
        { ...resource, props: { ...resource.props, rotationPolicy: unknown } },
      ]);
      expect(notJudged).toContain('Key "key": string value at .rotationPolicy');
    });
  });

  it("judges by the clock that it is given", async () => {
    const resource = changed(key(), { [expires]: seconds("2028-01-01"), [rotation]: rotate });
    const later = keyExpiryAsOf(() => new Date("2028-01-02"));
    expect((await judgeResource(rule, resource)).violations).toHaveLength(0);
    expect((await judgeResource(later, resource)).violations).toHaveLength(1);
  });

  it("judges by today's clock in the pack", async () => {
    const expired = changed(key(), { [expires]: Math.floor(Date.now() / 1000) - 60, [rotation]: rotate });
    const valid = changed(key(), { [expires]: Math.floor(Date.now() / 1000) + 86_400, [rotation]: rotate });
    expect((await judgeResource(keyExpiry, expired)).violations).toHaveLength(1);
    expect((await judgeResource(keyExpiry, valid)).violations).toHaveLength(0);
  });

  it("claims no benchmark, since it asks for the opposite of one", () => {
    expect(rule.framework).toBeUndefined();
    expect(rule.deviation).toMatch(/ask for an expiry date/);
  });
});
