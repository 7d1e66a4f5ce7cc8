import { authorizationClient } from "../../management/managementClients";
import type { Check } from "../check";

/** Source: learn.microsoft.com/azure/role-based-access-control/troubleshoot-limits. */
const limit = 4000;
/** Kore's two roles at most, and room for what others create meanwhile. */
const spare = 10;

/** The subscription's quota of role assignments has room. Key Vault itself has no quota of vaults. */
export const roleAssignments: Check = {
  name: "role-assignments",
  doing: "counting the subscription's role assignments",
  async run({ credential, cloud, subscriptionId }) {
    const found = [];
    const { roleAssignments } = authorizationClient(credential, cloud, subscriptionId);
    for await (const { id } of roleAssignments.listForSubscription()) found.push(id);
    const count = found.length;
    const fits = count + spare <= limit;
    return {
      check: this.name,
      result: fits ? "ready" : "not-ready",
      found: `${count} of ${limit} role assignments of the subscription`,
      needed: `room for ${spare} more`,
      ...(fits ? {} : { how: "Remove assignments that are no longer needed: those of deleted principals first." }),
    };
  },
};
