import * as pulumi from "@pulumi/pulumi";
import { ByokKey, type ByokKeyArgs } from "../../components";
import { keyOutputs, type World } from "../support/mockedAzure";
import { deploy, failure } from "../support/mocks";

const required: ByokKeyArgs = {
  resourceGroupName: "rg-kore-byok",
  vaultName: "kv-a",
  vaultUri: "https://kv-a.vault.azure.net/",
};
const program =
  (args: Partial<ByokKeyArgs> = {}, opts?: pulumi.ComponentResourceOptions) =>
  () => {
    const { keyName, keyIdentifier } = new ByokKey("byok", { ...required, ...args }, opts);
    return { keyName, keyIdentifier };
  };

const keyOps = ["encrypt", "decrypt", "wrapKey", "unwrapKey"];
const live = { kty: "RSA-HSM", keySize: 4096, keyOps, attributes: { enabled: true } };
const holding = (change: object): World => ({
  keys: { "kore-byok": keyOutputs("kv-a", "kore-byok", { ...live, ...change }) },
});

describe("ByokKey", () => {
  it("makes an RSA-HSM key of 4096 bits for four operations, which cannot be exported and does not expire", async () => {
    const deployment = await deploy(program());
    expect(deployment.made).toHaveLength(1);
    expect(deployment.find("keyvault:Key", "byok-key").inputs).toEqual({
      resourceGroupName: "rg-kore-byok",
      vaultName: "kv-a",
      keyName: "kore-byok",
      properties: { kty: "RSA-HSM", keySize: 4096, keyOps, attributes: { enabled: true, exportable: false } },
    });
    expect(deployment.outputs).toEqual({
      keyName: "kore-byok",
      keyIdentifier: "https://kv-a.vault.azure.net/keys/kore-byok",
    });
  });

  it("takes type, size, name, tags and a rotation policy at creation", async () => {
    const deployment = await deploy(
      program({
        keyName: "kore-2027",
        keyType: "RSA",
        keySize: 2048,
        tags: { team: "platform" },
        keyRotation: { rotateAfter: "P1Y" },
      }),
    );
    expect(deployment.find("keyvault:Key").inputs).toMatchObject({
      keyName: "kore-2027",
      tags: { team: "platform" },
      properties: {
        kty: "RSA",
        keySize: 2048,
        rotationPolicy: { lifetimeActions: [{ action: { type: "rotate" }, trigger: { timeAfterCreate: "P1Y" } }] },
      },
    });
  });

  it("is protected and retained, and hides from the engine what Azure would not change", async () => {
    const { options } = (await deploy(program())).find("keyvault:Key");
    expect(options).toMatchObject({
      protect: true,
      retainOnDelete: true,
      deleteBeforeReplace: false,
      ignoreChanges: ["properties", "tags"],
      beforeUpdate: ["byok-refuse-key-update"],
    });
  });

  it("lifts the protection, and the old inputs of a replacement, with allowReplacement alone; it stays retained", async () => {
    const { options } = (await deploy(program({ allowReplacement: true }))).find("keyvault:Key");
    expect(options).toMatchObject({ protect: false, retainOnDelete: true, ignoreChanges: [] });
  });

  it("cannot be unprotected by the component's options", async () => {
    const { options } = (await deploy(program({}, { protect: false, retainOnDelete: false }))).find("keyvault:Key");
    expect(options).toMatchObject({ protect: true, retainOnDelete: true });
  });

  it.each([
    ["type", { kty: "RSA" }, '  keyType: "RSA-HSM"', "exists with type RSA"],
    ["size", { keySize: 2048 }, "  keySize: 4096", "exists with 2048 bits"],
    ["operations", { keyOps: ["wrapKey", "encrypt"] }, '  keyName: "kore-byok"', "does not allow decrypt, unwrapKey"],
    ["state", { attributes: { enabled: false } }, '  keyName: "kore-byok"', "a disabled key refuses every call"],
  ])("fails where Azure holds a key of another %s, be it its own or an existing one", async (_, change, key, rule) => {
    for (const existingKey of [false, true]) {
      const { error } = await failure(program({ existingKey }), holding(change));
      expect(pulumi.RunError.isInstance(error)).toBe(true);
      expect(error.message).toContain(key);
      expect(error.message).toContain(rule);
    }
  });

  it.each<[string, object]>([
    ["keySize", { keySize: null }],
    ["kty", { kty: null }],
    ["keyOps", { keyOps: null }],
    ["rotationPolicy", { rotationPolicy: null }],
    ["a part of rotationPolicy", { rotationPolicy: { attributes: null, lifetimeActions: null } }],
    ["tags", { tags: null }],
    ["attributes", { attributes: null }],
    ["attributes.enabled", { attributes: { enabled: null } }],
    ["attributes.expires", { attributes: { enabled: true, expires: null } }],
    ["attributes.notBefore", { attributes: { enabled: true, notBefore: null } }],
    ["attributes.exportable", { attributes: { enabled: true, exportable: null } }],
  ])("takes null for %s as if Azure left it out, be the key its own or an existing one", async (_, change) => {
    const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
    for (const existingKey of [false, true]) {
      const { outputs } = await deploy(program({ existingKey }), holding(change));
      expect(outputs["keyName"]).toBe("kore-byok");
    }
    const deployment = await deploy(program());
    const update = {
      oldInputs: { vaultName: "kv-a" },
      oldOutputs: { name: "kore-byok", ...live, ...change },
      newInputs: { properties: { kty: "RSA-HSM", keySize: 4096 } },
    };
    expect(await deployment.refusal("byok-refuse-key-update", update)).toBeUndefined();
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  it("stops an update to other properties, which Azure would not do", async () => {
    const deployment = await deploy(program({ allowReplacement: true }));
    const update = (properties: object) =>
      deployment.refusal("byok-refuse-key-update", {
        oldInputs: { vaultName: "kv-a" },
        oldOutputs: { name: "kore-byok", ...live },
        newInputs: { properties },
      });
    expect(await update({ kty: "RSA-HSM", keySize: 4096 })).toBeUndefined();
    expect(await update({ kty: "RSA-HSM", keySize: 2048 })).toContain("exists with 4096 bits");
    expect(await update({ kty: "RSA", keySize: 4096 })).toContain("exists with type RSA-HSM");
    const rotationPolicy = { lifetimeActions: [{ action: { type: "rotate" }, trigger: { timeAfterCreate: "P1Y" } }] };
    const notice = { lifetimeActions: [{ action: { type: "Notify" }, trigger: { timeBeforeExpiry: "P30D" } }] };
    const ofNotice = await deployment.refusal("byok-refuse-key-update", {
      oldInputs: { vaultName: "kv-a" },
      oldOutputs: { name: "kore-byok", ...live, rotationPolicy: notice },
      newInputs: { properties: { kty: "RSA-HSM", keySize: 4096, rotationPolicy } },
    });
    expect(ofNotice).toContain("exists with no rotation");
  });

  it("compares rotation and tags with what Azure holds, of a key of its own", async () => {
    const rotationPolicy = { lifetimeActions: [{ action: { type: "Rotate" }, trigger: { timeAfterCreate: "P1Y" } }] };
    const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
    const tags = { team: "platform" };
    await deploy(program({ keyRotation: { rotateAfter: "P1Y" }, tags }), holding({ rotationPolicy, tags }));
    expect(warn).not.toHaveBeenCalled();
    await deploy(program({ keyRotation: { rotateAfter: "P1Y" }, tags }), holding({ tags: {} }));
    const told = warn.mock.calls.map(([message]) => message).join("\n");
    warn.mockRestore();
    expect(told).toContain("az keyvault key rotation-policy show --vault-name kv-a --name kore-byok");
    expect(told).toContain('--tags "team=platform"');
    const { error } = await failure(program({ keyRotation: { rotateAfter: "P2Y" } }), holding({ rotationPolicy }));
    expect(error.message).toContain("az keyvault key rotation-policy update --vault-name kv-a --name kore-byok");
    await deploy(program({ existingKey: true, tags }), holding({ rotationPolicy }));
  });

  it("is only warned of a key that Kore could not use while its access is revoked", async () => {
    for (const existingKey of [false, true]) {
      const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
      const world = holding({ attributes: { enabled: false } });
      const deployment = await deploy(program({ existingKey, koreAccess: "revoked" }), world);
      expect(deployment.outputs["keyName"]).toBe("kore-byok");
      expect(warn.mock.calls.join()).toContain("a disabled key refuses every call");
      warn.mockRestore();
    }
  });

  it("refuses an existing key that has expired", async () => {
    const { error } = await failure(program({ existingKey: true }), holding({ attributes: { expires: 1702648632 } }));
    expect(error.message).toContain("expired on 2023-12-15");
  });

  it.each([
    ["the flag alone", { keyName: "a" }, { keyName: "a", allowReplacement: true }, true],
    [
      "the change after the flag",
      { keyName: "a", allowReplacement: true },
      { keyName: "b", allowReplacement: true },
      true,
    ],
    ["flag and change at once", { keyName: "a" }, { keyName: "b", allowReplacement: true }, false],
    ["flag and another size at once", { keySize: 4096 }, { keySize: 2048, allowReplacement: true }, false],
  ])("takes two updates to replace: %s", async (_, oldInputs, newInputs, allowed) => {
    const deployment = await deploy(program());
    const refusal = await deployment.refusal("byok-key-refuse-change", { oldInputs, newInputs });
    expect(refusal === undefined).toBe(allowed);
    expect(deployment.find("ByokKey").options.beforeUpdate).toEqual(["byok-key-refuse-change"]);
  });

  it("keeps to an existing key that was handed out", async () => {
    const deployment = await deploy(program({ existingKey: true }), holding({}));
    const refusal = await deployment.refusal("byok-key-refuse-change", {
      oldInputs: { existingKey: true, vaultName: "kv-a" },
      newInputs: { existingKey: true, vaultName: "kv-a", keyName: "other" },
      oldOutputs: { keyIdentifier: "https://kv-a.vault.azure.net/keys/kore-byok" },
    });
    expect(refusal).toContain('keyName: "other"');
  });

  it("only reads a key that exists", async () => {
    const deployment = await deploy(program({ existingKey: true }), holding({ keyOps: [...keyOps, "sign"] }));
    expect(deployment.made).toEqual([]);
    expect(deployment.calls).toEqual([
      {
        token: "azure-native:keyvault:getKey",
        inputs: { resourceGroupName: "rg-kore-byok", vaultName: "kv-a", keyName: "kore-byok" },
      },
    ]);
    expect(deployment.outputs["keyIdentifier"]).toBe("https://kv-a.vault.azure.net/keys/kore-byok");
  });

  const late = <T>(value: T) => pulumi.output(Promise.resolve(value));

  it("takes type and size late, and compares them with what Azure holds", async () => {
    const args: Partial<ByokKeyArgs> = { keyType: late("RSA"), keySize: late(2048) };
    const deployment = await deploy(program(args));
    expect(deployment.find("keyvault:Key").inputs["properties"]).toMatchObject({ kty: "RSA", keySize: 2048 });
    expect(deployment.find("keyvault:Key").options.protect).toBe(true);
    const { error } = await failure(program({ ...args, existingKey: true }), holding({ kty: "RSA" }));
    expect(error.message).toContain("exists with 4096 bits");
  });

  it("knows its name in a preview that does not know its size yet, and is not refused an update for it", async () => {
    const unknown = pulumi.output(pulumi.unknown as never);
    const deployment = await deploy(program({ keySize: unknown, existingKey: true }), {
      ...holding({}),
      preview: true,
    });
    expect(deployment.outputs["keyName"]).toBe("kore-byok");
    const refusal = await deploy(program()).then((made) =>
      made.refusal("byok-refuse-key-update", {
        oldInputs: { vaultName: "kv-a" },
        oldOutputs: { name: "kore-byok", ...live },
        newInputs: { properties: { kty: "RSA-HSM", keySize: pulumi.unknown } },
      }),
    );
    expect(refusal).toBeUndefined();
    const flag = { oldInputs: { keySize: 4096 }, newInputs: { keySize: pulumi.unknown, allowReplacement: true } };
    expect(await deployment.refusal("byok-key-refuse-change", flag)).toBeUndefined();
  });

  it.each([
    ["without its slash", "https://kv-a.vault.azure.net"],
    ["with the port of HTTPS", "https://kv-a.vault.azure.net:443/"],
  ])("has an identifier without port, whatever the vault's URI: %s", async (_, vaultUri) => {
    const { outputs } = await deploy(program({ vaultUri }));
    expect(outputs["keyIdentifier"]).toBe("https://kv-a.vault.azure.net/keys/kore-byok");
  });

  it.each<[string, object, string]>([
    ["no vault", { vaultName: undefined }, "vaultName"],
    ["B43 another operation", { keyOps: ["sign"] }, "keyOps"],
    ["B43 export", { exportable: true }, "exportable"],
    ["B52 an expiry of its own", { expires: 1 }, "expires"],
    [
      "B100 an output for a flag, which would lift the protection",
      { allowReplacement: late(false) },
      "allowReplacement",
    ],
    ["B100 an output for the name", { keyName: late("kore-byok") }, "keyName"],
    ["a vault's name for its URI", { vaultUri: "kv-a" }, "vaultUri"],
    ["a key's identifier for the vault's URI", { vaultUri: "https://kv-a.vault.azure.net/keys/k" }, "vaultUri"],
    ["a URI without TLS", { vaultUri: "http://kv-a.vault.azure.net/" }, "vaultUri"],
    [
      "B95 16 tags",
      { tags: Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`tag${index}`, "x"])) },
      "tags",
    ],
    ["B99 a text for a flag, which would lift the protection", { allowReplacement: "false" }, "allowReplacement"],
    ["a rotation for a key that exists", { existingKey: true, keyRotation: { rotateAfter: "P1Y" } }, "keyRotation"],
  ])("refuses %s, and makes nothing", async (_, bad, key) => {
    const { error, deployment } = await failure(program(bad));
    expect(error.message).toContain(`ByokKey "byok": 1 problem\n  ${key}: `);
    expect(deployment.made).toEqual([]);
    expect(deployment.calls).toEqual([]);
  });

  it("tells all bad arguments at once and makes nothing", async () => {
    const bad = { keyName: "kore_byok", keyType: "EC" as never, keySize: 3072, keyRotation: { rotateAfter: "P6D" } };
    const { error, deployment } = await failure(program(bad));
    for (const key of ["4 problems", "  keyName:", "  keyType:", "  keySize:", "  keyRotation.rotateAfter:"]) {
      expect(error.message).toContain(key);
    }
    expect(deployment.made).toEqual([]);
  });
});
