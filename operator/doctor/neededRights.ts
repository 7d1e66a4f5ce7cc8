/** The rights that `pulumi up` needs, and at which scopes: from the settings alone. */
import type { Settings } from "../../settings";
import { defaults } from "../../components/plan/defaults";
import { networkIdOf, planEndpointDns } from "../../components/plan/endpointPlan";
import { isLocked } from "../../components/plan/vaultLock";

/** An action of the control plane, and the ARM ID that it is taken at. */
export interface Right {
  action: string;
  scope: string;
  /** It only uses something that others own: a network, a zone, a workspace. */
  elsewhere?: true;
}

/** Whether `pulumi up` creates the resource group, which takes rights at the subscription. */
export function createsResourceGroup(settings: Settings): boolean {
  return settings.existingResourceGroup !== true && settings.existingVaultId === undefined;
}

/**
 * The actions that `pulumi up` takes with these settings. examples/ci-identity/actions.ts grants them one by one, with
 * their sources; a test compares.
 */
export function neededRights(settings: Settings, subscriptionId: string): Right[] {
  const { existingVaultId, resourceGroupName = defaults.resourceGroupName } = settings;
  const subscription = `/subscriptions/${subscriptionId}`;
  const group =
    existingVaultId?.replace(/\/providers\/.*$/i, "") ??
    (createsResourceGroup(settings) ? subscription : `${subscription}/resourceGroups/${resourceGroupName}`);
  const vault = existingVaultId ?? group;
  return [
    ...(createsResourceGroup(settings)
      ? at(subscription, "Microsoft.Resources/subscriptions/resourceGroups/write")
      : []),
    ...at(
      vault,
      existingVaultId === undefined ? "Microsoft.KeyVault/vaults/write" : "Microsoft.KeyVault/vaults/read",
      settings.existingKey === true ? "Microsoft.KeyVault/vaults/keys/read" : "Microsoft.KeyVault/vaults/keys/write",
      "Microsoft.Authorization/roleAssignments/write",
      ...(isLocked(settings) ? ["Microsoft.Authorization/locks/write"] : []),
    ),
    ...endpointRights(settings, group, vault),
    ...monitoringRights(settings, group, vault),
  ];
}

function at(scope: string, ...actions: string[]): Right[] {
  return actions.map((action) => ({ action, scope }));
}

function elsewhere(scope: string, ...actions: string[]): Right[] {
  return actions.map((action) => ({ action, scope, elsewhere: true }));
}

function endpointRights(settings: Settings, group: string, vault: string): Right[] {
  const subnet = settings.endpointSubnetId;
  if (subnet === undefined) return [];
  const { privateDns = defaults.privateDns, dnsVirtualNetworkIds, environment } = settings;
  const { createsZone, links } = planEndpointDns(
    { privateDns, virtualNetworkIds: dnsVirtualNetworkIds, environment },
    subnet,
  );
  const zone = settings.privateDnsZoneId;
  const zoneGroup = "Microsoft.Network/privateEndpoints/privateDnsZoneGroups/write";
  const joinZone = "Microsoft.Network/privateDnsZones/join/action";
  return [
    ...at(group, "Microsoft.Network/privateEndpoints/write"),
    ...at(vault, "Microsoft.KeyVault/vaults/privateEndpointConnectionsApproval/action"),
    ...elsewhere(subnet, "Microsoft.Network/virtualNetworks/subnets/join/action"),
    // The endpoint is created in its network's region.
    ...elsewhere(networkIdOf(subnet), "Microsoft.Network/virtualNetworks/read"),
    ...(createsZone
      ? at(
          group,
          "Microsoft.Network/privateDnsZones/write",
          "Microsoft.Network/privateDnsZones/virtualNetworkLinks/write",
          joinZone,
          zoneGroup,
        )
      : []),
    ...links.flatMap(({ virtualNetworkId = networkIdOf(subnet) }) =>
      elsewhere(virtualNetworkId, "Microsoft.Network/virtualNetworks/join/action"),
    ),
    ...(zone === undefined ? [] : [...at(group, zoneGroup), ...elsewhere(zone, joinZone)]),
  ];
}

function monitoringRights(settings: Settings, group: string, vault: string): Right[] {
  const workspace = settings.logAnalyticsWorkspaceId;
  const alerts = (settings.alertEmails ?? []).length > 0;
  return [
    ...(workspace === undefined
      ? []
      : [
          ...at(vault, "Microsoft.Insights/diagnosticSettings/write"),
          // Azure asks it of whoever names the workspace as a destination: JimGBritt/AzurePolicy#17.
          ...elsewhere(workspace, "Microsoft.OperationalInsights/workspaces/sharedKeys/action"),
        ]),
    ...(alerts
      ? at(
          group,
          "Microsoft.Insights/actionGroups/write",
          "Microsoft.Insights/metricAlerts/write",
          "Microsoft.Insights/activityLogAlerts/write",
          // Without a workspace there is no log to look at.
          ...(workspace === undefined ? [] : ["Microsoft.Insights/scheduledQueryRules/write"]),
        )
      : []),
  ];
}
