import {
  checkKeySize,
  checkKeyType,
  checkLiveKey,
  defaultKeyType,
  keyOperations,
  KeyType,
  VaultSku,
  type LiveKey,
} from "../../../components/plan/keyRules";

describe("the key's type", () => {
  it("is by default the strongest that the tier holds", () => {
    expect(defaultKeyType(VaultSku.Premium)).toBe(KeyType.RsaHsm);
    expect(defaultKeyType(VaultSku.Standard)).toBe(KeyType.Rsa);
  });

  it("is an RSA one in Azure's spelling, an HSM key in a premium vault", () => {
    const accepted = ["RSA", "RSA-HSM", "EC", "EC-HSM", "oct-HSM", "rsa", "RSA_HSM"].flatMap((type) =>
      ["premium", "standard"]
        .filter((sku) => checkKeyType("keyType", type, sku).length === 0)
        .map((sku) => [type, sku]),
    );
    expect(accepted).toEqual([
      ["RSA", "premium"],
      ["RSA", "standard"],
      ["RSA-HSM", "premium"],
    ]);
  });
});

it("the key's size is one that the guide names", () => {
  const sizes = [0, -1, 1024, 2047, 2048, 3072, 4096, 4096.5, 8192, NaN];
  expect(sizes.filter((size) => checkKeySize("keySize", size).length === 0)).toEqual([2048, 4096]);
});

it("Kore may encrypt, decrypt, wrap and unwrap with the key, and do nothing else", () => {
  expect([...keyOperations].sort()).toEqual(["decrypt", "encrypt", "unwrapKey", "wrapKey"]);
});

describe("checkLiveKey", () => {
  const wanted = { kty: "RSA-HSM", keySize: 4096 };
  const live: LiveKey = { keyName: "kore-byok", ...wanted, keyOps: [...keyOperations], enabled: true };

  it("accepts the key that is asked for, one that allows more, and what Azure did not say", () => {
    expect(checkLiveKey(live, wanted)).toEqual([]);
    expect(checkLiveKey({ ...live, keyOps: [...keyOperations, "sign", "verify"] }, wanted)).toEqual([]);
    expect(checkLiveKey({ keyName: "kore-byok" }, wanted)).toEqual([]);
  });

  it.each<[string, Partial<LiveKey>, { key: string; value: unknown; rule: string; fix: string }]>([
    ["type", { kty: "RSA" }, { key: "keyType", value: "RSA-HSM", rule: "type RSA", fix: "another keyName" }],
    ["size", { keySize: 2048 }, { key: "keySize", value: 4096, rule: "2048 bits", fix: "another keyName" }],
    [
      "operations",
      { keyOps: ["encrypt", "wrapKey"] },
      { key: "keyName", value: "kore-byok", rule: "does not allow decrypt, unwrapKey", fix: "--ops" },
    ],
    [
      "state",
      { enabled: false },
      { key: "keyName", value: "kore-byok", rule: "a disabled key", fix: "--enabled true" },
    ],
  ])("names another %s with what Azure holds and what to do", (_, change, { key, value, rule, fix }) => {
    const problems = checkLiveKey({ ...live, ...change }, wanted);
    expect(problems).toEqual([{ key, value, rule: expect.stringContaining(rule), fix: expect.stringContaining(fix) }]);
  });
});
