import type { AzureState } from "../../model";
import { type ManagementRoute, subscriptionPath, subscriptionScope } from "../managementRoute";

const describe = ({ subscriptionId, tenantId }: Readonly<AzureState>): object => ({
  id: `/subscriptions/${subscriptionId}`,
  subscriptionId,
  displayName: "Simulated subscription",
  tenantId,
  state: "Enabled",
});

/** The subscription. Source: Azure/azure-rest-api-specs, operation `Subscriptions_Get` of Microsoft.Resources. */
export const subscriptions: ManagementRoute = {
  method: "GET",
  path: new RegExp(`^${subscriptionPath}$`, "i"),
  action: "GET Microsoft.Resources/subscriptions",
  need: "Microsoft.Resources/subscriptions/read",
  scope: subscriptionScope,
  apiVersions: ["2016-06-01", "2020-01-01", "2022-12-01"],
  run: ({ azure }) => describe(azure.state),
};

/** All that the caller sees: there is one. Source: operation `Subscriptions_List`, as above. */
export const subscriptionList: ManagementRoute = {
  method: "GET",
  path: /^\/subscriptions$/i,
  action: "GET Microsoft.Resources/subscriptions",
  need: "Microsoft.Resources/subscriptions/read",
  scope: () => "/",
  apiVersions: subscriptions.apiVersions,
  run: ({ azure }) => ({ value: [describe(azure.state)] }),
};
