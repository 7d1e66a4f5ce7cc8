import { Tenant, expectRefusal, version } from "./tenant";

const day = 24 * 60 * 60 * 1000;

describe("Keys in the data plane", () => {
  let tenant: Tenant;
  beforeEach(async () => {
    tenant = await Tenant.create();
    await tenant.putVault({ softDeleteRetentionInDays: 7 });
    await tenant.putKey();
  });
  const keys = () => tenant.azure.keys;

  it("are found by vault and name, without case, as copies", () => {
    expect(keys().findVault("KV-One")?.id).toBe(tenant.vaultId());
    expect(keys().findVault("kv-two")).toBeUndefined();
    keys().get(tenant.vaultId().toUpperCase(), "KEY-one").versions.pop();
    expect(keys().get(tenant.vaultId(), "key-one").versions).toHaveLength(1);
    expect(() => keys().get(tenant.vaultId(), "absent")).toThrow(
      "A key with (name/id) absent was not found in this key vault.",
    );
  });

  it("rotate to a new version of the same kind; the old one stays enabled; ARM shows the new one", async () => {
    const before = keys().get(tenant.vaultId(), "key-one");
    const rotated = await keys().rotate(tenant.vaultId(), "key-one");
    expect(rotated.versions).toHaveLength(2);
    expect(rotated.versions[0]).toEqual(before.versions[0]);
    expect(rotated.versions[1]!.privateKeyPem).not.toBe(before.versions[0]!.privateKeyPem);
    const arm = await tenant.azure.arm.get(`${tenant.vaultId()}/keys/key-one`, version.vault);
    expect(arm.properties.keyUriWithVersion).toContain(rotated.versions[1]!.version);
    await expectRefusal(keys().rotate(tenant.vaultId(), "absent"), 404, "KeyNotFound");
  });

  it("change the version named, else the current one", async () => {
    const [first] = keys().get(tenant.vaultId(), "key-one").versions;
    await keys().rotate(tenant.vaultId(), "key-one");
    tenant.azure.outside.advanceClock(10_000);
    await keys().update(tenant.vaultId(), "key-one", first!.version, { enabled: false, exp: 2_000_000_000 });
    const changed = await keys().update(tenant.vaultId(), "key-one", undefined, { nbf: 1_900_000_000 });
    expect(changed.versions[0]).toMatchObject({ enabled: false, exp: 2_000_000_000 });
    expect(changed.versions[1]).toMatchObject({ enabled: true, nbf: 1_900_000_000 });
    expect(changed.versions[0]!.updated).toBeGreaterThan(changed.versions[0]!.created);
    expect(changed.versions[1]).not.toHaveProperty("exp");
  });

  it("change operations and tags", async () => {
    const changed = await keys().update(tenant.vaultId(), "key-one", undefined, {
      keyOps: ["unwrapKey"],
      tags: { a: "b" },
    });
    expect(changed).toMatchObject({ keyOps: ["unwrapKey"], tags: { a: "b" } });
  });

  it("refuse wrong changes", async () => {
    const update = (change: Parameters<ReturnType<typeof keys>["update"]>[3], of?: string) =>
      keys().update(tenant.vaultId(), "key-one", of, change);
    await expectRefusal(update({ enabled: false }, "0".repeat(32)), 404, "KeyNotFound");
    await expectRefusal(update({ keyOps: ["teleport"] }), 400, "BadParameter", "teleport");
    await expectRefusal(update({ exp: 1, nbf: 2 }), 400, "BadParameter", "'exp'");
    await expectRefusal(update({ tags: { long: "x".repeat(257) } }), 400, "BadParameter", "'long'");
  });

  it("are soft-deleted past any lock, gone for use, and recovered with all versions", async () => {
    await tenant.lock(tenant.vaultId());
    await keys().rotate(tenant.vaultId(), "key-one");
    const before = keys().get(tenant.vaultId(), "key-one");
    const deleted = await keys().softDelete(tenant.vaultId(), "key-one");
    expect(deleted.deleted!.scheduledPurgeAt - deleted.deleted!.deletedAt).toBe(7 * day);
    expect(() => keys().get(tenant.vaultId(), "key-one")).toThrow("was not found");
    await expectRefusal(
      tenant.azure.arm.get(`${tenant.vaultId()}/keys/key-one`, version.vault),
      404,
      "ResourceNotFound",
    );
    await expectRefusal(keys().rotate(tenant.vaultId(), "key-one"), 404, "KeyNotFound");
    expect(await keys().recover(tenant.vaultId(), "key-one")).toEqual(before);
    await expectRefusal(keys().recover(tenant.vaultId(), "key-one"), 404, "KeyNotFound");
  });

  it("are purged after the vault's retention; the name is free then", async () => {
    await keys().softDelete(tenant.vaultId(), "key-one");
    tenant.azure.outside.advanceClock(7 * day);
    await expectRefusal(keys().recover(tenant.vaultId(), "key-one"), 404, "KeyNotFound");
    await tenant.putKey();
  });

  it("are made by the data plane too: new, or one version more", async () => {
    const made = await keys().create(tenant.vaultId(), "key-two", {
      kty: "RSA",
      keyOps: ["encrypt"],
      exp: 2_000_000_000,
    });
    expect(made).toMatchObject({ name: "key-two", kty: "RSA", keySize: 2048, keyOps: ["encrypt"] });
    expect(made.versions).toMatchObject([{ enabled: true, exp: 2_000_000_000 }]);
    const more = await keys().create(tenant.vaultId(), "key-two", { kty: "RSA", enabled: false });
    expect(more.versions.map(({ enabled }) => enabled)).toEqual([true, false]);
    expect(more.versions[0]).toEqual(made.versions[0]);
  });

  it("are refused by the data plane as by ARM", async () => {
    const create = (name: string, parameters: { kty: string; keySize?: number }) =>
      keys().create(tenant.vaultId(), name, parameters);
    await expectRefusal(create("key-two", { kty: "EC" }), 400, "BadParameter");
    await expectRefusal(create("key-one", { kty: "RSA", keySize: 4096 }), 400, "BadParameter", "another name");
    await keys().softDelete(tenant.vaultId(), "key-one");
    await expectRefusal(create("key-one", { kty: "RSA" }), 409, "Conflict");
    await expectRefusal(keys().create(tenant.vaultId("absent"), "k", { kty: "RSA" }), 404, "VaultNotFound");
  });
});
