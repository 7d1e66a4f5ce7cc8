import { DateTime } from "luxon";
import type { Check } from "../check";

/** The api-version by which the pinned azure-native calls Key Vault. */
const called = "2024-11-01";
/** When Azure stops answering api-versions before 2026-02-01. Source: learn.microsoft.com/azure/key-vault/general/access-control-default. */
const retirement = DateTime.fromISO("2027-02-27", { zone: "utc" });

/** The API version that the provider calls is still answered, and how long yet. */
export const apiVersion: Check = {
  name: "api-version",
  doing: "looking at the date",
  run({ now }) {
    const days = Math.ceil(retirement.diff(DateTime.fromJSDate(now), "days").days);
    const line = { check: this.name, needed: "an api-version that Azure answers" };
    if (days > 0) {
      return {
        ...line,
        result: "ready",
        found: `${called}, which Azure answers until ${retirement.toISODate()} (${days} days)`,
      };
    }
    return {
      ...line,
      result: "not-ready",
      found: `${called}, which Azure has retired on ${retirement.toISODate()}`,
      how: "Update this package to a release whose azure-native calls Key Vault with 2026-02-01 or later.",
    };
  },
};
