import { hasCome, isDay } from "./day";
import type { Problem } from "./problem";

/**
 * Checks the date set in Kore's console, and what it forbids. From that day on Kore's key can only be rotated (the
 * guide, "Set Enforcement Date"), so a replacement would lose the data.
 *
 * @param flag What the caller calls the flag that lifts the protection.
 */
export function checkEnforcementDate(
  key: string,
  value: string,
  request: { allowKeyReplacement?: boolean },
  now: Date,
  flag = "allowKeyReplacement",
): Problem[] {
  if (!isDay(value)) {
    return [
      {
        key,
        value,
        rule: "a calendar date, YYYY-MM-DD",
        fix: "write the date as set in Kore's console, such as 2027-01-31",
      },
    ];
  }
  if (request.allowKeyReplacement === true && isEnforced(value, now)) {
    return [
      {
        key: flag,
        value: true,
        rule: `since the enforcement date, ${value}, Kore's data can be read with this key alone: key and vault are frozen`,
        fix: `set ${flag} to false; to renew the key material rotate the key, which keeps the old versions`,
      },
    ];
  }
  return [];
}

/** The same for a component that is used alone: there the flag is called `allowReplacement`. */
export function checkOwnEnforcementDate(
  { enforcementDate, allowReplacement }: { enforcementDate?: string; allowReplacement?: boolean },
  now: Date,
): Problem[] {
  return enforcementDate === undefined
    ? []
    : checkEnforcementDate(
        "enforcementDate",
        enforcementDate,
        { allowKeyReplacement: allowReplacement },
        now,
        "allowReplacement",
      );
}

/** Whether the enforcement date has come. */
export function isEnforced(enforcementDate: string | undefined, now: Date): boolean {
  return enforcementDate !== undefined && hasCome(enforcementDate, now);
}
