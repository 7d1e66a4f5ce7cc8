import type { PropertyMap } from "../../../../simulator/providers/propertyValues";
import { UNKNOWN } from "../../../../simulator/providers/propertyValues";
import { ASSIGNMENT, GROUP, KEY, startAzureNative, stop, VAULT } from "./fixture";
import type { Fixture } from "./fixture";

/** What replaces each type: path parameters, and what azure-native's metadata marks as force-new. */
const REPLACING: Record<string, string[]> = {
  [GROUP]: ["resourceGroupName", "location"],
  [VAULT]: ["resourceGroupName", "vaultName"],
  [KEY]: ["resourceGroupName", "vaultName", "keyName"],
  "azure-native:keyvault:PrivateEndpointConnection": [
    "resourceGroupName",
    "vaultName",
    "privateEndpointConnectionName",
  ],
  [ASSIGNMENT]: ["scope", "roleAssignmentName", "principalId"],
  "azure-native:authorization:ManagementLockByScope": ["scope", "lockName"],
  "azure-native:network:PrivateEndpoint": ["resourceGroupName", "privateEndpointName"],
  "azure-native:network:PrivateDnsZoneGroup": ["resourceGroupName", "privateEndpointName", "privateDnsZoneGroupName"],
  "azure-native:network:VirtualNetwork": ["resourceGroupName", "virtualNetworkName", "location"],
  "azure-native:network:Subnet": ["resourceGroupName", "virtualNetworkName", "subnetName"],
  "azure-native:privatedns:PrivateZone": ["resourceGroupName", "privateZoneName", "location"],
  "azure-native:privatedns:VirtualNetworkLink": [
    "resourceGroupName",
    "privateZoneName",
    "virtualNetworkLinkName",
    "location",
  ],
  "azure-native:monitor:DiagnosticSetting": ["resourceUri", "name"],
  "azure-native:monitor:MetricAlert": ["resourceGroupName", "ruleName"],
  "azure-native:monitor:ActionGroup": ["resourceGroupName", "actionGroupName"],
  "azure-native:monitor:ActivityLogAlert": ["resourceGroupName", "activityLogAlertName"],
  "azure-native:monitor:ScheduledQueryRule": ["resourceGroupName", "ruleName"],
  "azure-native:operationalinsights:Workspace": ["resourceGroupName", "workspaceName"],
};

/** What looks as if it replaced, and is planned as an update. */
const IN_PLACE: Array<[type: string, property: string]> = [
  [VAULT, "location"],
  [KEY, "tags"],
  [ASSIGNMENT, "roleDefinitionId"],
  [ASSIGNMENT, "principalType"],
  ["azure-native:authorization:ManagementLockByScope", "level"],
  ["azure-native:network:PrivateEndpoint", "location"],
  ["azure-native:monitor:ActionGroup", "location"],
];

describe("Diff of azure-native", () => {
  let fixture: Fixture;
  beforeAll(async () => (fixture = await startAzureNative()));
  afterAll(() => stop(fixture));

  const diff = (type: string, oldInputs: PropertyMap, newInputs: PropertyMap, outputs: PropertyMap = {}) =>
    fixture.provider.diff(type, { id: "id", inputs: oldInputs, outputs }, newInputs);

  const cases = Object.entries(REPLACING).flatMap(([type, names]) => names.map((name) => [type, name] as const));

  it.each(cases)("%s is replaced for a new %s, the old one deleted first", async (type, property) => {
    expect(await diff(type, { [property]: "old" }, { [property]: "new" })).toEqual({
      changes: true,
      replaces: [property],
      deleteBeforeReplace: true,
      detailed: { [property]: "UPDATE_REPLACE" },
    });
  });

  it.each(IN_PLACE)("%s is updated in place for a new %s", async (type, property) => {
    expect(await diff(type, { [property]: "old" }, { [property]: "new" })).toEqual({
      changes: true,
      replaces: [],
      deleteBeforeReplace: false,
      detailed: { [property]: "UPDATE" },
    });
  });

  it("deletes last where the name was made up", async () => {
    const mark = { __createBeforeDelete: true };
    expect(await diff(VAULT, { vaultName: "a", ...mark }, { vaultName: "b", ...mark })).toMatchObject({
      replaces: ["vaultName"],
      deleteBeforeReplace: false,
    });
  });

  it("sees nothing where nothing changed, and passes over its own marks", async () => {
    const inputs = { vaultName: "a", properties: { sku: { name: "premium" } } };
    expect(await diff(VAULT, { ...inputs, __createBeforeDelete: true }, inputs)).toEqual({
      changes: false,
      replaces: [],
      deleteBeforeReplace: false,
      detailed: {},
    });
  });

  it.each([
    ["location", "West Europe", "westeurope"],
    ["location", "westeurope", "WestEurope"],
    ["resourceGroupName", "RG-Kore", "rg-kore"],
  ])("takes %s '%s' and '%s' for the same", async (property, before, after) => {
    expect(await diff(GROUP, { [property]: before }, { [property]: after })).toMatchObject({ changes: false });
  });

  it("compares inputs, not what Azure filled in", async () => {
    const outputs = { properties: { provisioningState: "Succeeded", vaultUri: "https://kv.vault.azure.net/" } };
    expect(await diff(VAULT, { tags: {} }, { tags: {} }, outputs)).toMatchObject({ changes: false });
  });

  it("tells the path of each change", async () => {
    const before = { properties: { networkAcls: { ipRules: [{ value: "1" }, { value: "2" }], bypass: "None" } } };
    const after = { properties: { networkAcls: { ipRules: [{ value: "9" }], defaultAction: "Deny" } } };
    expect((await diff(VAULT, before, after)).detailed).toEqual({
      "properties.networkAcls.ipRules[0].value": "UPDATE",
      "properties.networkAcls.ipRules[1]": "DELETE",
      "properties.networkAcls.bypass": "DELETE",
      "properties.networkAcls.defaultAction": "ADD",
    });
  });

  it("replaces an endpoint for any change of its subnet's values", async () => {
    const endpoint = "azure-native:network:PrivateEndpoint";
    expect(await diff(endpoint, { subnet: { id: "a" } }, { subnet: { id: "b" } })).toMatchObject({
      replaces: ["subnet.id"],
      detailed: { "subnet.id": "UPDATE_REPLACE" },
    });
  });

  it("replaces a DNS link for another network", async () => {
    const link = "azure-native:privatedns:VirtualNetworkLink";
    expect(await diff(link, { virtualNetwork: { id: "a" } }, { virtualNetwork: { id: "b" } })).toMatchObject({
      replaces: ["virtualNetwork.id"],
    });
  });

  it("replaces for an input that is new or gone, unless Azure has that very value already", async () => {
    expect(await diff(GROUP, {}, { location: "uksouth" })).toMatchObject({
      replaces: ["location"],
      detailed: { location: "ADD_REPLACE" },
    });
    expect(await diff(GROUP, { location: "uksouth" }, {})).toMatchObject({ detailed: { location: "DELETE_REPLACE" } });
    expect(await diff(GROUP, {}, { location: "uksouth" }, { location: "uksouth" })).toMatchObject({
      replaces: [],
      detailed: { location: "ADD" },
    });
  });

  it("shows a replacement for a force-new input that is unknown", async () => {
    expect(await diff(KEY, { vaultName: "kv" }, { vaultName: UNKNOWN })).toMatchObject({ replaces: ["vaultName"] });
  });

  it("does not show the API version as new after an import", async () => {
    const version = { azureApiVersion: "2024-11-01" };
    expect(await diff(VAULT, {}, version, version)).toMatchObject({ changes: false });
    expect(await diff(VAULT, {}, version, { azureApiVersion: "2023-07-01" })).toMatchObject({ changes: true });
  });
});
