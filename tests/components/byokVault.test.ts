import * as pulumi from "@pulumi/pulumi";
import { ByokVault, type ByokVaultArgs } from "../../components";
import { login, vaultIdOf, type World } from "../support/mockedAzure";
import { deploy, failure } from "../support/mocks";

const required: ByokVaultArgs = { tenantId: login.tenantId, resourceGroupName: "rg-kore-byok", vaultName: "kv-a" };
const program =
  (args: Partial<ByokVaultArgs> = {}, opts?: pulumi.ComponentResourceOptions) =>
  () => {
    const { vaultId, vaultName, vaultUri, location, resourceGroupName } = new ByokVault(
      "byok",
      { ...required, ...args },
      opts,
    );
    return { vaultId, vaultName, vaultUri, location, resourceGroupName };
  };
/** As another resource hands out a value. */
const late = <T>(value: T) => pulumi.output(Promise.resolve(value));
const propertiesOf = async (args: Partial<ByokVaultArgs>): Promise<Record<string, unknown>> =>
  (await deploy(program(args))).find("keyvault:Vault", "byok-vault").inputs["properties"] as Record<string, unknown>;
const facts = (vaultName: string) => ({
  vaultId: vaultIdOf(vaultName),
  vaultName,
  vaultUri: `https://${vaultName}.vault.azure.net/`,
  location: "westeurope",
  resourceGroupName: "rg-kore-byok",
});

describe("ByokVault", () => {
  it("makes a vault with every property stated: purge protection, soft delete, roles, a network that denies", async () => {
    const deployment = await deploy(program({ location: "westeurope", tags: { team: "platform" } }));
    expect(deployment.made).toHaveLength(1);
    expect(deployment.find("keyvault:Vault", "byok-vault").inputs).toEqual({
      resourceGroupName: "rg-kore-byok",
      vaultName: "kv-a",
      location: "westeurope",
      tags: { team: "platform" },
      properties: {
        tenantId: login.tenantId,
        sku: { family: "A", name: "premium" },
        enableRbacAuthorization: true,
        enableSoftDelete: true,
        softDeleteRetentionInDays: 90,
        enablePurgeProtection: true,
        enabledForDeployment: false,
        enabledForDiskEncryption: false,
        enabledForTemplateDeployment: false,
        publicNetworkAccess: "Disabled",
        networkAcls: { bypass: "None", defaultAction: "Deny", ipRules: [], virtualNetworkRules: [] },
      },
    });
    expect(deployment.outputs).toEqual(facts("kv-a"));
  });

  it("lets in firewall mode the listed ranges in, and trusted Microsoft services unless it is told not to", async () => {
    const firewall = {
      networkMode: "firewall",
      koreIpRanges: ["52.168.3.9", "20.42.7.0/28"],
      operatorIpRanges: pulumi.output(["20.50.0.8/29"]),
    } as const;
    const networkAcls = {
      bypass: "AzureServices",
      defaultAction: "Deny",
      ipRules: [{ value: "20.42.7.0/28" }, { value: "20.50.0.8/29" }, { value: "52.168.3.9/32" }],
      virtualNetworkRules: [],
    };
    expect(await propertiesOf({ ...firewall, koreIpRanges: [...firewall.koreIpRanges] })).toMatchObject({
      publicNetworkAccess: "Enabled",
      networkAcls,
    });
    const strict = { ...firewall, koreIpRanges: [...firewall.koreIpRanges], trustedMicrosoftServices: false };
    expect(await propertiesOf(strict)).toMatchObject({ networkAcls: { ...networkAcls, bypass: "None" } });
  });

  it("takes tier and retention", async () => {
    const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
    expect(await propertiesOf({ vaultSku: "standard", softDeleteRetentionDays: 7 })).toMatchObject({
      sku: { name: "standard" },
      softDeleteRetentionInDays: 7,
    });
    expect(warn).toHaveBeenCalledTimes(1);
    warn.mockRestore();
  });

  it("takes late what decides nothing of what is made", async () => {
    const deployment = await deploy(
      program({
        location: late("northeurope"),
        vaultSku: late("standard"),
        keyType: late("RSA"),
        networkMode: "firewall",
        koreIpRanges: ["20.42.7.0/28"],
        trustedMicrosoftServices: late(false),
      }),
    );
    expect(deployment.find("keyvault:Vault").inputs).toMatchObject({
      location: "northeurope",
      properties: { sku: { name: "standard" }, networkAcls: { bypass: "None" } },
    });
    expect(deployment.find("keyvault:Vault").options.protect).toBe(true);
  });

  it.each<[string, Partial<ByokVaultArgs>, string]>([
    ["a tier that is none", { vaultSku: late("Premium" as never) }, "vaultSku"],
    ["B99 a text for a flag", { trustedMicrosoftServices: late("false" as never) }, "trustedMicrosoftServices"],
    ["B39 an HSM key on standard", { vaultSku: late("standard"), keyType: "RSA-HSM" }, "keyType"],
    ["a tenant that is none after all", { tenantId: late(undefined as never) }, "tenantId"],
  ])("checks what comes late before the vault is made with it: %s", async (_, bad, key) => {
    const { error, deployment } = await failure(program(bad));
    expect(error.message).toContain(`ByokVault "byok": 1 problem\n  ${key}: `);
    expect(deployment.made).toEqual([]);
  });

  it("tells what the nearest argument is", async () => {
    const { error } = await failure(program({ softDeleteRetentionInDays: 7 } as object));
    expect(error.message).toContain("leave it out; did you mean softDeleteRetentionDays?");
  });

  it("B102 is refused where the program makes the vault already, with nothing of the second made", async () => {
    const { error, deployment } = await failure(() => [
      new ByokVault("one", required),
      new ByokVault("two", { ...required, vaultName: "kv-a" }),
    ]);
    expect(error.message).toContain('ByokVault "two": 1 problem\n  vaultName: "kv-a"\n');
    expect(error.message).toContain('ByokVault "one" already creates the vault kv-a in this program');
    expect(deployment.made.map(({ name }) => name)).not.toContain("two-vault");
  });

  it("is protected and retained; allowReplacement lifts the protection alone, the component's options nothing", async () => {
    const optionsOf = async (args: Partial<ByokVaultArgs>, opts?: pulumi.ComponentResourceOptions) =>
      (await deploy(program(args, opts))).find("keyvault:Vault").options;
    const kept = { retainOnDelete: true, deleteBeforeReplace: false, beforeUpdate: ["byok-refuse-vault-update"] };
    expect(await optionsOf({})).toMatchObject({ ...kept, protect: true, ignoreChanges: [] });
    expect(await optionsOf({ allowReplacement: true })).toMatchObject({ ...kept, protect: false });
    expect(await optionsOf({}, { protect: false, retainOnDelete: false })).toMatchObject({ ...kept, protect: true });
  });

  it("records a name of its own making before the vault exists, and keeps it", async () => {
    const deployment = await deploy(program({ vaultName: undefined }));
    const suffix = deployment.find("RandomString", "byok-vault-suffix");
    expect(suffix.inputs).toMatchObject({ length: 8, special: false, upper: false });
    expect(suffix.options.protect).toBe(true);
    const replaceable = await deploy(program({ vaultName: undefined, allowReplacement: true }));
    expect(replaceable.find("RandomString").options.protect).toBe(false);
    expect(deployment.find("keyvault:Vault").inputs["vaultName"]).toBe("kv-kore-x7k2m9qp");
    expect(deployment.find("keyvault:Vault").options.dependencies).toContain(suffix.urn);
    expect(deployment.outputs).toEqual(facts("kv-kore-x7k2m9qp"));
  });

  it.each([
    ["B41 a step down from premium", { sku: { name: "standard" } }, "vaultSku"],
    ["B46 another retention", { softDeleteRetentionInDays: 30 }, "softDeleteRetentionDays"],
    ["another tenant", { tenantId: "99999999-9999-4999-8999-999999999999" }, "tenantId"],
    ["no change of these", { networkAcls: { ipRules: [] } }, undefined],
  ])("stops an update to what is fixed about a vault: %s", async (_, change, key) => {
    const deployment = await deploy(program());
    const properties = { tenantId: login.tenantId, sku: { name: "premium" }, softDeleteRetentionInDays: 90 };
    const refusal = await deployment.refusal("byok-refuse-vault-update", {
      oldOutputs: { name: "kv-a", location: "westeurope", properties },
      newInputs: { location: "westeurope", properties: { ...properties, ...change } },
    });
    expect(refusal?.match(/^ {2}(\w+):/m)?.[1]).toBe(key);
  });

  it.each([
    ["the change after the flag", { vaultName: "a", allowReplacement: true }, true],
    ["flag and change at once", { vaultName: "a" }, false],
  ])("takes two updates to replace: %s", async (_, oldInputs, allowed) => {
    const deployment = await deploy(program());
    const newInputs = { vaultName: "b", allowReplacement: true };
    const refusal = await deployment.refusal("byok-vault-refuse-change", { oldInputs, newInputs });
    expect(refusal === undefined).toBe(allowed);
  });

  it.each<[string, object, string]>([
    ["B11 a tenant by name", { tenantId: "common" }, "tenantId"],
    ["B40 a tier in another spelling", { vaultSku: "Premium" }, "vaultSku"],
    ["B44 a retention of 6 days", { softDeleteRetentionDays: 6 }, "softDeleteRetentionDays"],
    ["B76 firewall mode without ranges", { networkMode: "firewall" }, "koreIpRanges"],
    ["a network mode that is none", { networkMode: "ip", koreIpRanges: ["20.42.7.0/28"] }, "networkMode"],
    ["B91 ranges in private mode", { koreIpRanges: ["20.42.7.0/28"] }, "koreIpRanges"],
    ["B84 a region that Azure does not have", { location: "Moon" }, "location"],
    ["B94 a group's name with a full stop", { resourceGroupName: "rg." }, "resourceGroupName"],
    ["B39 an HSM key on standard", { vaultSku: "standard", keyType: "RSA-HSM" }, "keyType"],
    ["B99 a text for a flag, which would lift the protection", { allowReplacement: "false" }, "allowReplacement"],
    [
      "a name beside an existing vault",
      { resourceGroupName: undefined, existingVaultId: vaultIdOf("kv-there") },
      "vaultName",
    ],
    ["a vault to be made without a group", { resourceGroupName: undefined }, "resourceGroupName"],
    ["no tenant", { tenantId: undefined }, "tenantId"],
    ["B47 no purge protection", { enablePurgeProtection: false }, "enablePurgeProtection"],
    ["B96 access policies", { accessPolicies: [{}] }, "accessPolicies"],
    ["an output that nothing takes", { accessPolicies: late([]) }, "accessPolicies"],
    [
      "B100 an output for a flag, which would lift the protection",
      { allowReplacement: late(false) },
      "allowReplacement",
    ],
    ["B100 an output for its name", { vaultName: late("kv-a") }, "vaultName"],
  ])("refuses %s, and makes nothing", async (_, bad, key) => {
    const { error, deployment } = await failure(program(bad));
    expect(error.message).toContain(`ByokVault "byok": 1 problem\n  ${key}: `);
    expect(deployment.made).toEqual([]);
    expect(deployment.calls).toEqual([]);
  });

  it.each([
    ["another vault", { vaultName: "kv-b" }, "vaultName"],
    ["a network without Kore", { networkMode: "firewall" }, "networkMode"],
  ])("refuses from the enforcement date on: %s", async (_, change, key) => {
    const deployment = await deploy(program());
    const oldInputs = { vaultName: "kv-a", enforcementDate: "2020-01-31" };
    const refusal = await deployment.refusal("byok-vault-refuse-change", {
      oldInputs,
      newInputs: { ...oldInputs, ...change },
      oldOutputs: { vaultName: "kv-a", vaultId: vaultIdOf("kv-a") },
    });
    expect(refusal?.match(/^ {2}(\w+):/m)?.[1]).toBe(key);
  });

  it("tells all bad arguments at once and makes nothing", async () => {
    const bad = { vaultName: "kore--kv", networkMode: "firewall", koreIpRanges: ["10.0.0.1", "0.0.0.0/0"] } as const;
    const { error, deployment } = await failure(program({ ...bad, koreIpRanges: [...bad.koreIpRanges] }));
    for (const part of ["3 problems", "  vaultName:", "  koreIpRanges[0]:", "  koreIpRanges[1]:"]) {
      expect(error.message).toContain(part);
    }
    expect(deployment.made).toEqual([]);
  });

  it("checks ranges that are known only later before the vault is made with them", async () => {
    const { error, deployment } = await failure(
      program({ networkMode: "firewall", koreIpRanges: pulumi.output(["0.0.0.0/0"]) }),
    );
    expect(error.message).toContain("the whole internet");
    expect(deployment.made).toEqual([]);
  });
});

describe("ByokVault with an existing vault", () => {
  const live = {
    id: vaultIdOf("kv-there"),
    name: "kv-there",
    location: "westeurope",
    properties: {
      tenantId: login.tenantId,
      sku: { family: "A", name: "premium" },
      vaultUri: "https://kv-there.vault.azure.net/",
      enableRbacAuthorization: true,
      enablePurgeProtection: true,
      publicNetworkAccess: "Disabled",
    },
  };
  const existing = { vaultName: undefined, resourceGroupName: undefined, existingVaultId: live.id };
  const world = (change: object = {}): World => ({
    vaults: { "kv-there": { ...live, properties: { ...live.properties, ...change } } },
  });

  it("takes null in Azure's answer as if it were left out", async () => {
    const { properties } = live;
    const nothing = { networkAcls: null, privateEndpointConnections: null, softDeleteRetentionInDays: null };
    const there = { ...live, location: null, tags: null, properties: { ...properties, ...nothing } };
    const located = program({ ...existing, location: "westeurope" });
    expect((await deploy(located, { vaults: { "kv-there": there } })).outputs).toEqual({
      ...facts("kv-there"),
      location: "",
    });
    const open = { ...properties, publicNetworkAccess: null, networkAcls: { defaultAction: null, ipRules: null } };
    const { error } = await failure(program(existing), { vaults: { "kv-there": { ...live, properties: open } } });
    expect(error.message).toContain("networkAcls.defaultAction Allow");
  });

  it("reads it, hands out what it is, and registers no vault", async () => {
    const deployment = await deploy(program(existing), world());
    expect(deployment.made).toEqual([]);
    expect(deployment.calls).toEqual([
      {
        token: "azure-native:keyvault:getVault",
        inputs: { resourceGroupName: "rg-kore-byok", vaultName: "kv-there" },
      },
    ]);
    expect(deployment.outputs).toEqual(facts("kv-there"));
  });

  it("names every mismatch at once", async () => {
    const { error } = await failure(
      program({ ...existing, location: "northeurope", networkMode: "firewall", koreIpRanges: ["20.42.7.0/28"] }),
      world({ enableRbacAuthorization: false, enablePurgeProtection: undefined, sku: { name: "standard" } }),
    );
    expect(pulumi.RunError.isInstance(error)).toBe(true);
    for (const part of [
      "5 problems",
      "enableRbacAuthorization false",
      "enablePurgeProtection false",
      "location westeurope",
      "sku standard",
      "publicNetworkAccess Disabled",
    ]) {
      expect(error.message).toContain(part);
    }
  });

  it("is only warned of while Kore's access is revoked: nothing may hold up the kill switch", async () => {
    const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
    const revoked = { ...existing, networkMode: "firewall", koreAccess: "revoked" } as const;
    const args = { ...revoked, koreIpRanges: ["20.42.7.0/28"] };
    const deployment = await deploy(program(args), world({ enableRbacAuthorization: false }));
    const told = warn.mock.calls.map(([message]) => message).join("\n");
    warn.mockRestore();
    expect(deployment.outputs).toEqual(facts("kv-there"));
    for (const part of ["publicNetworkAccess Disabled", "enableRbacAuthorization false"]) expect(told).toContain(part);
  });

  it("fails where there is none", async () => {
    const { error } = await failure(program(existing));
    expect(error.message).toContain("ResourceNotFound");
  });

  it("only warns of a group beside it: a stack file may be shared", async () => {
    const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
    const deployment = await deploy(program({ ...existing, resourceGroupName: "rg-mine" }), world());
    const told = warn.mock.calls.map(([message]) => message).join("\n");
    warn.mockRestore();
    expect(told).toContain('resourceGroupName: "rg-mine"\n    rule: it has no effect with existingVaultId');
    expect(deployment.outputs).toEqual(facts("kv-there"));
  });

  it("holds it against a type of key that is known only later", async () => {
    const standard = world({ sku: { name: "standard" } });
    expect((await deploy(program({ ...existing, vaultSku: late("standard") }), standard)).outputs).toEqual(
      facts("kv-there"),
    );
    const { error } = await failure(program({ ...existing, vaultSku: late("premium") }), standard);
    expect(error.message).toContain("sku standard");
  });
});
