import { networkOf } from "./network";
import { Tenant, expectRefusal, version } from "./tenant";

describe("What a test plants", () => {
  let tenant: Tenant;
  beforeEach(async () => {
    tenant = await Tenant.create();
  });

  it("is there as it stands, past all rules, and unlogged", async () => {
    const planted = tenant.azure.outside.plant({
      id: tenant.id("Microsoft.KeyVault/vaults", "x", "other"),
      name: "x",
      type: "Microsoft.KeyVault/vaults",
      location: "westeurope",
      properties: { enableRbacAuthorization: false, networkAcls: { ipRules: [{ value: "10.0.0.0/8" }] } },
    });
    const found = await tenant.azure.arm.get(planted.id, version.vault);
    expect(found).toEqual(planted);
    expect(found.properties.vaultUri).toBe("https://x.vault.azure.net/");
    expect(tenant.azure.log.entries.map(({ action }) => action)).toEqual([
      "PUT Microsoft.Resources/resourceGroups",
      "GET Microsoft.KeyVault/vaults",
    ]);
  });

  it("may be a key, which gets its material", async () => {
    await tenant.putVault();
    tenant.azure.outside.plant({
      id: `${tenant.vaultId()}/keys/old`,
      name: "old",
      type: "Microsoft.KeyVault/vaults/keys",
      properties: { kty: "RSA-HSM", keySize: 2048, keyOps: ["wrapKey"], attributes: { enabled: false } },
    });
    const key = await tenant.azure.arm.get(`${tenant.vaultId()}/keys/old`, version.vault);
    expect(key.properties).toMatchObject({ kty: "RSA-HSM", keyOps: ["wrapKey"], attributes: { enabled: false } });
    expect(tenant.azure.keys.get(tenant.vaultId(), "old").versions[0]!.privateKeyPem).toContain("PRIVATE KEY");
  });

  it("may be a connection, which is found in its vault", async () => {
    await tenant.putVault();
    const id = `${tenant.vaultId()}/privateEndpointConnections/planted`;
    tenant.azure.outside.plant({
      id,
      name: "planted",
      type: "Microsoft.KeyVault/vaults/privateEndpointConnections",
      properties: { privateEndpoint: { id: "/pe" }, privateLinkServiceConnectionState: { status: "Approved" } },
    });
    expect((await tenant.azure.arm.get(id, version.vault)).properties).toMatchObject({
      privateEndpoint: { id: "/pe" },
    });
  });

  it("is deleted and put again like what Azure made", async () => {
    const { id } = tenant.azure.outside.plant({
      id: tenant.vaultId(),
      name: "kv-one",
      type: "Microsoft.KeyVault/vaults",
      location: "westeurope",
      properties: {},
    });
    await tenant.putVault({ softDeleteRetentionInDays: 90 });
    await tenant.azure.arm.delete(id, version.vault);
    const { deletedAt, scheduledPurgeAt } = tenant.azure.state.deletedVaults["kv-one"]!;
    expect(scheduledPurgeAt - deletedAt).toBe(90 * 24 * 60 * 60 * 1000);
  });

  it("may be a bare private endpoint: it is read, and holds no subnet", async () => {
    const network = networkOf(tenant);
    await network.putNetwork();
    await network.putSubnet();
    const type = "Microsoft.Network/privateEndpoints";
    tenant.azure.outside.plant({ id: network.endpointId, name: "pe", type, properties: {} });
    await tenant.azure.arm.get(network.endpointId, version.network);
    await tenant.azure.arm.delete(network.subnetId, version.network);
    await tenant.azure.arm.delete(network.endpointId, version.network);
  });

  it("may be in another subscription of the tenant", async () => {
    const hub = "/subscriptions/99999999-9999-4999-8999-999999999999/resourceGroups/dns";
    const zone = `${hub}/providers/Microsoft.Network/privateDnsZones/privatelink.vaultcore.azure.net`;
    tenant.azure.outside.plant({ id: zone, name: "z", type: "Microsoft.Network/privateDnsZones", properties: {} });
    expect((await tenant.azure.arm.get(zone, version.dns)).id).toBe(zone);
  });

  it("has an ID that is one, and its vault before it", () => {
    const plant = (id: string) =>
      tenant.azure.outside.plant({ id, name: "x", type: "Microsoft.KeyVault/vaults/keys", properties: {} });
    expect(() => plant("kv-one")).toThrow(/did not have a subscription/);
    expect(() => plant(`${tenant.vaultId()}/keys/k`)).toThrow(/Plant the vault/);
  });

  it("leaves no way back into Azure through the object given", async () => {
    const resource = {
      id: tenant.vaultId(),
      name: "kv-one",
      type: "Microsoft.KeyVault/vaults",
      properties: { sku: { name: "premium" } },
    };
    tenant.azure.outside.plant(resource);
    resource.properties.sku.name = "changed";
    expect((await tenant.azure.arm.get(tenant.vaultId(), version.vault)).properties.sku).toEqual({ name: "premium" });
  });
});

describe("The clock", () => {
  it("moves forward, never back", async () => {
    const { azure } = await Tenant.create();
    const before = azure.now();
    azure.outside.advanceClock(1_000_000);
    expect(azure.now() - before).toBeGreaterThanOrEqual(1_000_000);
    expect(() => azure.outside.advanceClock(-1)).toThrow(/0 or more/);
    expect(() => azure.outside.setPropagationDelay(1.5)).toThrow(/whole number/);
  });
});

describe("A vault name that another tenant takes", () => {
  it("is taken also after a vault here was deleted and purged", async () => {
    const tenant = await Tenant.create();
    await tenant.putVault({ softDeleteRetentionInDays: 7 });
    await tenant.azure.arm.delete(tenant.vaultId(), version.vault);
    tenant.azure.outside.advanceClock(8 * 24 * 60 * 60 * 1000);
    tenant.azure.outside.takeVaultName("kv-one");
    await expectRefusal(tenant.putVault(), 409, "VaultAlreadyExists");
  });
});
