import { PrivateDns, VaultPrivateEndpoint } from "kore-byok-azure";

const subscription = "/subscriptions/8d2f9a44-7c3b-4e0d-9a55-2b1c3d4e5f60";

// The zone is the hub's: every endpoint to a vault shares it.
const endpoint = new VaultPrivateEndpoint("operators", {
  vaultId: `${subscription}/resourceGroups/rg-keys/providers/Microsoft.KeyVault/vaults/kv-contoso-keys`,
  vaultName: "kv-contoso-keys",
  resourceGroupName: "rg-network",
  subnetId: `${subscription}/resourceGroups/rg-network/providers/Microsoft.Network/virtualNetworks/vnet-ops/subnets/endpoints`,
  location: "northeurope",
  privateDns: PrivateDns.Existing,
  privateDnsZoneId: `${subscription}/resourceGroups/rg-hub/providers/Microsoft.Network/privateDnsZones/privatelink.vaultcore.azure.net`,
});

export const privateEndpointId = endpoint.privateEndpointId;
