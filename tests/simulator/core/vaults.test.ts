import { Tenant, expectRefusal, version } from "./tenant";

describe("A vault's name", () => {
  it.each(["kv", "a".repeat(25), "1kore-kv", "kore-kv-", "kore--kv", "kore_kv", "kéore-kv"])(
    "may not be %s",
    async (name) => {
      const tenant = await Tenant.create();
      await expectRefusal(tenant.putVault({}, name), 400, "VaultNameNotValid", `The vault name '${name}' is invalid`);
    },
  );

  it.each(["abc", `a${"-b".repeat(11)}c`])("may be %s", async (name) => {
    const tenant = await Tenant.create();
    expect((await tenant.putVault({}, name)).name).toBe(name);
  });

  it("is refused where another tenant holds it, whatever the case", async () => {
    const tenant = await Tenant.create();
    tenant.azure.outside.takeVaultName("KV-one");
    await expectRefusal(tenant.putVault(), 409, "VaultAlreadyExists", "The vault name 'kv-one' is already in use.");
  });

  it("is refused where a vault of another resource group has it", async () => {
    const tenant = await Tenant.create();
    await tenant.putVault();
    await tenant.azure.arm.put(tenant.group("rg2"), { location: "westeurope" }, version.group);
    const call = tenant.azure.arm.put(
      tenant.id("Microsoft.KeyVault/vaults", "KV-ONE", "rg2"),
      tenant.vaultBody(),
      version.vault,
    );
    await expectRefusal(call, 409, "VaultAlreadyExists");
  });
});

describe("A vault", () => {
  let tenant: Tenant;
  beforeEach(async () => {
    tenant = await Tenant.create();
  });

  it("comes with Azure's defaults", async () => {
    const { tenantId } = tenant.azure.state;
    const body = { location: "westeurope", properties: { tenantId, sku: { family: "A", name: "standard" } } };
    const vault = await tenant.azure.arm.put(tenant.vaultId(), body, version.vault);
    expect(vault.properties).toEqual({
      tenantId,
      sku: { family: "A", name: "standard" },
      accessPolicies: [],
      enabledForDeployment: false,
      enabledForDiskEncryption: false,
      enabledForTemplateDeployment: false,
      enableSoftDelete: true,
      softDeleteRetentionInDays: 90,
      enableRbacAuthorization: false,
      publicNetworkAccess: "Enabled",
      vaultUri: "https://kv-one.vault.azure.net/",
      provisioningState: "Succeeded",
    });
  });

  it("uses RBAC by default from api-version 2026-02-01 on, and keeps its model on update", async () => {
    const body = tenant.vaultBody({ enableRbacAuthorization: undefined });
    const made = await tenant.azure.arm.put(tenant.vaultId("kv-new"), body, "2026-02-01");
    expect(made.properties.enableRbacAuthorization).toBe(true);
    const updated = await tenant.azure.arm.put(tenant.vaultId("kv-new"), body, "2024-11-01");
    expect(updated.properties.enableRbacAuthorization).toBe(true);
  });

  it.each([
    ["usgovvirginia", "https://kv-gov.vault.usgovcloudapi.net/"],
    ["chinanorth3", "https://kv-gov.vault.azure.cn/"],
  ])("in %s has the URI of its cloud", async (location, uri) => {
    const vault = await tenant.azure.arm.put(tenant.vaultId("kv-gov"), tenant.vaultBody({}, location), version.vault);
    expect(vault.properties.vaultUri).toBe(uri);
  });

  it("needs tenant and sku", async () => {
    const call = tenant.azure.arm.put(tenant.vaultId(), { location: "westeurope", properties: {} }, version.vault);
    await expectRefusal(call, 400, "InvalidRequestContent", "properties.tenantId");
    await expectRefusal(call, 400, "InvalidRequestContent", "properties.sku");
  });

  it.each([
    ["sku", { sku: { family: "A", name: "Premium" } }],
    ["softDeleteRetentionInDays", { softDeleteRetentionInDays: 6 }],
    ["softDeleteRetentionInDays", { softDeleteRetentionInDays: 91 }],
    ["softDeleteRetentionInDays", { softDeleteRetentionInDays: 30.5 }],
    ["createMode", { createMode: "adopt" }],
  ])("refuses a wrong %s", (field, properties) =>
    expectRefusal(tenant.putVault(properties), 400, "InvalidRequestContent", `properties.${field}`),
  );

  const somebody = "88888888-8888-4888-8888-888888888888";
  const putPolicy = (permissions: Record<string, string[]>, objectId = somebody) =>
    tenant.putVault({ accessPolicies: [{ tenantId: tenant.azure.state.tenantId, objectId, permissions }] });

  it.each([
    ["keys.0", { keys: ["decipher"] }, somebody],
    ["secrets.0", { secrets: ["encrypt"] }, somebody],
    ["certificates.0", { certificates: ["set"] }, somebody],
    ["storage.0", { storage: ["create"] }, somebody],
    ["objectId", {}, "kore"],
  ])("refuses a wrong %s of an access policy", (field, permissions, objectId) =>
    expectRefusal(putPolicy(permissions, objectId), 400, "InvalidRequestContent", field),
  );

  it("takes the permissions of an access policy in any case", async () => {
    const permissions = { keys: ["Get", "unwrapKey", "setRotationPolicy"], secrets: ["all"] };
    expect((await putPolicy(permissions)).properties).toMatchObject({ accessPolicies: [{ permissions }] });
  });

  it.each([7, 90])("takes a retention of %d days", async (days) => {
    const vault = await tenant.putVault({ softDeleteRetentionInDays: days });
    expect(vault.properties.softDeleteRetentionInDays).toBe(days);
  });

  it("refuses a foreign tenant", () =>
    expectRefusal(
      tenant.putVault({ tenantId: "99999999-9999-4999-8999-999999999999" }),
      400,
      "BadRequest",
      "An invalid value was provided for 'tenantId'.",
    ));

  it("refuses enablePurgeProtection false, on the first PUT as well as later", async () => {
    const words =
      'The property "enablePurgeProtection" cannot be set to false. Enabling the purge protection for a vault is an irreversible action.';
    await expectRefusal(tenant.putVault({ enablePurgeProtection: false }), 400, "BadRequest", words);
    await tenant.putVault();
    await expectRefusal(tenant.putVault({ enablePurgeProtection: false }), 400, "BadRequest", words);
  });

  it("keeps purge protection and retention that a later PUT leaves out", async () => {
    await tenant.putVault({ softDeleteRetentionInDays: 30 });
    const vault = await tenant.putVault({ enablePurgeProtection: undefined });
    expect(vault.properties).toMatchObject({ enablePurgeProtection: true, softDeleteRetentionInDays: 30 });
  });

  it("can turn purge protection on later", async () => {
    expect(
      (await tenant.putVault({ enablePurgeProtection: undefined })).properties.enablePurgeProtection,
    ).toBeUndefined();
    expect((await tenant.putVault()).properties.enablePurgeProtection).toBe(true);
  });

  it("refuses soft delete off and another retention", async () => {
    await expectRefusal(tenant.putVault({ enableSoftDelete: false }), 400, "BadRequest", '"enableSoftDelete"');
    await tenant.putVault({ softDeleteRetentionInDays: 90 });
    await expectRefusal(
      tenant.putVault({ softDeleteRetentionInDays: 30 }),
      400,
      "BadRequest",
      'The property "softDeleteRetentionInDays" has been set already and it can\'t be modified.',
    );
  });

  it("refuses the way to standard while it holds a hardware key, and goes it without one", async () => {
    await tenant.putVault();
    await tenant.putVault({ sku: { family: "A", name: "standard" } });
    await tenant.putVault();
    await tenant.putKey({ kty: "RSA-HSM" });
    await expectRefusal(tenant.putVault({ sku: { family: "A", name: "standard" } }), 400, "BadRequest", "'key-one'");
  });

  it("takes publicNetworkAccess in any case and answers a capital", async () => {
    expect((await tenant.putVault({ publicNetworkAccess: "disabled" })).properties.publicNetworkAccess).toBe(
      "Disabled",
    );
    await expectRefusal(tenant.putVault({ publicNetworkAccess: "open" }), 400, "BadRequest", "'publicNetworkAccess'");
  });

  it("never answers createMode", async () => {
    expect((await tenant.putVault({ createMode: "default" })).properties).not.toHaveProperty("createMode");
  });
});
