/** The enforcement date set in Kore's console, after which Kore's data can be read with this key alone. */
import type { RawFinding } from "./finding";

export interface Enforcement {
  /** `YYYY-MM-DD`. */
  date: string;
  /** Whether the day has come. Days are counted in UTC: Kore names no time zone. */
  inForce: boolean;
}

/** Whether the text is a day of the calendar as `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** What the stack's configuration says where no date is set: nothing, or the default in `Pulumi.yaml`. */
const unset = "(unset)";

/**
 * The earlier of the two dates: a plan that moves the configured date must not unfreeze the key.
 *
 * @param configured the value of `kore-byok-azure:enforcementDate`
 * @param given the option `--enforcement-date`
 * @returns the date, and a finding where the configured one is no date
 */
export function enforcementOf(
  configured: string | undefined,
  given: string | undefined,
  now: Date,
): { enforcement?: Enforcement; findings: RawFinding[] } {
  // Written without quotes, YAML makes a time of it: "2027-01-31 00:00:00 +0000 UTC".
  const day = configured?.replace(/ 00:00:00 \+0000 UTC$/, "");
  const isSet = day !== undefined && day !== unset && day !== "";
  const unreadable = isSet && !isDay(day);
  const [date] = [given, isSet && !unreadable ? day : undefined].filter((text) => text !== undefined).sort();
  const today = now.toISOString().slice(0, 10);
  if (!unreadable) {
    return { enforcement: date === undefined ? undefined : { date, inForce: today >= date }, findings: [] };
  }
  return {
    // Nobody knows that the day has not come, so the plan is judged as if it had.
    enforcement: { date: date ?? today, inForce: true },
    findings: [
      {
        rule: "enforcement-date-unreadable",
        level: "danger",
        title: `The enforcement date in the configuration is not a date: "${configured}"`,
        effect: "The guard cannot tell whether the key is frozen, and judges the plan as if it were.",
        fix: 'Write it as YYYY-MM-DD in quotes: pulumi config set enforcementDate "2027-01-31".',
      },
    ],
  };
}

/** What a finding about the key, or about Kore's access, comes to from the enforcement date on. */
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
