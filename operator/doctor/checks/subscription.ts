import { SubscriptionClient } from "@azure/arm-resources-subscriptions";
import { clientOptions } from "../../management/managementClients";
import type { Check } from "../check";

/** The subscription is there, in use, and of the vault's tenant. */
export const subscription: Check = {
  name: "subscription",
  doing: "reading the subscription",
  async run({ credential, cloud, subscriptionId, login, settings }) {
    const client = new SubscriptionClient(credential, clientOptions(cloud));
    const { displayName, state, tenantId = login.tenantId } = await client.subscriptions.get(subscriptionId);
    const wantedTenant = typeof settings.tenantId === "string" ? settings.tenantId : login.tenantId;
    const line = {
      check: this.name,
      found: `${displayName} (${subscriptionId}), ${state}, tenant ${tenantId}`,
      needed: `an enabled subscription of tenant ${wantedTenant}`,
    };
    if (state === "Enabled" && tenantId.toLowerCase() === wantedTenant.toLowerCase())
      return { ...line, result: "ready" };
    return {
      ...line,
      result: "not-ready",
      how: "Choose another with --subscription, `az account set`, or `azure-native:subscriptionId` in the configuration.",
    };
  },
};
