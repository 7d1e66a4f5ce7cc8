import type { Settings } from "../../../settings";
import { accessActions, deployActions, grants, joinActions } from "../../../examples/ci-identity/actions";
import { neededRights } from "../../../operator/doctor/neededRights";

const subscriptionId = "11111111-1111-4111-8111-111111111111";
const subscription = `/subscriptions/${subscriptionId}`;
const shared = `${subscription}/resourceGroups/rg-shared/providers`;
const network = `${shared}/Microsoft.Network/virtualNetworks/vnet-hub`;
const spoke = `${shared}/Microsoft.Network/virtualNetworks/vnet-spoke`;
const zone = `${shared}/Microsoft.Network/privateDnsZones/privatelink.vaultcore.azure.net`;
const workspace = `${shared}/Microsoft.OperationalInsights/workspaces/log-hub`;
const group = `${subscription}/resourceGroups/rg-kore-byok`;
const vault = `${subscription}/resourceGroups/rg-vault/providers/Microsoft.KeyVault/vaults/kv-contoso`;

const koreClientId = "7d2f8a34-51b6-4f0e-9c83-2b1f0d6e4a11";
const rightsOf = (settings: Partial<Settings>) => neededRights({ koreClientId, ...settings }, subscriptionId);
const actionsOf = (settings: Partial<Settings>): string[] => rightsOf(settings).map(({ action }) => action);
/** What a setting adds. */
const added = (settings: Partial<Settings>, to: Partial<Settings> = {}): string[] => {
  const before = actionsOf(to);
  return actionsOf({ ...to, ...settings })
    .filter((action) => !before.includes(action))
    .sort();
};

/** Settings that between them need all that the stack can need in a group that is there. */
const everything: Partial<Settings>[] = [
  {
    existingResourceGroup: true,
    endpointSubnetId: `${network}/subnets/snet-endpoints`,
    logAnalyticsWorkspaceId: workspace,
    alertEmails: ["platform@contoso.com"],
  },
  {
    existingResourceGroup: true,
    endpointSubnetId: `${network}/subnets/snet-endpoints`,
    privateDns: "existing",
    privateDnsZoneId: zone,
  },
  { existingVaultId: vault, existingKey: true },
];

describe("the rights that the doctor asks for", () => {
  it("are those of the vault, the key, Kore's access and the lock", () => {
    expect(rightsOf({})).toEqual(
      [
        "Microsoft.Resources/subscriptions/resourceGroups/write",
        "Microsoft.KeyVault/vaults/write",
        "Microsoft.KeyVault/vaults/keys/write",
        "Microsoft.Authorization/roleAssignments/write",
        "Microsoft.Authorization/locks/write",
      ].map((action) => ({ action, scope: subscription })),
    );
    expect(actionsOf({ deleteLock: false })).not.toContain("Microsoft.Authorization/locks/write");
    expect(actionsOf({ koreAccess: "revoked" })).not.toContain("Microsoft.Authorization/locks/write");
  });

  it("are asked at the group that is there", () => {
    const rights = rightsOf({ existingResourceGroup: true });

    expect([...new Set(rights.map(({ scope }) => scope))]).toEqual([group]);
    expect(rights.map(({ action }) => action)).not.toContain("Microsoft.Resources/subscriptions/resourceGroups/write");
  });

  it("are asked at the vault that is there, and in its group; it is not locked", () => {
    expect(rightsOf({ existingVaultId: vault, existingKey: true })).toEqual(
      [
        "Microsoft.KeyVault/vaults/read",
        "Microsoft.KeyVault/vaults/keys/read",
        "Microsoft.Authorization/roleAssignments/write",
      ].map((action) => ({ action, scope: vault })),
    );
    expect(rightsOf({ existingVaultId: vault, alertEmails: ["platform@contoso.com"] })).toContainEqual({
      action: "Microsoft.Insights/actionGroups/write",
      scope: `${subscription}/resourceGroups/rg-vault`,
    });
  });

  it("follow what monitoring makes", () => {
    const alertEmails = ["platform@contoso.com"];
    const alerts = [
      "Microsoft.Insights/actionGroups/write",
      "Microsoft.Insights/activityLogAlerts/write",
      "Microsoft.Insights/metricAlerts/write",
    ];
    expect(added({ alertEmails: [] })).toEqual([]);
    expect(added({ alertEmails })).toEqual(alerts);
    expect(added({ logAnalyticsWorkspaceId: workspace })).toEqual([
      "Microsoft.Insights/diagnosticSettings/write",
      "Microsoft.OperationalInsights/workspaces/sharedKeys/action",
    ]);
    expect(added({ alertEmails }, { logAnalyticsWorkspaceId: workspace })).toEqual([
      ...alerts,
      "Microsoft.Insights/scheduledQueryRules/write",
    ]);
  });

  it("follow what the endpoint and its DNS make", () => {
    const endpointSubnetId = `${network}/subnets/snet-endpoints`;
    const endpoint = [
      "Microsoft.KeyVault/vaults/privateEndpointConnectionsApproval/action",
      "Microsoft.Network/privateEndpoints/write",
      "Microsoft.Network/virtualNetworks/read",
      "Microsoft.Network/virtualNetworks/subnets/join/action",
    ];
    const zoneGroup = [
      "Microsoft.Network/privateDnsZones/join/action",
      "Microsoft.Network/privateEndpoints/privateDnsZoneGroups/write",
    ];
    expect(added({ endpointSubnetId, privateDns: "policy" })).toEqual(endpoint);
    expect(added({ endpointSubnetId, privateDns: "existing", privateDnsZoneId: zone })).toEqual(
      [...endpoint, ...zoneGroup].sort(),
    );
    expect(added({ endpointSubnetId })).toEqual(
      [
        ...endpoint,
        ...zoneGroup,
        "Microsoft.Network/privateDnsZones/write",
        "Microsoft.Network/privateDnsZones/virtualNetworkLinks/write",
        "Microsoft.Network/virtualNetworks/join/action",
      ].sort(),
    );
  });

  it("are asked where they are used, for what others keep", () => {
    const rights = [
      ...rightsOf({ ...everything[0], dnsVirtualNetworkIds: [spoke] }),
      ...rightsOf(everything[1]!),
    ].filter(({ elsewhere }) => elsewhere);

    expect(rights.map(({ action, scope }) => [action.split("/").slice(1).join("/"), scope])).toEqual([
      ["virtualNetworks/subnets/join/action", `${network}/subnets/snet-endpoints`],
      ["virtualNetworks/read", network],
      ["virtualNetworks/join/action", spoke],
      ["workspaces/sharedKeys/action", workspace],
      ["virtualNetworks/subnets/join/action", `${network}/subnets/snet-endpoints`],
      ["virtualNetworks/read", network],
      ["privateDnsZones/join/action", zone],
    ]);
  });

  it("are all given to the deploy identity of examples/ci-identity, and are all that it writes with", () => {
    const asked = everything.flatMap(actionsOf);
    const given = [...deployActions, ...accessActions, ...joinActions];

    expect(asked.filter((action) => !given.includes(action))).toEqual([]);
    const writes = grants.flatMap(({ type, verbs }) =>
      verbs.filter((verb) => verb !== "delete").map((verb) => `${type}/${verb}`),
    );
    expect(writes.filter((action) => !asked.includes(action))).toEqual([]);
  });
});
