import { SubscriptionClient } from "@azure/arm-resources-subscriptions";
import { clientOptions } from "../../management/managementClients";
import type { Check, DeploymentContext } from "../check";

/** Notes on a subscription that is not configured for the provider. */
const notes: Partial<Record<DeploymentContext["subscriptionSource"], string>> = {
  "--subscription": "named by --subscription, which `pulumi up` does not see",
  AZURE_SUBSCRIPTION_ID: "named by AZURE_SUBSCRIPTION_ID, which the provider does not read",
  "the only one": "the only one that the login sees; the provider does not look for it",
};

/** The subscription is there, in use, of the vault's tenant, and the one that `pulumi up` will use. */
export const subscription: Check = {
  name: "subscription",
  doing: "reading the subscription",
  reads: "Microsoft.Resources/subscriptions/read",
  atSubscription: true,
  async run({ credential, cloud, subscriptionId, subscriptionSource, needsSubscription, login, settings }) {
    const client = new SubscriptionClient(credential, clientOptions(cloud));
    const { displayName, state, tenantId = login.tenantId } = await client.subscriptions.get(subscriptionId);
    const wantedTenant = typeof settings.tenantId === "string" ? settings.tenantId : login.tenantId;
    const note = notes[subscriptionSource];
    const line = {
      check: this.name,
      found: `${displayName} (${subscriptionId}), ${state}, tenant ${tenantId}${note === undefined ? "" : `; ${note}`}`,
      needed: `an enabled subscription of tenant ${wantedTenant}${needsSubscription ? ", configured for the provider" : ""}`,
    };
    if (state !== "Enabled" || tenantId.toLowerCase() !== wantedTenant.toLowerCase()) {
      return {
        ...line,
        result: "not-ready",
        how: "Choose another: `pulumi config set azure-native:subscriptionId <ID>`, or else ARM_SUBSCRIPTION_ID, or else `az account set --subscription <ID>`.",
      };
    }
    if (note !== undefined && needsSubscription) {
      return {
        ...line,
        result: "not-ready",
        how: `pulumi config set azure-native:subscriptionId ${subscriptionId}`,
      };
    }
    return { ...line, result: "ready" };
  },
};
