import { DateTime } from "luxon";

/** Whether the string is a calendar date, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return DateTime.fromFormat(text, "yyyy-MM-dd", { zone: "utc" }).isValid;
}

/**
 * A configured day as it was written. Without quotes YAML makes a time of it, which Pulumi passes on in the format of Go:
 * "2027-01-31 00:00:00 +0000 UTC".
 */
export function withoutYamlTime(configured: string): string {
  return configured.replace(/ 00:00:00 \+0000 UTC$/, "");
}

/** Whether the day has come. Days are counted in UTC: Kore names no time zone. */
export function hasCome(day: string, now: Date): boolean {
  return now.toISOString().slice(0, 10) >= day;
}
