/** Years, months, weeks and days of ISO 8601, as Key Vault takes them in a rotation policy; it has no hours. */
const pattern = /^P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/;

/**
 * The time that a duration such as `P1Y` or `P18M` after `start` comes to, both in seconds since 1970, or undefined if it
 * is not a duration, which Azure refuses itself. By the calendar, so that `P12M` is as long as `P1Y`.
 */
export function after(start: number, duration: unknown): number | undefined {
  const match = typeof duration === "string" ? pattern.exec(duration) : null;
  if (!match) {
    return undefined;
  }
  const [years = 0, months = 0, weeks = 0, days = 0] = match.slice(1).map((part) => Number(part ?? 0));
  const end = new Date(start * 1000);
  end.setUTCMonth(end.getUTCMonth() + 12 * years + months);
  end.setUTCDate(end.getUTCDate() + 7 * weeks + days);
  return end.getTime() / 1000;
}
