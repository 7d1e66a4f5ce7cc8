import type { Azure } from "../../simulator/azure";
import type { AzureState } from "../../simulator/model";
import { firewallMode } from "../support/stack";

/**
 * The rows of the configuration's table that the engine runs, without the namespace of their keys. `startStack` fills in
 * Kore's client ID and the region. A test holds that no key of `Pulumi.yaml` is left out of all of them.
 */

/** What the customer has beside the stack, of another team and in another region. */
export interface Hub {
  network: string;
  subnet: string;
  zone: string;
  workspace: string;
}

export function hubOf({ subscriptionId }: Pick<AzureState, "subscriptionId">): Hub {
  const providers = `/subscriptions/${subscriptionId}/resourceGroups/rg-hub/providers`;
  const network = `${providers}/Microsoft.Network/virtualNetworks/vnet-hub`;
  return {
    network,
    subnet: `${network}/subnets/operators`,
    zone: `${providers}/Microsoft.Network/privateDnsZones/privatelink.vaultcore.azure.net`,
    workspace: `${providers}/Microsoft.OperationalInsights/workspaces/log-hub`,
  };
}

/** Makes it in the simulated Azure. */
export async function makeHub({ arm, state }: Azure): Promise<Hub> {
  const location = "northeurope";
  const hub = hubOf(state);
  const addressSpace = { addressPrefixes: ["10.0.0.0/16"] };
  await arm.put(hub.zone.replace(/\/providers\/.*/, ""), { location }, "2024-03-01");
  await arm.put(hub.network, { location, properties: { addressSpace } }, "2024-05-01");
  await arm.put(hub.subnet, { properties: { addressPrefix: "10.0.1.0/24" } }, "2024-05-01");
  await arm.put(hub.zone, { location: "global" }, "2024-06-01");
  await arm.put(hub.workspace, { location, properties: { sku: { name: "PerGB2018" } } }, "2023-09-01");
  return hub;
}

/** Kore's client ID and the region alone. */
export const smallest = {};

/** Keys that go with both network modes, each with a value; the smaller key is made in a moment. */
const inBothModes = ({ tenantId, applications }: Pick<AzureState, "tenantId" | "applications">) => ({
  koreAppOwnerTenantId: applications[0]?.ownerTenantId,
  servicePrincipal: "create",
  tenantId,
  existingResourceGroup: false,
  vaultSku: "premium",
  softDeleteRetentionDays: 90,
  existingKey: false,
  keyType: "RSA-HSM",
  keySize: 2048,
  keyRotation: { rotateAfter: "P1Y", expireAfter: "P2Y", notifyBeforeExpiry: "P30D" },
  enforcementDate: "2099-01-31",
  allowKeyReplacement: false,
  koreAccess: "active",
  koreRole: "crypto-user",
  deleteLock: true,
  tags: { team: "platform" },
});

/** Private mode with every key that goes with it. */
export const everyKeyPrivate = (state: Pick<AzureState, "tenantId" | "applications">, hub: Hub) => ({
  ...inBothModes(state),
  koreProduct: "ai-for-work",
  resourceGroupName: "rg-kore-private",
  vaultName: "kv-kore-private",
  keyName: "kore-byok-private",
  koreAccessScope: "key",
  networkMode: "privateEndpoint",
  trustedMicrosoftServices: false,
  endpointSubnetId: hub.subnet,
  privateDns: "create",
  dnsVirtualNetworkIds: [hub.network],
  logAnalyticsWorkspaceId: hub.workspace,
  alertEmails: ["platform@contoso.com"],
});

/**
 * Firewall mode with every key that goes with it, but for the watch: that is the same in private mode, and would be most
 * of what the engine has to do in this scenario's many runs.
 */
export const everyKeyInFirewallMode = (state: Pick<AzureState, "tenantId" | "applications">) => ({
  ...inBothModes(state),
  ...firewallMode,
  koreProduct: "ai-for-service",
  resourceGroupName: "rg-kore-byok",
  keyName: "kore-byok",
  koreAccessScope: "vault",
  operatorIpRanges: ["20.61.4.8/29"],
  trustedMicrosoftServices: true,
});

/** The least that Kore can be given and the most that watches over it. */
export const hardened = (hub: Hub) => ({
  vaultName: "kv-kore-hardened",
  vaultSku: "premium",
  keyType: "RSA-HSM",
  networkMode: "privateEndpoint",
  endpointSubnetId: hub.subnet,
  privateDns: "existing",
  privateDnsZoneId: hub.zone,
  koreRole: "crypto-service-encryption-user",
  koreAccessScope: "key",
  enforcementDate: "2099-01-31",
  deleteLock: true,
  logAnalyticsWorkspaceId: hub.workspace,
  alertEmails: ["platform@contoso.com"],
});

/** A vault and a key that the customer has, and a service principal that someone else made. */
export const adopted = (existingVaultId: string, keyName: string, koreServicePrincipalObjectId: string) => ({
  existingVaultId,
  existingKey: true,
  keyName,
  koreServicePrincipalObjectId,
});
