import { koreClientId } from "../../support/stackConfiguration";
import type { BadInput } from "./badInput";

const tenantId = "3f6d1c52-1b0e-4a55-9c61-5d0f6f0b7a11";
const group = "/subscriptions/8d2f9a44-7c3b-4e0d-9a55-2b1c3d4e5f60/resourceGroups/rg/providers";
const subnetId = `${group}/Microsoft.Network/virtualNetworks/vnet/subnets/endpoints`;
const zoneId = (zone: string) => `${group}/Microsoft.Network/privateDnsZones/${zone}`;

/** Roles, scopes, regions and the network. */
export const access: BadInput[] = [
  {
    id: "B78 koreRole Key Vault Crypto Usr",
    set: { koreRole: "Key Vault Crypto Usr" },
    rule: /one of crypto-user, crypto-service-encryption-user/,
    fix: /use crypto-user/,
  },
  ...["Key Vault Crypto Officer", "Key Vault Administrator", "Owner", "Contributor"].map((koreRole) => ({
    id: `B79 koreRole ${koreRole}`,
    set: { koreRole },
    rule: /one of crypto-user/,
  })),
  ...["Key Vault Reader", "Key Vault Secrets User"].map((koreRole) => ({
    id: `B80 koreRole ${koreRole}`,
    set: { koreRole },
    rule: /one of crypto-user/,
  })),
  ...["resourceGroup", "/subscriptions/8d2f9a44-7c3b-4e0d-9a55-2b1c3d4e5f60", "/"].map((koreAccessScope) => ({
    id: `B82 koreAccessScope ${koreAccessScope}`,
    set: { koreAccessScope },
    rule: /one of vault, key/,
  })),
  {
    id: "B83 koreServicePrincipalObjectId = koreClientId",
    set: { koreServicePrincipalObjectId: koreClientId },
    rule: /not to the client ID/,
    fix: /ask the Entra administrator/,
  },
  {
    id: "koreServicePrincipalObjectId = tenantId",
    set: { koreServicePrincipalObjectId: tenantId, tenantId },
    at: ["koreServicePrincipalObjectId"],
    rule: /not to the tenant/,
  },
  {
    id: "koreAppOwnerTenantId = koreClientId",
    set: { koreAppOwnerTenantId: koreClientId },
    rule: /not the tenant that publishes it/,
  },
  {
    id: "koreAppOwnerTenantId beside koreServicePrincipalObjectId",
    set: { koreAppOwnerTenantId: tenantId, koreServicePrincipalObjectId: "9a8b7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d" },
    at: ["koreAppOwnerTenantId"],
    rule: /the publisher cannot be checked/,
  },
  {
    id: "vaultName with existingVaultId",
    set: { existingVaultId: `${group}/Microsoft.KeyVault/vaults/kv-there`, vaultName: "kv-a" },
    at: ["vaultName"],
    rule: /no effect with existingVaultId/,
  },
  {
    id: "privateDns without endpointSubnetId",
    set: { privateDns: "policy" },
    rule: /without endpointSubnetId/,
  },
  {
    id: "B84 location eastus-2",
    set: { "azure-native:location": "eastus-2" },
    rule: /a region of Azure/,
    fix: /did you mean eastus2\?/,
  },
  { id: "B84 location Moon", set: { "azure-native:location": "Moon" }, rule: /a region of Azure/ },
  { id: "B84 location empty", set: { "azure-native:location": "" }, rule: /a vault has a region/ },
  {
    id: "B84 location missing",
    set: { "azure-native:location": undefined },
    rule: /a vault has a region/,
    value: "(not set)",
  },
  {
    id: "B87 endpointSubnetId malformed",
    set: { endpointSubnetId: "vnet/endpoints" },
    rule: /an ARM ID of type Microsoft\.Network\/virtualNetworks\/subnets/,
  },
  {
    id: "B87 endpointSubnetId GatewaySubnet",
    set: { endpointSubnetId: subnetId.replace("endpoints", "GatewaySubnet") },
    rule: /reserved for an Azure service/,
  },
  {
    id: "B89 privateDnsZoneId privatelink.vault.azure.net",
    set: {
      privateDns: "existing",
      endpointSubnetId: subnetId,
      privateDnsZoneId: zoneId("privatelink.vault.azure.net"),
    },
    at: ["privateDnsZoneId"],
    value: '"privatelink.vault.azure.net"',
    rule: /the zone privatelink\.vaultcore\.azure\.net and no other/,
  },
  {
    id: "B91 koreIpRanges in private mode",
    set: { koreIpRanges: ["20.42.7.0/28"] },
    rule: /no effect with networkMode privateEndpoint/,
    fix: /set networkMode to firewall/,
  },
];
