import { normaliseRegion } from "../../../components/plan/regions";
import type { Check } from "../check";

/** Key vaults are offered in the region. Azure reports regions by display name, such as "West Europe". */
export const region: Check = {
  name: "region",
  doing: "reading where key vaults are offered",
  async run({ provider, location }) {
    const { resourceTypes = [] } = await provider("Microsoft.KeyVault");
    const offered = resourceTypes.find((each) => each.resourceType === "vaults")?.locations ?? [];
    const needed = "a region that offers key vaults";
    if (offered.length === 0) {
      return {
        check: this.name,
        result: "not-judged",
        found: "Azure names no region that offers key vaults",
        needed,
        how: "Ask it by hand: `az provider show --namespace Microsoft.KeyVault`.",
      };
    }
    const isThere = offered.some((each) => normaliseRegion(each) === normaliseRegion(location));
    return {
      check: this.name,
      result: isThere ? "ready" : "not-ready",
      found: isThere
        ? `${location} offers key vaults`
        : `${location} is not among the ${offered.length} regions that offer key vaults to this subscription`,
      needed,
      ...(isThere
        ? {}
        : { how: "Set `azure-native:location` to another region: `az account list-locations` names them." }),
    };
  },
};
