import { deletedVaults as deletedVaultType, describeDeletedVault } from "../../arm/types/deletedVaults";
import { type ManagementRoute, subscriptionPath, subscriptionScope } from "../managementRoute";

/** The soft-deleted vaults of the subscription. Source: example listDeletedVaults.json of Azure/azure-rest-api-specs. */
export const deletedVaults: ManagementRoute = {
  method: "GET",
  path: new RegExp(`^${subscriptionPath}/providers/Microsoft\\.KeyVault/deletedVaults$`, "i"),
  action: "GET Microsoft.KeyVault/deletedVaults",
  need: "Microsoft.KeyVault/deletedVaults/read",
  scope: subscriptionScope,
  apiVersions: deletedVaultType.apiVersions,
  run: ({ azure: { state } }) => ({
    value: Object.values(state.deletedVaults).map((deleted) => describeDeletedVault(state.subscriptionId, deleted)),
  }),
};
