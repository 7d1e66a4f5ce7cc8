import { type ManagementRoute, subscriptionPath, subscriptionScope } from "../managementRoute";

/** The subscription. Source: Azure/azure-rest-api-specs, operation `Subscriptions_Get` of Microsoft.Resources. */
export const subscriptions: ManagementRoute = {
  method: "GET",
  path: new RegExp(`^${subscriptionPath}$`, "i"),
  action: "GET Microsoft.Resources/subscriptions",
  need: "Microsoft.Resources/subscriptions/read",
  scope: subscriptionScope,
  apiVersions: ["2016-06-01", "2020-01-01", "2022-12-01"],
  run: ({ azure: { state } }) => ({
    id: `/subscriptions/${state.subscriptionId}`,
    subscriptionId: state.subscriptionId,
    displayName: "Simulated subscription",
    tenantId: state.tenantId,
    state: "Enabled",
  }),
};
