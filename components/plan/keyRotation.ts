import { DateTime, Duration, type DurationLike } from "luxon";
import { suggestName } from "./nearestName";
import type { Problem } from "./problem";

/** When Key Vault makes a new version of the key by itself. Durations are whole years, months and days: `P1Y`, `P90D`. */
export interface KeyRotation {
  /** Time after creation of a version at which the next one is made: at least `P7D`, at most two years. */
  rotateAfter: string;
  /** Time after creation at which a version expires: at least `P28D`, and 7 days after `rotateAfter`. Default: never. */
  expireAfter?: string;
  /** Time before expiry at which Event Grid is notified: at least `P7D`, with `expireAfter` only. */
  notifyBeforeExpiry?: string;
}

/** Key Vault's rotation policy as ARM takes it. */
export interface RotationPolicy {
  attributes?: { expiryTime: string };
  lifetimeActions: {
    action: { type: "rotate" | "notify" };
    trigger: { timeAfterCreate?: string; timeBeforeExpiry?: string };
  }[];
}

/** Key Vault's rotation policy as ARM returns it: with any spelling of the words, and parts left out. */
export interface LiveRotationPolicy {
  attributes?: { expiryTime?: string | null };
  lifetimeActions?: {
    action?: { type?: string };
    trigger?: { timeAfterCreate?: string | null; timeBeforeExpiry?: string | null };
  }[];
}

/** Names of the parts of `keyRotation`. */
const keyRotationParts: readonly (keyof KeyRotation)[] = ["rotateAfter", "expireAfter", "notifyBeforeExpiry"];

const week = { days: 7 };
const shortestExpiry = { days: 28 };
const longestRotation = { years: 2 };

/** ISO 8601 in the form of a rotation policy: no hours, signs or fractions. Five digits are more than anyone needs. */
const wholeDays = /^P(?=\d)(?:\d{1,5}Y)?(?:\d{1,5}M)?(?:\d{1,5}D)?$/;

/** Days from which a year and a month are as long as they can be, and as short. Made when asked for: it takes a while. */
const longest = () => DateTime.utc(2024, 1, 1, { locale: "en" });
const shortest = () => DateTime.utc(2023, 2, 1, { locale: "en" });

function durationOf(value: string | undefined): Duration | undefined {
  const duration = typeof value === "string" && wholeDays.test(value) ? Duration.fromISO(value) : undefined;
  return duration?.valueOf() === 0 ? undefined : duration;
}

/** Whether one time is at most as long as another, whenever they begin. */
function alwaysFits(one: DurationLike, other: DurationLike): boolean {
  return [longest(), shortest()].every((start) => start.plus(one) <= start.plus(other));
}

/** The rotation policy that a key is created with. */
export function rotationPolicyOf(rotation: KeyRotation): RotationPolicy {
  const { rotateAfter, expireAfter, notifyBeforeExpiry } = rotation;
  return {
    ...(expireAfter === undefined ? {} : { attributes: { expiryTime: expireAfter } }),
    lifetimeActions: [
      { action: { type: "rotate" }, trigger: { timeAfterCreate: rotateAfter } },
      ...(notifyBeforeExpiry === undefined
        ? []
        : [{ action: { type: "notify" as const }, trigger: { timeBeforeExpiry: notifyBeforeExpiry } }]),
    ],
  };
}

/**
 * Checks a rotation policy against Key Vault's limits. An expiry without rotation cannot be asked for at all: when it
 * is reached Kore could still decrypt, but not encrypt. Parts may have any name and type. Sources: learn.microsoft.com, "Configure cryptographic key
 * auto-rotation in Azure Key Vault" (7 days), `KeyRotationPolicy.ExpiresIn` (28 days).
 */
export function checkKeyRotation(key: string, rotation: KeyRotation): Problem[] {
  const problems: Problem[] = [];
  const add = (part: keyof KeyRotation, rule: string, fix: string) =>
    problems.push({ key: `${key}.${part}`, value: rotation[part], rule, fix });

  for (const [name, value] of Object.entries(rotation)) {
    if (!keyRotationParts.includes(name as keyof KeyRotation) && value !== undefined) {
      problems.push({
        key: `${key}.${name}`,
        value,
        rule: `not a part of ${key}: it would have no effect`,
        fix: `leave it out; ${suggestName(name, keyRotationParts, "part")}`,
      });
    }
  }
  for (const part of keyRotationParts) {
    const value = rotation[part];
    if (value === undefined && part === "rotateAfter") {
      add(part, "a rotation policy must say when to rotate", "set rotateAfter, such as P1Y");
    } else if (value !== undefined && durationOf(value) === undefined) {
      add(
        part,
        "an ISO 8601 duration above zero, in whole years, months and days",
        "write it such as P90D, P6M or P1Y",
      );
    }
  }
  const rotate = durationOf(rotation.rotateAfter);
  const expire = durationOf(rotation.expireAfter);
  const notify = durationOf(rotation.notifyBeforeExpiry);
  if (rotate !== undefined && !alwaysFits(week, rotate)) {
    add("rotateAfter", "Key Vault rotates at the earliest 7 days after creation", "use P7D or more");
  }
  // 731 days are two years where one is a leap year.
  if (rotate !== undefined && longest().plus(rotate) > longest().plus(longestRotation)) {
    add(
      "rotateAfter",
      'a key is rotated at least every two years (learn.microsoft.com, "Secure your Azure Key Vault keys")',
      "use P2Y or less",
    );
  }
  if (expire !== undefined && !alwaysFits(shortestExpiry, expire)) {
    add("expireAfter", "Key Vault lets a version expire at the earliest after 28 days", "use P28D or more");
  }
  if (rotate !== undefined && expire !== undefined && !alwaysFits(rotate.plus(week), expire)) {
    add(
      "expireAfter",
      "a version expires at the earliest 7 days after its successor was made",
      "lengthen expireAfter or shorten rotateAfter",
    );
  }
  if (rotation.notifyBeforeExpiry !== undefined && rotation.expireAfter === undefined) {
    add(
      "notifyBeforeExpiry",
      "a notice before expiry needs an expiry",
      "set expireAfter, or leave notifyBeforeExpiry out",
    );
  }
  if (notify !== undefined && !(alwaysFits(week, notify) && (expire === undefined || !alwaysFits(expire, notify)))) {
    add("notifyBeforeExpiry", "the notice comes at least 7 days before expiry, and after creation", "use P30D");
  }
  return problems;
}

/** A policy in words: `rotateAfter P1Y, expireAfter P2Y`; `no rotation` if it rotates nothing. */
export function describeRotation(policy: LiveRotationPolicy | undefined): string {
  const { rotateAfter, rotateBeforeExpiry, expireAfter, notifyBeforeExpiry } = termsOf(policy);
  if (rotateAfter === undefined && rotateBeforeExpiry === undefined) {
    return "no rotation";
  }
  return Object.entries({ rotateAfter, rotateBeforeExpiry, expireAfter, notifyBeforeExpiry })
    .filter(([, time]) => time !== undefined)
    .map(([term, time]) => `${term} ${time}`)
    .join(", ");
}

/**
 * Whether a key certainly rotates in another way than is asked for. A key without its own policy gets a notice from
 * the service, 30 days before expiry; so a notice that was not asked for is not a difference, nor is an expiry without
 * rotation. Durations are compared by their length: `P1Y`, `P12M` and `P365D` are the same.
 *
 * @param live What Azure returns.
 * @param wanted What is asked for; undefined for no rotation.
 */
export function rotatesOtherwise(live: LiveRotationPolicy, wanted: LiveRotationPolicy | undefined): boolean {
  const [holds, asks] = [termsOf(live), termsOf(wanted)];
  if (asks.rotateAfter === undefined) {
    return holds.rotateAfter !== undefined || holds.rotateBeforeExpiry !== undefined;
  }
  return (
    holds.rotateBeforeExpiry !== undefined ||
    !lastAsLong(holds.rotateAfter, asks.rotateAfter) ||
    !lastAsLong(holds.expireAfter, asks.expireAfter) ||
    (asks.notifyBeforeExpiry !== undefined && !lastAsLong(holds.notifyBeforeExpiry, asks.notifyBeforeExpiry))
  );
}

/** Durations of a policy, by what they are for. */
function termsOf(policy: LiveRotationPolicy | undefined) {
  const triggerOf = (type: string) =>
    policy?.lifetimeActions?.find(({ action }) => action?.type?.toLowerCase() === type)?.trigger;
  return {
    rotateAfter: triggerOf("rotate")?.timeAfterCreate ?? undefined,
    rotateBeforeExpiry: triggerOf("rotate")?.timeBeforeExpiry ?? undefined,
    expireAfter: policy?.attributes?.expiryTime || undefined,
    notifyBeforeExpiry: triggerOf("notify")?.timeBeforeExpiry ?? undefined,
  };
}

function lastAsLong(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined || one === other) {
    return one === other;
  }
  const [a, b] = [Duration.fromISO(one), Duration.fromISO(other)];
  // A year is 365 days and a month is 30, but twelve months are a year too.
  const inYears = (each: Duration) => each.shiftTo("years", "months", "days", "seconds").normalize().toISO();
  return a.isValid && b.isValid && (a.valueOf() === b.valueOf() || inYears(a) === inYears(b));
}
