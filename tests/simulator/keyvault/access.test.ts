import { randomBytes } from "node:crypto";
import { kore, type KoreVault, roles, startKoreVault } from "./koreVault";

const day = 24 * 60 * 60 * 1000;

describe("the simulated Key Vault refuses", () => {
  let vault: KoreVault;
  beforeEach(async () => {
    vault = await startKoreVault();
  });
  afterEach(() => vault.close());

  /** What a refusal looks like to the client. */
  const refusal = (statusCode: number, code: string, innerCode?: string): unknown =>
    expect.objectContaining({
      statusCode,
      details: {
        error: expect.objectContaining({ code, ...(innerCode && { innerError: { code: innerCode } }) }) as unknown,
      },
    });

  it("a caller without a role assignment", async () => {
    await vault.azure.arm.delete(vault.roleAssignmentId, "2022-04-01");

    const read = vault.keyClient().getKey(vault.keyName);

    await expect(read).rejects.toEqual(refusal(403, "Forbidden", "ForbiddenByRbac"));
    await expect(read).rejects.toThrow(
      `Caller: appid=${kore.clientId};oid=${vault.koreObjectId};iss=https://sts.windows.net/${vault.azure.state.tenantId}/\r\n` +
        "Action: 'Microsoft.KeyVault/vaults/keys/read'\r\n" +
        `Resource: '${vault.vaultId.toLowerCase()}/keys/kore-byok'\r\n`,
    );
  });

  it("a caller whose role assignment has not taken effect yet", async () => {
    vault.azure.outside.setPropagationDelay(5 * 60 * 1000);
    await expect(vault.keyClient().getKey(vault.keyName)).rejects.toEqual(refusal(403, "Forbidden", "ForbiddenByRbac"));

    vault.azure.outside.advanceClock(5 * 60 * 1000);
    await expect(vault.keyClient().getKey(vault.keyName)).resolves.toMatchObject({ name: vault.keyName });
  });

  it("an action outside the role: Crypto Service Encryption User may wrap, not encrypt", async () => {
    await vault.azure.arm.delete(vault.roleAssignmentId, "2022-04-01");
    await vault.assignRole(roles.cryptoServiceEncryptionUser);
    const client = await vault.cryptographyClient();

    await expect(client.wrapKey("RSA-OAEP-256", randomBytes(32))).resolves.toBeDefined();
    const encrypted = client.encrypt({ algorithm: "RSA-OAEP-256", plaintext: randomBytes(32) });
    await expect(encrypted).rejects.toThrow("Action: 'Microsoft.KeyVault/vaults/keys/encrypt/action'");
  });

  it("a caller who is no owner of an access policy, in a vault that uses them", async () => {
    await vault.putVault({ enableRbacAuthorization: false });

    await expect(vault.keyClient().getKey(vault.keyName)).rejects.toEqual(
      refusal(403, "Forbidden", "ForbiddenByPolicy"),
    );
  });

  it("an address that the firewall does not admit, though trusted services may pass", async () => {
    const read = vault.keyClient("20.42.7.10").getKey(vault.keyName);

    await expect(read).rejects.toEqual(refusal(403, "Forbidden", "ForbiddenByFirewall"));
    await expect(read).rejects.toThrow("Client address: 20.42.7.10\r\n");
  });

  it("Kore's address once its range is dropped, and a caller that states no address", async () => {
    await expect(vault.keyClient("").getKey(vault.keyName)).rejects.toThrow("Client address: 203.0.113.1");
    await vault.putVault({ networkAcls: { bypass: "AzureServices", defaultAction: "Deny", ipRules: [] } });

    await expect(vault.keyClient().getKey(vault.keyName)).rejects.toEqual(
      refusal(403, "Forbidden", "ForbiddenByFirewall"),
    );
  });

  it("any public address once public access is disabled, whatever the firewall says", async () => {
    await vault.putVault({ publicNetworkAccess: "Disabled" });

    await expect(vault.keyClient().getKey(vault.keyName)).rejects.toEqual(
      refusal(403, "Forbidden", "ForbiddenByConnection"),
    );
  });

  it("a private endpoint connection that is not approved, and admits it once it is", async () => {
    await vault.putVault({ publicNetworkAccess: "Disabled" });
    const connection = await vault.azure.outside.requestPrivateEndpoint(vault.vaultId, {
      endpointId: "/subscriptions/kore/resourceGroups/rg/providers/Microsoft.Network/privateEndpoints/pe-byok",
    });
    const read = (): Promise<unknown> => vault.keyClient(connection).getKey(vault.keyName);
    const { outside } = vault.azure;
    const forbidden = refusal(403, "Forbidden", "ForbiddenByConnection");

    await expect(read()).rejects.toEqual(forbidden);
    await outside.setPrivateEndpointConnection(vault.vaultId, connection, "Approved");
    await expect(read()).resolves.toMatchObject({ name: vault.keyName });
    await outside.setPrivateEndpointConnection(vault.vaultId, connection, "Disconnected");
    await expect(read()).rejects.toEqual(forbidden);
  });

  it("any use of a disabled key, while the key can still be read", async () => {
    const client = await vault.cryptographyClient();
    const { result: ciphertext } = await client.encrypt({ algorithm: "RSA-OAEP-256", plaintext: randomBytes(32) });
    await vault.azure.keys.update(vault.vaultId, vault.keyName, undefined, { enabled: false });

    await expect(vault.keyClient().getKey(vault.keyName)).resolves.toMatchObject({ properties: { enabled: false } });
    await expect(client.encrypt({ algorithm: "RSA-OAEP-256", plaintext: randomBytes(32) })).rejects.toThrow(
      "Operation encrypt is not allowed on a disabled key.",
    );
    await expect(client.decrypt({ algorithm: "RSA-OAEP-256", ciphertext })).rejects.toEqual(
      refusal(403, "Forbidden", "KeyDisabled"),
    );
  });

  it("new uses of an expired key, while what it encrypted is still decrypted", async () => {
    const client = await vault.cryptographyClient();
    const algorithm = "RSA-OAEP-256";
    const text = randomBytes(32);
    const { result: ciphertext } = await client.encrypt({ algorithm, plaintext: text });
    const { result: wrapped } = await client.wrapKey(algorithm, text);
    const exp = Math.floor((vault.azure.now() + day) / 1000);
    await vault.azure.keys.update(vault.vaultId, vault.keyName, undefined, { exp });
    vault.azure.outside.advanceClock(2 * day);
    // The token of the first client has run out on the simulated clock; the key object it holds has no expiry yet.
    const later = await vault.cryptographyClient();

    await expect(later.encrypt({ algorithm, plaintext: text })).rejects.toEqual(
      refusal(403, "Forbidden", "KeyExpired"),
    );
    await expect(later.wrapKey(algorithm, text)).rejects.toEqual(refusal(403, "Forbidden", "KeyExpired"));
    expect(Buffer.from((await later.decrypt({ algorithm, ciphertext })).result)).toEqual(text);
    expect(Buffer.from((await later.unwrapKey(algorithm, wrapped)).result)).toEqual(text);
  });

  it("an operation that the key does not permit", async () => {
    const client = await vault.cryptographyClient();
    await vault.azure.keys.update(vault.vaultId, vault.keyName, undefined, { keyOps: ["wrapKey", "unwrapKey"] });

    await expect(client.encrypt({ algorithm: "RSA-OAEP-256", plaintext: randomBytes(32) })).rejects.toEqual(
      refusal(403, "Forbidden", "KeyOperationForbidden"),
    );
  });

  it("a key that is not there, but only to callers who may read keys", async () => {
    await expect(vault.keyClient().getKey("other")).rejects.toEqual(refusal(404, "KeyNotFound"));

    await vault.azure.arm.delete(vault.roleAssignmentId, "2022-04-01");
    await expect(vault.keyClient().getKey("other")).rejects.toEqual(refusal(403, "Forbidden", "ForbiddenByRbac"));
  });

  it("a token once it has run out on the simulated clock", async () => {
    const client = vault.keyClient();
    await client.getKey(vault.keyName);
    vault.azure.outside.advanceClock(day);

    const read = client.getKey(vault.keyName);

    await expect(read).rejects.toEqual(refusal(401, "Unauthorized"));
    await expect(read).rejects.toThrow("[TokenExpired]");
  });

  it("what a fault says, after the caller is admitted", async () => {
    vault.azure.faults.add({
      action: "GET keys",
      kind: "refuse",
      status: 429,
      code: "Throttled",
      message: "Too many.",
    });

    await expect(vault.keyClient().getKey(vault.keyName)).rejects.toEqual(refusal(429, "Throttled"));
    await expect(vault.keyClient().getKey(vault.keyName)).resolves.toBeDefined();
  });
});
