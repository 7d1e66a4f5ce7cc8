import { vaults } from "../../arm/types/vaults";
import { type ManagementRoute, shown, subscriptionPath, subscriptionScope } from "../managementRoute";

/** The vaults of the subscription. Source: Azure/azure-rest-api-specs, operation `Vaults_ListBySubscription`. */
export const vaultLists: ManagementRoute = {
  method: "GET",
  path: new RegExp(`^${subscriptionPath}/providers/Microsoft\\.KeyVault/vaults$`, "i"),
  action: "GET Microsoft.KeyVault/vaults",
  need: "Microsoft.KeyVault/vaults/read",
  scope: subscriptionScope,
  apiVersions: vaults.apiVersions,
  run: ({ azure }) => ({
    value: Object.values(azure.state.resources)
      .filter(({ type }) => type === vaults.type)
      .map(shown),
  }),
};
