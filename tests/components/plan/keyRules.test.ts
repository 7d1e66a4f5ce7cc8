import {
  checkKeySize,
  checkKeyType,
  defaultKeyType,
  keyOperations,
  KeyType,
  VaultSku,
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
