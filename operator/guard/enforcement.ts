/** The enforcement date set in Kore's console, after which Kore's data can be read with this key alone. */
import { hasCome, isDay, withoutYamlTime } from "../../components/plan/day";
import type { RawFinding } from "./finding";

/** The date that counts, and whether it has come. */
export interface Enforcement {
  /** `YYYY-MM-DD`. */
  date: string;
  /** Whether the day has come. */
  inForce: boolean;
}

/** The dates that the guard knows; the earliest counts. */
export interface KnownDates {
  /** The value of `kore-byok-azure:enforcementDate`. */
  configured?: string;
  /** Dates in the outputs of earlier updates of the stack. */
  recorded?: readonly string[];
  /** The option `--enforcement-date`. */
  given?: string;
}

/** The day that a configuration value means; undefined if it is not a date. */
export function dayOf(configured: string): string | undefined {
  const day = withoutYamlTime(configured);
  return isDay(day) ? day : undefined;
}

/** The earliest of the dates: a plan that moves or removes the configured one must not unfreeze the key. */
export function enforcementOf({ configured, recorded = [], given }: KnownDates, now: Date): Enforcement | undefined {
  const day = configured === undefined ? undefined : dayOf(configured);
  const [date] = [given, day, ...recorded].filter((known) => known !== undefined).sort();
  if (configured !== undefined && day === undefined) {
    // The day may have come, so the plan is judged as if it had.
    return { date: date ?? now.toISOString().slice(0, 10), inForce: true };
  }
  return date === undefined ? undefined : { date, inForce: hasCome(date, now) };
}

/** What a finding about the key, or about Kore's access, becomes from the enforcement date on. */
export function enforced(
  finding: RawFinding,
  enforcement: Enforcement | undefined,
): RawFinding & { enforced: boolean } {
  if (enforcement?.inForce !== true || finding.stake === undefined) return { ...finding, enforced: false };
  const consequence =
    finding.stake === "key"
      ? "Kore's data can be read with this key alone, so losing it loses that data for good."
      : "Kore encrypts with this key, so without it Kore can neither read nor write that data.";
  return {
    ...finding,
    level: "danger",
    enforced: true,
    effect: `${finding.effect} The enforcement date, ${enforcement.date}, has come: ${consequence}`,
  };
}
