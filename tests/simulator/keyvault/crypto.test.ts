import { constants, createPublicKey, publicEncrypt, randomBytes } from "node:crypto";
import { type KoreVault, startKoreVault } from "./koreVault";

describe("the unmodified Key Vault client", () => {
  let vault: KoreVault;
  beforeEach(async () => {
    vault = await startKoreVault();
  });
  afterEach(() => vault.close());

  it("reads the key with its public half and attributes", async () => {
    const key = await vault.keyClient().getKey(vault.keyName);

    expect(key.id).toBe(`${vault.vaultUri}keys/${vault.keyName}/${key.properties.version}`);
    expect(key.keyType).toBe("RSA");
    expect(key.keyOperations).toEqual(["encrypt", "decrypt", "wrapKey", "unwrapKey"]);
    expect(key.key?.n).toHaveLength(256);
    expect(key.properties).toMatchObject({ enabled: true, recoverableDays: 90, recoveryLevel: "Recoverable" });
    expect(key.properties.createdOn).toBeInstanceOf(Date);
  });

  it.each(["RSA-OAEP-256", "RSA-OAEP", "RSA1_5"] as const)(
    "encrypts and decrypts, wraps and unwraps with %s",
    async (algorithm) => {
      const client = await vault.cryptographyClient();
      const text = randomBytes(32);

      const { result: ciphertext } = await client.encrypt({ algorithm, plaintext: text });
      const { result: plaintext } = await client.decrypt({ algorithm, ciphertext });
      const { result: wrapped } = await client.wrapKey(algorithm, text);
      const { result: unwrapped } = await client.unwrapKey(algorithm, wrapped);

      expect(Buffer.from(ciphertext)).not.toEqual(text);
      expect(Buffer.from(plaintext)).toEqual(text);
      expect(Buffer.from(unwrapped)).toEqual(text);
    },
  );

  it("decrypts what others encrypt to the published public key", async () => {
    const key = await vault.keyClient().getKey(vault.keyName);
    const encode = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString("base64url");
    const jwk = { kty: "RSA", n: encode(key.key?.n), e: encode(key.key?.e) };
    const text = randomBytes(32);
    const ciphertext = publicEncrypt(
      {
        key: createPublicKey({ key: jwk, format: "jwk" }),
        padding: constants.RSA_PKCS1_OAEP_PADDING,
        oaepHash: "sha256",
      },
      text,
    );

    const client = await vault.cryptographyClient();
    const { result } = await client.decrypt({ algorithm: "RSA-OAEP-256", ciphertext });

    expect(Buffer.from(result)).toEqual(text);
  });

  it("refuses a block that was not made with the key", async () => {
    const client = await vault.cryptographyClient();

    await expect(client.decrypt({ algorithm: "RSA-OAEP-256", ciphertext: randomBytes(256) })).rejects.toMatchObject({
      statusCode: 400,
      code: "BadParameter",
    });
  });

  it("refuses a block that is too long for the key", async () => {
    const client = await vault.cryptographyClient();

    await expect(client.encrypt({ algorithm: "RSA-OAEP-256", plaintext: randomBytes(191) })).rejects.toMatchObject({
      statusCode: 400,
      code: "BadParameter",
    });
  });

  it("decrypts with the version that encrypted, after a rotation", async () => {
    const before = await vault.cryptographyClient();
    const text = randomBytes(32);
    const { result: ciphertext } = await before.encrypt({ algorithm: "RSA-OAEP-256", plaintext: text });
    await vault.azure.keys.rotate(vault.vaultId, vault.keyName);

    const { result } = await before.decrypt({ algorithm: "RSA-OAEP-256", ciphertext });
    const after = await vault.cryptographyClient();

    expect(Buffer.from(result)).toEqual(text);
    expect(after.keyID).not.toBe(before.keyID);
    await expect(after.decrypt({ algorithm: "RSA-OAEP-256", ciphertext })).rejects.toMatchObject({ statusCode: 400 });
  });

  it("leaves a line in the operation log for each call, with the caller and where it came from", async () => {
    const client = await vault.cryptographyClient();
    const { result: ciphertext } = await client.encrypt({ algorithm: "RSA-OAEP-256", plaintext: randomBytes(32) });
    await client.decrypt({ algorithm: "RSA-OAEP-256", ciphertext });

    const calls = vault.azure.log.entries.filter(({ from }) => from === "20.42.7.9");
    expect(calls.map(({ action, status }) => `${action} ${status}`)).toEqual([
      "GET keys 401",
      "GET keys 200",
      "POST keys/encrypt 401",
      "POST keys/encrypt 200",
      "POST keys/decrypt 200",
    ]);
    expect(calls.at(-1)).toMatchObject({
      face: "keyvault",
      caller: vault.koreObjectId,
      target: client.keyID + "/decrypt",
    });
  });
});
