import { UNKNOWN } from "../../../../simulator/providers/propertyValues";
import type { PropertyMap } from "../../../../simulator/providers/propertyValues";
import { GROUP, KEY, keyInputs, makeGroup, startAzureNative, stop, VAULT, vaultInputs } from "./fixture";
import type { Fixture } from "./fixture";

describe("Check of azure-native", () => {
  let fixture: Fixture;
  beforeEach(async () => (fixture = await startAzureNative()));
  afterEach(() => stop(fixture));

  const failuresOf = async (type: string, inputs: PropertyMap): Promise<string[]> =>
    (await fixture.provider.check(type, "name", inputs)).failures;

  it("accepts whole inputs and adds the API version", async () => {
    const { inputs, failures } = await fixture.provider.check(VAULT, "vault", vaultInputs(fixture));
    expect(failures).toEqual([]);
    expect(inputs).toEqual({ ...vaultInputs(fixture), azureApiVersion: "2024-11-01" });
  });

  it("names every required input that is missing, deep ones with their path", async () => {
    expect(await failuresOf(VAULT, { vaultName: "kv-kore", location: "westeurope", properties: { sku: {} } })).toEqual([
      "missing required property 'resourceGroupName'",
      "missing required property 'properties.sku.family'",
      "missing required property 'properties.sku.name'",
      "missing required property 'properties.tenantId'",
    ]);
  });

  it("tells how to configure a location that nothing gives", async () => {
    expect(await failuresOf(GROUP, { resourceGroupName: "rg" })).toEqual([
      "missing required property 'location'. Either set it explicitly or configure it with " +
        "'pulumi config set azure-native:location <value>'.",
    ]);
  });

  it.each([
    [VAULT, "vaultName", "kv_kore", "'vaultName' does not match expression '^[a-zA-Z0-9-]{3,24}$'"],
    [VAULT, "vaultName", "a".repeat(25), "'vaultName' does not match expression '^[a-zA-Z0-9-]{3,24}$'"],
    [KEY, "keyName", "kore.byok", "'keyName' does not match expression '^[a-zA-Z0-9-]{1,127}$'"],
    [GROUP, "resourceGroupName", "r".repeat(91), "'resourceGroupName' is too long (91): at most 90 characters allowed"],
    [GROUP, "resourceGroupName", "rg/1", "'resourceGroupName' does not match expression '^[-\\p{L}\\p{N}_.()]+$'"],
  ])("refuses %s %s %s", async (type, property, value, reason) => {
    const whole = { [VAULT]: vaultInputs(fixture), [KEY]: keyInputs, [GROUP]: { location: "westeurope" } }[type];
    expect(await failuresOf(type, { ...whole, [property]: value })).toEqual([reason]);
  });

  it.each([
    [
      "softDeleteRetentionInDays",
      "90",
      "'properties.softDeleteRetentionInDays' should be of type 'integer' but got a string",
    ],
    ["softDeleteRetentionInDays", 7.5, "'properties.softDeleteRetentionInDays' must be an integer but got 7.500000"],
    [
      "enableRbacAuthorization",
      "true",
      "'properties.enableRbacAuthorization' should be of type 'boolean' but got a string",
    ],
    ["publicNetworkAccess", 1, "'properties.publicNetworkAccess' should be of type 'string' but got a number"],
    ["networkAcls", [], "'properties.networkAcls' should be of type 'object' but got an array"],
    ["networkAcls", { ipRules: [{}] }, "missing required property 'properties.networkAcls.ipRules[0].value'"],
    [
      "networkAcls",
      { ipRules: [{ value: true }] },
      "'properties.networkAcls.ipRules[0].value' should be of type 'string' but got a boolean",
    ],
  ])("refuses %s = %j", async (property, value, reason) => {
    expect(await failuresOf(VAULT, vaultInputs(fixture, { [property]: value }))).toEqual([reason]);
  });

  it("refuses a property that it does not model, and names the nearest", async () => {
    expect(await failuresOf(VAULT, vaultInputs(fixture, { purgeProtection: true }))).toEqual([
      "'properties.purgeProtection' is not a property that the simulated Azure models; the nearest one is " +
        "'enablePurgeProtection'",
    ]);
  });

  it("refuses another API version than the pinned SDK's", async () => {
    expect(await failuresOf(VAULT, { ...vaultInputs(fixture), azureApiVersion: "2023-07-01" })).toEqual([
      "'azureApiVersion' is \"2023-07-01\"; the simulated Azure has azure-native:keyvault:Vault of the pinned SDK's " +
        "version '2024-11-01' alone",
    ]);
  });

  it("passes unknown values on without looking into them", async () => {
    const inputs: PropertyMap = { ...keyInputs, vaultName: UNKNOWN, properties: { kty: UNKNOWN, attributes: UNKNOWN } };
    const checked = await fixture.provider.check(KEY, "key", inputs);
    expect(checked.failures).toEqual([]);
    expect(checked.inputs).toEqual({ ...inputs, azureApiVersion: "2024-11-01" });
  });

  it("refuses a type that it does not know", async () => {
    await expect(failuresOf("azure-native:storage:StorageAccount", {})).rejects.toThrow(
      "Resource type azure-native:storage:StorageAccount not found: the simulated Azure does not model it",
    );
  });

  describe("location", () => {
    const locationOf = async (inputs: PropertyMap, oldInputs?: PropertyMap) =>
      (await fixture.provider.check(VAULT, "vault", inputs, { oldInputs })).inputs["location"];
    const without = () => ({ ...vaultInputs(fixture), location: null });

    it("comes from the resource group where nothing else gives one", async () => {
      await makeGroup(fixture);
      expect(await locationOf(without())).toBe("westeurope");
    });

    it("comes from the configuration before the resource group", async () => {
      await makeGroup(fixture);
      await fixture.provider.configure("azure-native", { location: "northeurope" });
      expect(await locationOf(without())).toBe("northeurope");
    });

    it("stays what it was", async () => {
      await fixture.provider.configure("azure-native", { location: "northeurope" });
      expect(await locationOf(without(), { ...vaultInputs(fixture), location: "uksouth" })).toBe("uksouth");
    });

    it("is unknown where the resource group's name is", async () => {
      expect(await locationOf({ ...without(), resourceGroupName: UNKNOWN })).toBe(UNKNOWN);
    });

    it("gets into a DNS zone too, which wants 'global'", async () => {
      await fixture.provider.configure("azure-native", { location: "northeurope" });
      const zone = { resourceGroupName: "rg", privateZoneName: "privatelink.vaultcore.azure.net" };
      const { inputs } = await fixture.provider.check("azure-native:privatedns:PrivateZone", "zone", zone);
      expect(inputs["location"]).toBe("northeurope");
    });

    it("is not added to a type without one", async () => {
      await fixture.provider.configure("azure-native", { location: "northeurope" });
      expect((await fixture.provider.check(KEY, "key", keyInputs)).inputs).not.toHaveProperty("location");
    });
  });
});
