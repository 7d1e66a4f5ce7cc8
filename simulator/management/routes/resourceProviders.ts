import { registeredNamespaces, typesOf } from "../../arm/registry";
import { AzureError } from "../../model";
import { type ManagementRoute, subscriptionPath, subscriptionScope } from "../managementRoute";

/**
 * A resource provider: whether the subscription has registered it, where its types are offered and in which api-versions.
 * Source: Azure/azure-rest-api-specs, operation `Providers_Get` of Microsoft.Resources ("Providers - Get" of the REST
 * reference), `resourceTypes[].apiVersions`.
 */
export const resourceProviders: ManagementRoute = {
  method: "GET",
  path: new RegExp(`^${subscriptionPath}/providers/(?<namespace>Microsoft\\.[A-Za-z.]+)$`, "i"),
  action: "GET Microsoft.Resources/providers",
  need: "Microsoft.Resources/subscriptions/providers/read",
  scope: subscriptionScope,
  apiVersions: ["2021-04-01", "2024-11-01", "2025-04-01"],
  run({ azure: { state }, parts }) {
    const namespace = registeredNamespaces.find((each) => each.toLowerCase() === parts["namespace"]?.toLowerCase());
    if (namespace === undefined) {
      const message = `The resource namespace '${parts["namespace"]}' is invalid.`;
      throw new AzureError(404, "InvalidResourceNamespace", message);
    }
    const missing = state.unregisteredProviders?.some((each) => each.toLowerCase() === namespace.toLowerCase());
    return {
      id: `/subscriptions/${state.subscriptionId}/providers/${namespace}`,
      namespace,
      registrationState: missing ? "NotRegistered" : "Registered",
      registrationPolicy: "RegistrationRequired",
      resourceTypes: typesOf(namespace).map(({ type, locations, apiVersions }) => ({
        resourceType: type.slice(namespace.length + 1),
        // Azure answers display names, such as "West Europe", which come to the same without spaces and capitals.
        locations: locations ?? [],
        apiVersions,
      })),
    };
  },
};
