import { DateTime } from "luxon";
import type { Check } from "../check";

/** The api-version with which the pinned azure-native calls Key Vault; a test compares. */
export const keyVaultApiVersion = "2024-11-01";
/** Retirement of api-versions before 2026-02-01 (learn.microsoft.com/azure/key-vault/general/access-control-default). */
const retirement = DateTime.fromISO("2027-02-27", { zone: "utc" });

/**
 * Azure still lists the API version with which the provider calls. The list decides, not the date, which Azure may move.
 * It is that of `Providers_Get`; whether a retired version leaves it at once is unverified, so the date is shown too.
 */
export const apiVersion: Check = {
  name: "api-version",
  doing: "reading the api-versions of key vaults",
  async run({ provider, now }) {
    const { resourceTypes = [] } = await provider("Microsoft.KeyVault");
    const listed = resourceTypes.find((each) => each.resourceType === "vaults")?.apiVersions ?? [];
    const line = { check: this.name, needed: `${keyVaultApiVersion} among the api-versions of key vaults` };
    const date = retirementOf(now);
    if (listed.length === 0) {
      return { ...line, result: "not-judged", found: `Azure lists no api-version; ${keyVaultApiVersion} ${date}` };
    }
    if (listed.includes(keyVaultApiVersion)) {
      return { ...line, result: "ready", found: `${keyVaultApiVersion}, which Azure lists; it ${date}` };
    }
    return {
      ...line,
      result: "not-ready",
      found: `${keyVaultApiVersion} is not among the ${listed.length} that Azure lists; it ${date}`,
      how: "Update this package to a release whose azure-native calls Key Vault with 2026-02-01 or later.",
    };
  },
};

function retirementOf(now: Date): string {
  const days = Math.ceil(retirement.diff(DateTime.fromJSDate(now), "days").days);
  return days > 0
    ? `retires on ${retirement.toISODate()} (${days} days)`
    : `retired on ${retirement.toISODate()}: follow the provider, with an update of this package`;
}
