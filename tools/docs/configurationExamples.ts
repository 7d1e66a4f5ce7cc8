import type { keys } from "../../settings";

/** Values as they stand in `Pulumi.<stack>.yaml`, by key without namespace. */
type Values = Partial<Record<keyof typeof keys, unknown>>;

/** A key's value that is accepted, and one that is not. */
export interface ConfigurationExample {
  accepted: unknown;
  /** Other keys that the value goes with. */
  with?: Values;
  refused: unknown;
  /** Other keys that the refused value is refused beside. */
  refusedWith?: Values;
}

/** The smallest configuration that is accepted; an example stands on top of it. The IDs are made up. */
export const smallest: Record<string, string> = {
  "azure-native:location": "westeurope",
  "kore-byok-azure:koreClientId": "5f4d9b7a-3a55-4c1c-9d0f-1f2e3d4c5b6a",
};

/** The day on which the examples are read: it decides whether an enforcement date has come. */
export const exampleDay = new Date("2026-11-23T12:00:00Z");

const group = "/subscriptions/8d2f9a44-7c3b-4e0d-9a55-2b1c3d4e5f60/resourceGroups/rg-platform";
const vaultId = `${group}/providers/Microsoft.KeyVault/vaults/kv-contoso`;
const network = `${group}/providers/Microsoft.Network/virtualNetworks/vnet-operators`;
const subnetId = `${network}/subnets/endpoints`;
const workspaceId = `${group}/providers/Microsoft.OperationalInsights/workspaces/log-security`;
const zone = (name: string) => `${group}/providers/Microsoft.Network/privateDnsZones/${name}`;
const firewall: Values = { networkMode: "firewall", koreIpRanges: ["20.42.7.0/28"] };

/** One example a key of the stack configuration. */
export const configurationExamples: Record<keyof typeof keys, ConfigurationExample> = {
  koreClientId: { accepted: "5f4d9b7a-3a55-4c1c-9d0f-1f2e3d4c5b6a", refused: "<KORE-CLIENT-ID>" },
  koreProduct: { accepted: "ai-for-work", refused: "xo" },
  koreAppOwnerTenantId: { accepted: "9b0e3f4a-6d7c-4f1e-8a2b-0c1d2e3f4a5b", refused: "kore.ai" },
  servicePrincipal: { accepted: "lookup", refused: "adopt" },
  koreServicePrincipalObjectId: {
    accepted: "c1a7d2e4-58b3-4f60-9e21-7d3c4b5a6f70",
    refused: "5f4d9b7a-3a55-4c1c-9d0f-1f2e3d4c5b6a",
  },
  tenantId: { accepted: "3f6d1c52-1b0e-4a55-9c61-5d0f6f0b7a11", refused: "contoso.onmicrosoft.com" },
  resourceGroupName: { accepted: "rg-security", refused: "rg-security." },
  existingResourceGroup: { accepted: true, with: { resourceGroupName: "rg-security" }, refused: "yes" },
  vaultName: { accepted: "kv-kore-contoso", refused: "kv--kore" },
  existingVaultId: { accepted: vaultId, refused: "kv-contoso" },
  vaultSku: { accepted: "standard", refused: "managed-hsm" },
  softDeleteRetentionDays: { accepted: 90, refused: 6 },
  keyName: { accepted: "kore-production", refused: "kore_production" },
  existingKey: { accepted: true, with: { existingVaultId: vaultId, keyName: "kore-production" }, refused: true },
  keyType: { accepted: "RSA", refused: "EC" },
  keySize: { accepted: 2048, refused: 3072 },
  keyRotation: {
    accepted: { rotateAfter: "P1Y", expireAfter: "P2Y", notifyBeforeExpiry: "P30D" },
    refused: { rotateAfter: "P3Y" },
  },
  enforcementDate: { accepted: "2027-03-01", refused: "1 March 2027" },
  allowKeyReplacement: {
    accepted: true,
    with: { enforcementDate: "2027-03-01" },
    refused: true,
    refusedWith: { enforcementDate: "2026-11-01" },
  },
  koreAccess: { accepted: "revoked", refused: "suspended" },
  koreRole: { accepted: "crypto-service-encryption-user", refused: "Owner" },
  koreAccessScope: { accepted: "key", refused: "resourceGroup" },
  networkMode: { accepted: "firewall", with: { koreIpRanges: ["20.42.7.0/28"] }, refused: "public" },
  koreIpRanges: {
    accepted: ["20.42.7.0/28", "20.42.9.17"],
    with: { networkMode: "firewall" },
    refused: ["10.0.0.0/8"],
    refusedWith: { networkMode: "firewall" },
  },
  operatorIpRanges: {
    accepted: ["20.61.4.8/29"],
    with: firewall,
    refused: ["platform.contoso.com"],
    refusedWith: firewall,
  },
  trustedMicrosoftServices: { accepted: false, with: firewall, refused: "AzureServices" },
  endpointSubnetId: { accepted: subnetId, refused: "vnet-operators/endpoints" },
  privateDns: { accepted: "policy", with: { endpointSubnetId: subnetId }, refused: "none" },
  privateDnsZoneId: {
    accepted: zone("privatelink.vaultcore.azure.net"),
    with: { endpointSubnetId: subnetId, privateDns: "existing" },
    refused: zone("privatelink.vault.azure.net"),
    refusedWith: { endpointSubnetId: subnetId, privateDns: "existing" },
  },
  dnsVirtualNetworkIds: {
    accepted: [network, `${group}/providers/Microsoft.Network/virtualNetworks/vnet-ci`],
    with: { endpointSubnetId: subnetId, privateDns: "create" },
    refused: ["vnet-ci"],
    refusedWith: { endpointSubnetId: subnetId },
  },
  logAnalyticsWorkspaceId: { accepted: workspaceId, refused: "log-security" },
  alertEmails: {
    accepted: ["platform@contoso.com"],
    with: { logAnalyticsWorkspaceId: workspaceId },
    refused: ["platform"],
    refusedWith: { logAnalyticsWorkspaceId: workspaceId },
  },
  deleteLock: { accepted: false, refused: "off" },
  tags: { accepted: { team: "platform", environment: "production" }, refused: { "cost/center": "4711" } },
};
