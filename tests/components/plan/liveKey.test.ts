import { rotationPolicyOf } from "../../../components/plan/keyRotation";
import { keyOperations } from "../../../components/plan/keyRules";
import {
  checkExistingKey,
  checkKeyTags,
  checkOwnKey,
  checkUpdatedKey,
  type LiveKey,
  type WantedKey,
} from "../../../components/plan/liveKey";

const wanted: WantedKey = { kty: "RSA-HSM", keySize: 4096 };
const live: LiveKey = {
  vaultName: "kv-a",
  keyName: "kore-byok",
  kty: "RSA-HSM",
  keySize: 4096,
  keyOps: [...keyOperations],
  enabled: true,
  exportable: false,
};
const now = new Date("2026-11-27T12:00:00Z");
const inDays = (days: number) => now.getTime() / 1000 + days * 24 * 60 * 60;
const named = "--vault-name kv-a --name kore-byok";

it("accepts the key that is asked for, one that allows more, and what Azure did not say", () => {
  for (const key of [
    live,
    { ...live, keyOps: [...keyOperations, "sign", "verify"] },
    { vaultName: "kv-a", keyName: "kore-byok" },
  ]) {
    expect(checkOwnKey(key, wanted, now)).toEqual([]);
    expect(checkExistingKey(key, wanted, now)).toEqual([]);
  }
});

it.each<[string, Partial<LiveKey>, { key: string; value: unknown; rule: string; fix: string }]>([
  ["type", { kty: "RSA" }, { key: "keyType", value: "RSA-HSM", rule: "type RSA", fix: "set keyType to RSA " }],
  ["size", { keySize: 2048 }, { key: "keySize", value: 4096, rule: "2048 bits", fix: "set keySize to 2048" }],
  [
    "operations",
    { keyOps: ["encrypt", "wrapKey"] },
    { key: "keyName", value: "kore-byok", rule: "does not allow decrypt, unwrapKey", fix: `${named} --ops` },
  ],
  [
    "state",
    { enabled: false },
    { key: "keyName", value: "kore-byok", rule: "a disabled key", fix: `${named} --enabled true` },
  ],
])("names another %s with what Azure holds and what to do", (_, change, { key, value, rule, fix }) => {
  const problem = { key, value, rule: expect.stringContaining(rule), fix: expect.stringContaining(fix) };
  expect(checkOwnKey({ ...live, ...change }, wanted, now)).toEqual([problem]);
  expect(checkExistingKey({ ...live, ...change }, wanted, now)).toEqual([problem]);
});

it("speaks of a new key only where the key is its own, and by a name of the flag that can be set", () => {
  const [own] = checkOwnKey({ ...live, keySize: 2048 }, wanted, now);
  const [existing] = checkExistingKey({ ...live, keySize: 2048 }, wanted, now);
  expect(own?.fix).toContain("allowKeyReplacement (allowReplacement, if the component is used alone)");
  expect(existing?.fix).toBe("set keySize to 2048; or name another key");
});

it("asks for another key where Kore can use no such one", () => {
  const fixes = checkExistingKey({ ...live, kty: "EC", keySize: 3072 }, wanted, now).map(({ fix }) => fix);
  expect(fixes).toEqual(["name another key: Kore needs RSA", "name another key: Kore takes 2048 or 4096 bits"]);
});

describe("the rotation of a key made here", () => {
  const yearly = rotationPolicyOf({ rotateAfter: "P1Y", expireAfter: "P2Y" });
  const notice = { trigger: { timeBeforeExpiry: "P30D" }, action: { type: "Notify" } };
  const rotating = (timeAfterCreate: string, expiryTime?: string) => ({
    attributes: { expiryTime, created: 1, updated: 1 },
    lifetimeActions: [{ trigger: { timeAfterCreate }, action: { type: "Rotate" } }, notice],
  });

  it.each<[string, LiveKey["rotationPolicy"], WantedKey["rotationPolicy"]]>([
    ["the same, as Azure spells it, with a notice of its own", rotating("P1Y", "P2Y"), yearly],
    ["the same in other units", rotating("P12M", "P730D"), yearly],
    ["the same, an expiry that is null", rotating("P90D", null as never), rotationPolicyOf({ rotateAfter: "P90D" })],
    ["none, with the service's notice", { attributes: { expiryTime: null }, lifetimeActions: [notice] }, undefined],
    ["none at all", {}, undefined],
    ["not said, and not asked for", undefined, undefined],
  ])("fits: %s", (_, rotationPolicy, asked) => {
    const key = { ...live, rotationPolicy };
    expect(checkOwnKey(key, { ...wanted, rotationPolicy: asked }, now)).toEqual([]);
    expect(checkUpdatedKey(key, { ...wanted, rotationPolicy: asked })).toEqual([]);
  });

  it.each<[string, LiveKey["rotationPolicy"], WantedKey["rotationPolicy"], string]>([
    ["another time", rotating("P2Y", "P2Y"), yearly, "rotateAfter P2Y, expireAfter P2Y"],
    ["another expiry", rotating("P1Y", "P3Y"), yearly, "expireAfter P3Y"],
    ["no expiry", rotating("P1Y"), yearly, "rotateAfter P1Y"],
    ["no rotation", { lifetimeActions: [notice] }, yearly, "no rotation"],
    ["a rotation that is no longer asked for", rotating("P1Y"), undefined, "rotateAfter P1Y"],
    [
      "a rotation by its expiry",
      { lifetimeActions: [{ trigger: { timeBeforeExpiry: "P30D" }, action: { type: "Rotate" } }] },
      rotationPolicyOf({ rotateAfter: "P1Y" }),
      "rotateBeforeExpiry P30D",
    ],
    [
      "another notice than asked for",
      rotating("P1Y", "P2Y"),
      rotationPolicyOf({ rotateAfter: "P1Y", expireAfter: "P2Y", notifyBeforeExpiry: "P60D" }),
      "notifyBeforeExpiry P30D",
    ],
  ])("is refused with the act: %s", (_, rotationPolicy, asked, holds) => {
    for (const check of [checkOwnKey, checkUpdatedKey]) {
      const [problem, ...more] = check({ ...live, rotationPolicy }, { ...wanted, rotationPolicy: asked }, now);
      expect(more).toEqual([]);
      expect(problem).toMatchObject({ key: "keyRotation", rule: expect.stringContaining(holds) });
      expect(problem?.severity).toBeUndefined();
      expect(problem?.fix).toContain(`az keyvault key rotation-policy update ${named} --value '{`);
    }
    expect(checkExistingKey({ ...live, rotationPolicy }, wanted, now)).toEqual([]);
  });

  it("is only warned of where Azure does not say it", () => {
    const [problem] = checkOwnKey(live, { ...wanted, rotationPolicy: yearly }, now);
    expect(problem).toMatchObject({ key: "keyRotation", severity: "warning" });
  });
});

it.each<[string, LiveKey["tags"], Record<string, string> | undefined, string | undefined]>([
  ["the same in another order", { a: "1", b: "2" }, { b: "2", a: "1" }, undefined],
  ["none", undefined, {}, undefined],
  ["another value", { a: "1" }, { a: "2 3" }, '--tags "a=2 3"'],
  ["one that is left out", { a: "1" }, undefined, '--tags ""'],
])("tags of a key made here: %s", (_, tags, asked, act) => {
  const problems = checkKeyTags({ ...live, tags }, asked);
  expect(problems.map(({ severity }) => severity)).toEqual(act === undefined ? [] : ["warning"]);
  expect(problems[0]?.fix).toEqual(act && expect.stringContaining(act));
});

describe("the validity of a key", () => {
  const rotates = { lifetimeActions: [{ trigger: { timeAfterCreate: "P1Y" }, action: { type: "Rotate" } }] };
  it.each<[string, Partial<LiveKey>, string, string | undefined]>([
    ["B43 exportable", { exportable: true }, "is exportable", undefined],
    ["B50 expired", { expires: inDays(-1) }, "expired on 2026-11-26", undefined],
    ["B53 not yet valid", { notBefore: inDays(1) }, "is valid only from 2026-11-28", undefined],
    ["B54 expiring, and nothing rotates it", { expires: inDays(60) }, "nothing rotates it", "warning"],
  ])("%s", (_, change, rule, severity) => {
    // One that was made here can have been given a date since, in the data plane.
    for (const check of [checkExistingKey, checkOwnKey]) {
      const problems = check({ ...live, ...change }, wanted, now);
      expect(problems).toEqual([expect.objectContaining({ key: "keyName", rule: expect.stringContaining(rule) })]);
      expect(problems[0]?.severity).toBe(severity);
    }
  });

  it("asks for a refresh, since the state tells of the version that it was read with: rotation leaves that behind", () => {
    const [expired] = checkOwnKey({ ...live, expires: inDays(-1), rotationPolicy: undefined }, wanted, now);
    expect(expired?.fix).toMatch(/az keyvault key rotate .*, then pulumi up --refresh$/);
  });

  it("is no matter with a rotation before the expiry, nor where it began in the past", () => {
    const key = { ...live, expires: inDays(60), notBefore: inDays(-60), rotationPolicy: rotates };
    expect(checkExistingKey(key, wanted, now)).toEqual([]);
  });
});
