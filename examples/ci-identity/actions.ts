/**
 * What the identities may do, action by action. Sources: Azure's "permissions" reference (learn.microsoft.com, "Azure
 * resource provider operations") for the names; for what a private endpoint takes, "Azure RBAC permissions for Azure
 * Private Link"; for what a diagnostic setting takes, "Manage access to Log Analytics workspaces".
 */

/** What the deploy identity may do to one type of resource beyond reading it, in the vault's resource group. */
export interface Grant {
  /** The resource type of Azure Resource Manager. */
  type: string;
  /** What follows the type in the action, such as `write`. Empty: it is read alone. */
  verbs: string[];
  why: string;
}

/**
 * The types that the stack keeps in the vault's resource group. What is not here is not allowed: no delete and no purge of
 * a vault; no delete of a key, which is an action of the vault itself (a data action), and of those there is none.
 */
export const grants: Grant[] = [
  {
    type: "Microsoft.KeyVault/vaults",
    verbs: ["write", "privateEndpointConnectionsApproval/action"],
    why:
      "Makes the vault and keeps its firewall, which it can open as well; approves the customer's own private endpoint. " +
      "It cannot switch the vault to access policies and help itself to the key: that takes an unrestricted " +
      "roleAssignments/write (RBAC guide of Key Vault), and the one below is restricted.",
  },
  {
    type: "Microsoft.KeyVault/vaults/keys",
    verbs: ["write"],
    why: "Makes the key. Azure Resource Manager never changes or deletes one that is there.",
  },
  {
    type: "Microsoft.Authorization/locks",
    verbs: ["write", "delete"],
    why: "Keeps the delete lock, and lifts it while Kore's access is revoked.",
  },
  {
    type: "Microsoft.Authorization/roleAssignments",
    verbs: [],
    why: "Compares Kore's access with the program. Who may write and delete: accessActions.",
  },
  {
    type: "Microsoft.Insights/diagnosticSettings",
    verbs: ["write", "delete"],
    why: "Sends the vault's audit log to the workspace (logAnalyticsWorkspaceId).",
  },
  {
    type: "Microsoft.Insights/actionGroups",
    verbs: ["write", "delete"],
    why: "Holds whom the alerts tell (alertEmails).",
  },
  { type: "Microsoft.Insights/metricAlerts", verbs: ["write", "delete"], why: "Tells of a loss of availability." },
  { type: "Microsoft.Insights/activityLogAlerts", verbs: ["write", "delete"], why: "Tells of deletes and lost locks." },
  {
    type: "Microsoft.Insights/scheduledQueryRules",
    verbs: ["write", "delete"],
    why: "Tells of denied and unusual calls.",
  },
  {
    type: "Microsoft.Network/privateEndpoints",
    verbs: ["write", "delete"],
    why: "Keeps the customer's own private endpoint (endpointSubnetId). Kore's is on Kore's side.",
  },
  {
    type: "Microsoft.Network/privateEndpoints/privateDnsZoneGroups",
    verbs: ["write", "delete"],
    why: "Keeps the endpoint's entry in the private DNS zone.",
  },
  {
    type: "Microsoft.Network/privateDnsZones",
    verbs: ["write", "join/action"],
    why: "Makes the zone (privateDns create) and points the zone group at it. A zone that others may use is not deleted.",
  },
  {
    type: "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
    verbs: ["write", "delete"],
    why: "Links the zone to networks (dnsVirtualNetworkIds).",
  },
];

/** What the preview identity may do: read, in the vault's resource group and in the networks. */
export const previewActions: string[] = [
  ...grants.map(({ type }) => `${type}/read`),
  // The endpoint stands in its network's region.
  "Microsoft.Network/virtualNetworks/read",
];

/**
 * What the deploy identity asks while Azure makes a private DNS zone or a link of one (privateDns create), which takes a
 * while: both stand in the zone's resource group. Source: the built-in role Private DNS Zone Contributor has them.
 */
const pollActions: string[] = [
  "Microsoft.Network/privateDnsOperationResults/read",
  "Microsoft.Network/privateDnsOperationStatuses/read",
];

/** What the deploy identity may do in the vault's resource group, but for giving access. */
export const deployActions: string[] = [
  ...grants.flatMap(({ type, verbs }) => ["read", ...verbs].map((verb) => `${type}/${verb}`)),
  ...pollActions,
];

/** What the deploy identity may do about access, under the condition of `accessCondition`. */
export const accessActions: string[] = [
  "Microsoft.Authorization/roleAssignments/write",
  "Microsoft.Authorization/roleAssignments/delete",
];

/** What the deploy identity may do to what stands elsewhere: use it. It is assigned on the very resource. */
export const joinActions: string[] = [
  // Reads the network's region, puts the endpoint into the subnet, links the private DNS zone to the network.
  "Microsoft.Network/virtualNetworks/read",
  "Microsoft.Network/virtualNetworks/subnets/read",
  "Microsoft.Network/virtualNetworks/subnets/join/action",
  "Microsoft.Network/virtualNetworks/join/action",
  // Points the zone group at a zone that others keep.
  "Microsoft.Network/privateDnsZones/read",
  "Microsoft.Network/privateDnsZones/join/action",
  // Names the workspace as the destination of the audit log. Gives no sight of any log in it; but sharedKeys yields the
  // workspace's key, with which anyone can write forged logs into it, until the key is regenerated.
  "Microsoft.OperationalInsights/workspaces/read",
  "Microsoft.OperationalInsights/workspaces/sharedKeys/action",
];
