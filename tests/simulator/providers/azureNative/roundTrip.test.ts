/** Each type once through its life, on the simulated Resource Manager: both must agree on ARM's JSON. */
import type { PropertyMap } from "../../../../simulator/providers/propertyValues";
import type { State } from "../providerClient";
import { GROUP, makeGroup, startAzureNative, stop, VAULT, vaultInputs } from "./fixture";
import type { Fixture } from "./fixture";

const NETWORK = "azure-native:network:VirtualNetwork";
const SUBNET = "azure-native:network:Subnet";
const ENDPOINT = "azure-native:network:PrivateEndpoint";
const ZONE = "azure-native:privatedns:PrivateZone";
const WORKSPACE = "azure-native:operationalinsights:Workspace";
const ACTION_GROUP = "azure-native:monitor:ActionGroup";

const group = { resourceGroupName: "rg" };
const zoneName = "privatelink.vaultcore.azure.net";

/** IDs of the resources made so far, by type. */
type Ids = Record<string, string>;

/** In the order in which one needs the other. */
const CASES: Array<[type: string, inputs: (ids: Ids) => PropertyMap, changed: PropertyMap]> = [
  [
    NETWORK,
    () => ({ ...group, virtualNetworkName: "vnet", addressSpace: { addressPrefixes: ["10.0.0.0/16"] } }),
    { tags: { team: "net" } },
  ],
  [
    SUBNET,
    () => ({
      ...group,
      virtualNetworkName: "vnet",
      subnetName: "endpoints",
      addressPrefix: "10.0.1.0/24",
      privateEndpointNetworkPolicies: "Disabled",
      privateLinkServiceNetworkPolicies: "Enabled",
    }),
    { privateEndpointNetworkPolicies: "Enabled" },
  ],
  [
    ENDPOINT,
    (ids) => ({
      ...group,
      privateEndpointName: "pe",
      subnet: {
        id: ids[SUBNET]!,
        privateEndpointNetworkPolicies: "Disabled",
        privateLinkServiceNetworkPolicies: "Enabled",
      },
      privateLinkServiceConnections: [{ name: "vault", groupIds: ["vault"], privateLinkServiceId: ids[VAULT]! }],
    }),
    { tags: { team: "net" } },
  ],
  [ZONE, () => ({ ...group, privateZoneName: zoneName, location: "global" }), { tags: { team: "net" } }],
  [
    "azure-native:privatedns:VirtualNetworkLink",
    (ids) => ({
      ...group,
      privateZoneName: zoneName,
      virtualNetworkLinkName: "link",
      location: "global",
      registrationEnabled: false,
      virtualNetwork: { id: ids[NETWORK]! },
    }),
    { tags: { team: "net" } },
  ],
  [
    "azure-native:network:PrivateDnsZoneGroup",
    (ids) => ({
      ...group,
      privateEndpointName: "pe",
      privateDnsZoneGroupName: "default",
      privateDnsZoneConfigs: [{ name: "vault", privateDnsZoneId: ids[ZONE]! }],
    }),
    {},
  ],
  [
    WORKSPACE,
    () => ({ ...group, workspaceName: "log-kore", retentionInDays: 30, sku: { name: "PerGB2018" } }),
    { retentionInDays: 90 },
  ],
  [
    "azure-native:monitor:DiagnosticSetting",
    (ids) => ({
      resourceUri: ids[VAULT]!,
      name: "audit",
      workspaceId: ids[WORKSPACE]!,
      logs: [{ categoryGroup: "audit", enabled: true }],
      metrics: [{ category: "AllMetrics", enabled: true }],
    }),
    { metrics: [{ category: "AllMetrics", enabled: false }] },
  ],
  [
    ACTION_GROUP,
    () => ({
      ...group,
      actionGroupName: "platform",
      location: "global",
      enabled: true,
      groupShortName: "platform",
      emailReceivers: [{ name: "platform", emailAddress: "platform@example.com", useCommonAlertSchema: true }],
    }),
    { groupShortName: "security" },
  ],
  [
    "azure-native:monitor:MetricAlert",
    (ids) => ({
      ...group,
      ruleName: "availability",
      location: "global",
      enabled: true,
      severity: 1,
      scopes: [ids[VAULT]!],
      evaluationFrequency: "PT5M",
      windowSize: "PT15M",
      criteria: {
        odataType: "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
        allOf: [
          {
            criterionType: "StaticThresholdCriterion",
            name: "availability",
            metricName: "Availability",
            metricNamespace: "Microsoft.KeyVault/vaults",
            operator: "LessThan",
            threshold: 99.5,
            timeAggregation: "Average",
          },
        ],
      },
      actions: [{ actionGroupId: ids[ACTION_GROUP]! }],
    }),
    { severity: 0 },
  ],
  [
    "azure-native:monitor:ActivityLogAlert",
    (ids) => ({
      ...group,
      activityLogAlertName: "key-vault-deleted",
      location: "global",
      enabled: true,
      scopes: [ids[VAULT]!],
      condition: {
        allOf: [
          { field: "category", equals: "Administrative" },
          { field: "operationName", equals: "Microsoft.KeyVault/vaults/delete" },
        ],
      },
      actions: { actionGroups: [{ actionGroupId: ids[ACTION_GROUP]! }] },
    }),
    { enabled: false },
  ],
  [
    "azure-native:monitor:ScheduledQueryRule",
    (ids) => ({
      ...group,
      ruleName: "denied",
      enabled: true,
      severity: 2,
      scopes: [ids[WORKSPACE]!],
      evaluationFrequency: "PT5M",
      windowSize: "PT15M",
      criteria: {
        allOf: [
          {
            query: "AzureDiagnostics | where httpStatusCode_d == 403",
            operator: "GreaterThan",
            threshold: 0,
            timeAggregation: "Count",
          },
        ],
      },
      actions: { actionGroups: [ids[ACTION_GROUP]!] },
    }),
    { severity: 3 },
  ],
  [
    "azure-native:authorization:ManagementLockByScope",
    (ids) => ({ scope: ids[VAULT]!, lockName: "kore", level: "CanNotDelete", notes: "Kore's key" }),
    { notes: "Kore's key, see the runbook" },
  ],
];

describe("every azure-native type", () => {
  let fixture: Fixture;
  const states = new Map<string, State>();
  const ids: Ids = {};

  beforeAll(async () => {
    fixture = await startAzureNative({ location: "westeurope" });
    ids[GROUP] = (await makeGroup(fixture)).id;
    ids[VAULT] = (await fixture.provider.make(VAULT, "vault", vaultInputs(fixture))).id;
  });
  afterAll(() => stop(fixture));

  describe.each(CASES)("%s", (type, inputs, changed) => {
    it("is created with what was asked for", async () => {
      const state = await fixture.provider.make(type, "name", inputs(ids));
      states.set(type, state);
      ids[type] = state.id;
      const { outputs } = await fixture.provider.previewCreate(type, inputs(ids));
      // Azure answers the subnet as a reference, without the policies that the SDK adds.
      const asked = Object.entries(inputs(ids)).filter(([name]) => name in outputs && name !== "subnet");
      expect(asked.length).toBeGreaterThan(0);
      expect(state.outputs).toMatchObject(Object.fromEntries(asked));
    });

    it("differs in nothing, and a refresh moves nothing", async () => {
      const state = states.get(type)!;
      const { inputs: again } = await fixture.provider.check(type, "name", inputs(ids), { oldInputs: state.inputs });
      expect(await fixture.provider.diff(type, state, again)).toMatchObject({ changes: false });
      expect(await fixture.provider.refresh(type, state)).toMatchObject({ inputs: state.inputs });
    });

    it("is imported with what its path and Azure tell", async () => {
      const imported = (await fixture.provider.import(type, ids[type]!))!;
      expect(imported.outputs).toEqual((await fixture.provider.refresh(type, states.get(type)!))!.outputs);
      const { failures } = await fixture.provider.check(type, "name", imported.inputs);
      expect(failures).toEqual([]);
    });

    it("is updated in place", async () => {
      const state = states.get(type)!;
      const wanted = { ...state.inputs, ...changed };
      expect(await fixture.provider.diff(type, state, wanted)).toMatchObject({ replaces: [] });
      const outputs = await fixture.provider.update(type, state, wanted);
      states.set(type, { ...state, inputs: wanted, outputs });
      for (const [name, value] of Object.entries(changed)) expect(outputs[name]).toEqual(value);
    });
  });

  it("is deleted, in the other order", async () => {
    for (const [type] of [...CASES].reverse()) {
      await fixture.provider.delete(type, states.get(type)!);
      expect([type, await fixture.provider.refresh(type, states.get(type)!)]).toEqual([type, undefined]);
    }
  });
});
