/** Days as the configuration and the hand-off write them. */

/** Whether the text is a day of the calendar as `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** The day that a configuration value means; undefined where it means none. */
export function dayOf(configured: string): string | undefined {
  // Written without quotes, YAML makes a time of it: "2027-01-31 00:00:00 +0000 UTC".
  const day = configured.replace(/ 00:00:00 \+0000 UTC$/, "");
  return isDay(day) ? day : undefined;
}

/** Whether the day has come. Days are counted in UTC: Kore names no time zone. */
export function hasCome(day: string, now: Date): boolean {
  return now.toISOString().slice(0, 10) >= day;
}
