import { kore, type KoreVault, roles, startKoreVault } from "./koreVault";

async function collect<T>(iterable: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of iterable) items.push(item);
  return items;
}

describe("keys through the unmodified client", () => {
  let vault: KoreVault;
  beforeEach(async () => {
    vault = await startKoreVault();
  });
  afterEach(() => vault.close());

  const actions = (): string[] =>
    vault.azure.log.entries
      .filter(({ face, from }) => face === "keyvault" && from)
      .map((e) => `${e.action} ${e.status}`);

  describe("as Crypto User", () => {
    it("lists the keys and their versions, page by page", async () => {
      for (let i = 0; i < 26; i++) await vault.azure.keys.rotate(vault.vaultId, vault.keyName);

      const keys = await collect(vault.keyClient().listPropertiesOfKeys());
      const versions = await collect(vault.keyClient().listPropertiesOfKeyVersions(vault.keyName));

      expect(keys.map(({ name }) => name)).toEqual([vault.keyName]);
      expect(new Set(versions.map(({ version }) => version)).size).toBe(27);
      expect(actions().filter((action) => action === "GET keys/versions 200")).toHaveLength(2);
    });

    it("may disable the key, as its role includes keys/update", async () => {
      const key = await vault.keyClient().updateKeyProperties(vault.keyName, { enabled: false, tags: { owner: "me" } });

      expect(key.properties).toMatchObject({ enabled: false, tags: { owner: "me" } });
      expect(vault.azure.keys.get(vault.vaultId, vault.keyName).versions[0]?.enabled).toBe(false);
      expect(actions().at(-1)).toBe("PATCH keys 200");
      expect(vault.azure.log.entries.at(-1)).toMatchObject({ caller: vault.koreObjectId, from: kore.address });
    });

    it.each([
      ["create", (client: ReturnType<KoreVault["keyClient"]>) => client.createRsaKey("another")],
      ["rotate", (client: ReturnType<KoreVault["keyClient"]>) => client.rotateKey("kore-byok")],
      ["delete", (client: ReturnType<KoreVault["keyClient"]>) => client.beginDeleteKey("kore-byok")],
    ])("may not %s keys", async (_, attempt) => {
      await expect(attempt(vault.keyClient())).rejects.toMatchObject({ statusCode: 403 });
      expect(vault.azure.keys.get(vault.vaultId, "kore-byok").versions).toHaveLength(1);
    });
  });

  describe("as Crypto Officer", () => {
    beforeEach(async () => {
      await vault.assignRole(roles.cryptoOfficer, "0e7b9a55-3c1d-4a0b-8c39-5f7e6d5c4b3a");
    });

    it("creates and rotates keys", async () => {
      const created = await vault
        .keyClient()
        .createRsaKey("another", { keySize: 2048, keyOps: ["encrypt", "decrypt"] });
      const rotated = await vault.keyClient().rotateKey("another");

      expect(created.keyOperations).toEqual(["encrypt", "decrypt"]);
      expect(rotated.properties.version).not.toBe(created.properties.version);
      const first = await vault.keyClient().getKey("another", { version: created.properties.version });
      expect(first.key?.n).toEqual(created.key?.n);
    });

    it("deletes a key, finds it among the deleted and recovers it", async () => {
      const client = vault.keyClient();
      const deletion = await client.beginDeleteKey(vault.keyName, { intervalInMs: 1 });
      await deletion.pollUntilDone();

      await expect(client.getKey(vault.keyName)).rejects.toMatchObject({ statusCode: 404, code: "KeyNotFound" });
      const [deleted] = await collect(client.listDeletedKeys());
      expect(deleted?.name).toBe(vault.keyName);
      const { scheduledPurgeDate, deletedOn } = (await client.getDeletedKey(vault.keyName)).properties;
      expect(Number(scheduledPurgeDate) - Number(deletedOn)).toBe(90 * 24 * 60 * 60 * 1000);

      const recovery = await client.beginRecoverDeletedKey(vault.keyName, { intervalInMs: 1 });
      await recovery.pollUntilDone();
      await expect(client.getKey(vault.keyName)).resolves.toMatchObject({ name: vault.keyName });
    });

    it("finds no way to purge: the call is not simulated, and says so", async () => {
      const client = vault.keyClient();
      await (await client.beginDeleteKey(vault.keyName, { intervalInMs: 1 })).pollUntilDone();

      await expect(client.purgeDeletedKey(vault.keyName)).rejects.toMatchObject({
        statusCode: 501,
        code: "NotSimulated",
      });
      await expect(client.getDeletedKey(vault.keyName)).resolves.toBeDefined();
    });

    it("is told which property of a body is wrong, and the refusal is logged", async () => {
      const attempt = vault.keyClient().createRsaKey("another", { exportable: true });

      await expect(attempt).rejects.toMatchObject({ statusCode: 400, code: "BadParameter" });
      await expect(attempt).rejects.toThrow("attributes.exportable");
      expect(actions().at(-1)).toBe("POST keys/create 400");
    });
  });

  it("refuses an API version that it does not know", async () => {
    const { KeyClient } = await import("@azure/keyvault-keys");
    const options = { ...vault.clientOptions(kore.address), serviceVersion: "1.0" };
    const client = new KeyClient(vault.vaultUri, vault.credential(), options);

    await expect(client.getKey(vault.keyName)).rejects.toThrow("The specified version (1.0) is not recognized.");
  });
});
