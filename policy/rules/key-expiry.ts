import { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { ifKnown, judgeEach, judgeNamed } from "../judgement";
import { after } from "../resources/duration";
import { keyProperties, KeyProperties, rotateActions, rotates } from "../resources/key";
import { ofKind } from "../resources/reference";
import { resourceAndStackRule, Rule, Violation } from "../rule";
import { shown } from "../shown";

/** Times in Azure are seconds since 1970; the year 5138 is not a date that anyone means. */
const implausibleSeconds = 100_000_000_000;

/**
 * CIS and the Azure landing zones ask for an expiry date on every key. This rule differs on purpose: an expired key
 * still opens data but no longer locks any (learn.microsoft.com, "About keys": encrypt and wrap stop), and ARM cannot
 * move the date of an existing key. So an expiry is let through only if rotation makes a new version in time.
 *
 * @param now the time to judge by.
 */
export function keyExpiryAsOf(now: () => Date): Rule & ResourceValidationPolicy & StackValidationPolicy {
  return resourceAndStackRule({
    name: "key-expiry",
    displayName: "Key expires only if it is rotated",
    description: "The key has an expiry only together with automatic rotation before it, and is valid today.",
    enforcementLevel: "mandatory",
    severity: "high",
    topics: ["key"],
    references: {
      cis: { v3: "3.3.1", v4: "9.3.1", v5: "8.3.1" },
      landingZones: ["KvKeysExpire", "KvKeysLifetime", "Deny-KV-Keys-Expire", "Deny-KV-Key-Active"],
      checkov: ["CKV_AZURE_40"],
      trivy: ["AZU-0014"],
      pulumi: ["key-vault-key-lifecycle"],
    },
    deviation:
      "The benchmarks ask for an expiry date on every key. An expired key locks no more data, and ARM cannot move the " +
      "date of an existing key, so here a date passes only together with rotation.",
    remediationSteps:
      "Leave properties.attributes.expires out, or give properties.rotationPolicy a rotate action; where a benchmark " +
      "asks for an expiry, use rotationPolicy.attributes.expiryTime, which counts again for each new version. The date " +
      "of an existing key is changed in the data plane: az keyvault key set-attributes. There anyone with the right can set " +
      "one, so the newest version is judged by Azure's answer too, which a preview without --refresh takes from the state.",
    url: "https://learn.microsoft.com/azure/key-vault/keys/about-keys-details",
    judges: ["Key"],
    judge: ({ props }, _config, report) => {
      const properties = keyProperties(props);
      const today = now().getTime() / 1000;
      judgeEach([
        () => judgeExpiryDate(properties, today, report),
        () => judgeRotation(properties, report),
        () => judgeLifeSpan(properties, report),
        () => judgeStart(properties, today, report),
      ]);
    },
    judgeStack: (resources, _config, report) => {
      judgeEach(
        ofKind(resources, "Key").map(
          (key) => () =>
            judgeNamed(`Key "${key.name}"`, () =>
              judgeVersion(key.props, now().getTime() / 1000, (violation) => report(key, violation)),
            ),
        ),
      );
    },
  });
}

/** The rule as the pack has it, judging by the clock. */
export const keyExpiry = keyExpiryAsOf(() => new Date());

function judgeExpiryDate({ attributes }: KeyProperties, today: number, report: (violation: Violation) => void): void {
  const expires = attributes?.expires;
  if (expires === undefined || expires === null) {
    return;
  }
  const found = shown("properties.attributes.expires", expires);
  if (!isTime(expires)) {
    report({
      found,
      rule: "an expiry is given in whole seconds since 1970 (not in milliseconds, not as a string)",
      fix: "divide milliseconds by 1000, or leave properties.attributes.expires out",
    });
  } else if (expires <= today) {
    report({
      found: `${found}, which was ${dateOf(expires)}`,
      rule: "a key must not have expired: it would lock no more data",
      fix: "leave properties.attributes.expires out; set the date of an existing key in the data plane",
    });
  }
}

function judgeRotation(properties: KeyProperties, report: (violation: Violation) => void): void {
  const dated: [string, unknown][] = [
    ["properties.attributes.expires", properties.attributes?.expires],
    ["properties.rotationPolicy.attributes.expiryTime", properties.rotationPolicy?.attributes?.expiryTime],
  ];
  for (const [name, value] of dated) {
    if (value !== undefined && value !== null && !rotates(properties.rotationPolicy)) {
      report({
        found: `${shown(name, value)} and properties.rotationPolicy has no rotate action with a trigger`,
        rule: "a key may expire only if it is rotated automatically before",
        fix: `leave ${name} out, or add a rotate action to properties.rotationPolicy`,
      });
    }
  }
}

/** Compares what each new version gets: its life span and the time of its rotation. */
function judgeLifeSpan({ rotationPolicy }: KeyProperties, report: (violation: Violation) => void): void {
  const name = "properties.rotationPolicy.attributes.expiryTime";
  const lifeSpan = rotationPolicy?.attributes?.expiryTime;
  const expiry = after(0, lifeSpan);
  for (const { trigger } of rotateActions(rotationPolicy)) {
    const rotation = after(0, trigger?.timeAfterCreate);
    if (expiry !== undefined && rotation !== undefined && rotation >= expiry) {
      report(tooLate(shown(name, lifeSpan), trigger?.timeAfterCreate, name));
    }
  }
}

/**
 * Judges the key's newest version by Azure's answer, in which the properties are at the top. There the data plane may
 * have set a date that no program states, and only there is the time at which the version was made, from which its rotation
 * is counted. In the preview of a new key nothing of this is known: its program's dates are judged above.
 */
function judgeVersion(key: KeyProperties, today: number, report: (violation: Violation) => void): void {
  if (!isTime(ifKnown(() => key.attributes?.created))) {
    return;
  }
  judgeEach([() => judgeExpiryOfVersion(key, today, report), () => judgeStartOfVersion(key, today, report)]);
}

/** What is wrong with a version's expiry: past, with nothing that rotates the key before, or sooner than its rotation. */
function judgeExpiryOfVersion(key: KeyProperties, today: number, report: (violation: Violation) => void): void {
  const [created, expires] = [key.attributes?.created, key.attributes?.expires];
  if (!isTime(created) || !isTime(expires)) {
    return;
  }
  const found = `attributes.expires is ${expires}, which is ${dateOf(expires)}`;
  if (expires <= today) {
    report({
      found: `${found}, in Azure's answer`,
      rule: "a key must not have expired: it locks no more data",
      fix:
        "make a new version (az keyvault key rotate) or set a later date (az keyvault key set-attributes --expires), " +
        "then preview with --refresh: the state may be older than the key's last rotation",
    });
    return;
  }
  if (!rotates(key.rotationPolicy)) {
    report({
      found: `${found}, in Azure's answer, and its rotation policy has no rotate action with a trigger`,
      rule: "a key may expire only if it is rotated automatically before",
      fix:
        "add a rotate action to the key (az keyvault key rotation-policy update), or make a version without the date " +
        "(az keyvault key rotate), then preview with --refresh",
    });
  }
  for (const { trigger } of rotateActions(key.rotationPolicy)) {
    const rotation = after(created, trigger?.timeAfterCreate);
    if (rotation !== undefined && rotation >= expires) {
      report(tooLate(found, trigger?.timeAfterCreate, "properties.attributes.expires"));
    }
  }
}

function judgeStartOfVersion(key: KeyProperties, today: number, report: (violation: Violation) => void): void {
  const notBefore = key.attributes?.notBefore;
  if (isTime(notBefore) && notBefore > today) {
    report({
      found: `attributes.notBefore is ${notBefore}, which is ${dateOf(notBefore)}, in Azure's answer`,
      rule: "a key must be valid now: before that time it locks no data",
      fix: "set an earlier date (az keyvault key set-attributes --not-before), then preview with --refresh",
    });
  }
}

function tooLate(found: string, timeAfterCreate: unknown, name: string): Violation {
  return {
    found: `${found}, and the rotate action comes after ${JSON.stringify(timeAfterCreate)}`,
    rule: "a key must be rotated before it expires, or it locks no more data in between",
    fix: `shorten timeAfterCreate, or set a later ${name}`,
  };
}

function judgeStart({ attributes }: KeyProperties, today: number, report: (violation: Violation) => void): void {
  const notBefore = attributes?.notBefore;
  if (notBefore === undefined || notBefore === null) {
    return;
  }
  if (!isTime(notBefore)) {
    report({
      found: shown("properties.attributes.notBefore", notBefore),
      rule: "a start is given in whole seconds since 1970 (not in milliseconds, not as a string)",
      fix: "divide milliseconds by 1000, or leave properties.attributes.notBefore out",
    });
  } else if (notBefore > today) {
    report({
      found: shown("properties.attributes.notBefore", notBefore),
      rule: "a key must be valid now (seconds since 1970): before that time it locks no data",
      fix: "leave properties.attributes.notBefore out",
    });
  }
}

function dateOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

function isTime(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value < implausibleSeconds;
}
