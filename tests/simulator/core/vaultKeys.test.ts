import { createPrivateKey } from "node:crypto";
import { Tenant, expectRefusal, version } from "./tenant";

describe("A key, as Azure Resource Manager makes it", () => {
  let tenant: Tenant;
  beforeEach(async () => {
    tenant = await Tenant.create();
    await tenant.putVault();
  });

  it("has a real RSA key pair and Azure's answer", async () => {
    const key = await tenant.putKey({ keySize: undefined });
    const stored = tenant.azure.keys.get(tenant.vaultId(), "key-one");
    const [first] = stored.versions;
    expect(createPrivateKey(first!.privateKeyPem).asymmetricKeyDetails).toMatchObject({ modulusLength: 2048 });
    expect(first!.version).toMatch(/^[0-9a-f]{32}$/);
    expect(key).toMatchObject({
      id: `${tenant.vaultId()}/keys/key-one`,
      name: "key-one",
      type: "Microsoft.KeyVault/vaults/keys",
      location: "westeurope",
    });
    expect(key.properties).toEqual({
      attributes: {
        enabled: true,
        created: first!.created,
        updated: first!.updated,
        recoveryLevel: "Recoverable",
        exportable: false,
      },
      kty: "RSA",
      keySize: 2048,
      keyOps: ["encrypt", "decrypt", "sign", "verify", "wrapKey", "unwrapKey"],
      keyUri: "https://kv-one.vault.azure.net:443/keys/key-one",
      keyUriWithVersion: `https://kv-one.vault.azure.net:443/keys/key-one/${first!.version}`,
      rotationPolicy: {
        attributes: { created: first!.created, updated: first!.created },
        lifetimeActions: [{ trigger: { timeBeforeExpiry: "P30D" }, action: { type: "Notify" } }],
      },
    });
  });

  it("has the size, operations, attributes and tags asked for", async () => {
    const attributes = { enabled: false, nbf: 1_900_000_000, exp: 2_000_000_000 };
    const key = await tenant.azure.arm.put(
      `${tenant.vaultId()}/keys/key-one`,
      { tags: { for: "Kore" }, properties: { kty: "RSA-HSM", keySize: 3072, keyOps: ["wrapKey"], attributes } },
      version.vault,
    );
    expect(key).toMatchObject({
      tags: { for: "Kore" },
      properties: { kty: "RSA-HSM", keySize: 3072, keyOps: ["wrapKey"], attributes },
    });
  });

  it("is never changed by a second PUT", async () => {
    const first = await tenant.putKey();
    const second = await tenant.putKey({
      kty: "RSA-HSM",
      keySize: 4096,
      keyOps: ["sign"],
      attributes: { enabled: false },
    });
    expect(second).toEqual(first);
    expect(await tenant.putKey({ keySize: 1024 })).toEqual(first);
    expect(tenant.azure.keys.get(tenant.vaultId(), "key-one").versions).toHaveLength(1);
  });

  it("is made once, when two PUTs run at the same time", async () => {
    const [one, other] = await Promise.all([tenant.putKey(), tenant.putKey()]);
    expect(one).toEqual(other);
  });

  it("is not made when its vault goes meanwhile", async () => {
    const put = tenant.putKey();
    await tenant.azure.arm.delete(tenant.vaultId(), version.vault);
    await expectRefusal(put, 404, "ParentResourceNotFound");
    expect(tenant.azure.state.keys).toEqual({});
  });

  it("conflicts with a soft-deleted one of its name", async () => {
    await tenant.putKey();
    await tenant.azure.keys.softDelete(tenant.vaultId(), "key-one");
    const call = tenant.putKey();
    await expect(call).rejects.toMatchObject({ innerCode: "ObjectIsDeletedButRecoverable" });
    await expectRefusal(
      call,
      409,
      "Conflict",
      "Key key-one is currently in a deleted but recoverable state, and its name cannot be reused",
    );
  });

  it.each([
    ["EC", { kty: "EC" }],
    ["oct-HSM", { kty: "oct-HSM" }],
    ["rsa", { kty: "rsa" }],
    ["1024 bits", { keySize: 1024 }],
    ["2047 bits", { keySize: 2047 }],
    ["8192 bits", { keySize: 8192 }],
    ["no operations", { keyOps: [] }],
    ["an unknown operation", { keyOps: ["encrypt", "teleport"] }],
    ["an expiry before its start", { attributes: { nbf: 2_000_000_000, exp: 1_900_000_000 } }],
  ])("is refused with %s", (_what, properties) => expectRefusal(tenant.putKey(properties), 400, "BadParameter"));

  it("is refused when exportable or with a release policy", async () => {
    await expectRefusal(
      tenant.putKey({ attributes: { exportable: true } }),
      400,
      "InvalidRequestContent",
      "exportable",
    );
    await expectRefusal(tenant.putKey({ release_policy: {} }), 400, "InvalidRequestContent", "release_policy");
  });

  it.each(["key_one", "a".repeat(128), "clé"])("may not be named %s", (name) =>
    expectRefusal(tenant.putKey({}, name), 400, "BadParameter", "key name"),
  );

  it("of hardware needs a premium vault", async () => {
    await tenant.putVault({ sku: { family: "A", name: "standard" } });
    const words = "Hardware key operation not allowed on standard vault";
    await expectRefusal(tenant.putKey({ kty: "RSA-HSM" }), 400, "BadParameter", words);
  });

  it("takes 15 tags and no more", async () => {
    const put = (count: number) =>
      tenant.azure.arm.put(
        `${tenant.vaultId()}/keys/tagged`,
        {
          tags: Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, "x"])),
          properties: { kty: "RSA" },
        },
        version.vault,
      );
    await expectRefusal(put(16), 400, "BadParameter", "at most 15 tags");
    await put(15);
  });

  it("has no DELETE", async () => {
    const key = await tenant.putKey();
    await expectRefusal(
      tenant.azure.arm.delete(key.id, version.vault),
      405,
      "MethodNotAllowed",
      "The requested resource does not support http method 'DELETE'.",
    );
  });

  it.each([
    [{ softDeleteRetentionInDays: 90 }, "Recoverable"],
    [{ softDeleteRetentionInDays: 30 }, "CustomizedRecoverable"],
    [{ softDeleteRetentionInDays: 90, enablePurgeProtection: undefined }, "Recoverable+Purgeable"],
    [{ softDeleteRetentionInDays: 30, enablePurgeProtection: undefined }, "CustomizedRecoverable+Purgeable"],
  ])("in a vault with %j is %s", async (properties, recoveryLevel) => {
    const vault = await tenant.putVault(properties, "kv-two");
    const key = await tenant.azure.arm.put(`${vault.id}/keys/k`, { properties: { kty: "RSA" } }, version.vault);
    expect(key.properties.attributes).toMatchObject({ recoveryLevel });
  });
});

describe("A key's rotation policy", () => {
  let tenant: Tenant;
  beforeEach(async () => {
    tenant = await Tenant.create();
    await tenant.putVault();
  });
  const policy = (expiryTime: string | undefined, type: string, trigger: Record<string, string>) => ({
    rotationPolicy: { attributes: { expiryTime }, lifetimeActions: [{ action: { type }, trigger }] },
  });

  it("is kept, its action with a capital", async () => {
    const key = await tenant.putKey(policy("P1Y", "rotate", { timeAfterCreate: "P180D" }));
    expect(key.properties.rotationPolicy).toMatchObject({
      attributes: { expiryTime: "P1Y" },
      lifetimeActions: [{ action: { type: "Rotate" }, trigger: { timeAfterCreate: "P180D" } }],
    });
  });

  it.each([
    ["an expiry under 28 days", policy("P27D", "notify", { timeBeforeExpiry: "P7D" }), "P28D"],
    ["rotation under 7 days after creation", policy(undefined, "rotate", { timeAfterCreate: "P6D" }), "P7D"],
    ["rotation under 7 days before expiry", policy("P90D", "rotate", { timeBeforeExpiry: "P6D" }), "P7D"],
    ["rotation before no expiry", policy(undefined, "rotate", { timeBeforeExpiry: "P30D" }), "expiryTime"],
    ["rotation after the expiry", policy("P90D", "rotate", { timeAfterCreate: "P84D" }), "before expiry"],
    ["two triggers", policy("P90D", "rotate", { timeAfterCreate: "P30D", timeBeforeExpiry: "P30D" }), "exactly one"],
    ["a time that is none", policy("90 days", "notify", { timeBeforeExpiry: "P30D" }), "ISO 8601"],
  ])("is refused with %s", (_what, properties, words) =>
    expectRefusal(tenant.putKey(properties), 400, "BadParameter", words),
  );

  it("takes the shortest times", async () => {
    await tenant.putKey(policy("P28D", "rotate", { timeAfterCreate: "P7D" }));
  });

  it("gives a rotated version its expiry, and the current one none", async () => {
    await tenant.putKey(policy("P90D", "rotate", { timeBeforeExpiry: "P30D" }));
    const { versions } = await tenant.azure.keys.rotate(tenant.vaultId(), "key-one");
    expect(versions[0]).not.toHaveProperty("exp");
    expect(versions[1]!.exp).toBe(versions[1]!.created + 90 * 24 * 60 * 60);
  });
});
