import { KeyClient } from "@azure/keyvault-keys";
import { kore, type KoreVault, startKoreVault } from "./koreVault";

/** The claims of a token, unverified. */
function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8")) as Record<string, unknown>;
}

const scope = "https://vault.azure.net/.default";

describe("the simulated Entra token endpoint", () => {
  let vault: KoreVault;
  beforeEach(async () => {
    vault = await startKoreVault();
  });
  afterEach(() => vault.close());

  it("issues a token that names Kore's principal, on the simulated clock", async () => {
    vault.azure.outside.advanceClock(365 * 24 * 60 * 60 * 1000);
    const { tenantId } = vault.azure.state;

    const { token } = await vault.credential().getToken(scope);

    expect(claimsOf(token)).toMatchObject({
      aud: "https://vault.azure.net",
      iss: `https://sts.windows.net/${tenantId}/`,
      appid: kore.clientId,
      oid: vault.koreObjectId,
      sub: vault.koreObjectId,
      tid: tenantId,
    });
    const { iat, exp } = claimsOf(token);
    expect(Number(exp) - Number(iat)).toBe(3599);
    expect(Math.abs(Number(iat) * 1000 - vault.azure.now())).toBeLessThan(60_000);
  });

  it("refuses a wrong secret", async () => {
    await expect(vault.credential({ secret: "wrong" }).getToken(scope)).rejects.toThrow(
      "AADSTS7000215: Invalid client secret provided.",
    );
    expect(vault.azure.log.entries.at(-1)).toMatchObject({
      face: "entra",
      action: "POST oauth2/v2.0/token",
      status: 401,
      code: "AADSTS7000215",
      target: kore.clientId,
    });
  });

  it("refuses an application that has no secret registered, whatever the secret", async () => {
    const appId = "3b8e5c5e-6c0f-4a39-9a4b-7f1d2e3c4b5a";
    vault.azure.outside.registerApplication({ appId, displayName: "No secret", ownerTenantId: kore.tenantId });
    await vault.azure.entra.createServicePrincipal(appId);

    await expect(vault.credential({ clientId: appId }).getToken(scope)).rejects.toThrow("AADSTS7000215");
  });

  it("refuses an application that it does not know", async () => {
    const clientId = "00000000-1111-4222-8333-444444444444";
    await expect(vault.credential({ clientId }).getToken(scope)).rejects.toThrow(
      `AADSTS700016: Application with identifier '${clientId}' was not found in the directory`,
    );
  });

  it("refuses an application whose service principal has been deleted", async () => {
    await vault.azure.entra.deleteServicePrincipal(vault.koreObjectId);

    await expect(vault.credential().getToken(scope)).rejects.toThrow(
      `AADSTS7000229: The client application ${kore.clientId} is missing service principal in the tenant`,
    );
  });

  it("refuses a service principal that is disabled", async () => {
    await vault.azure.entra.updateServicePrincipal(vault.koreObjectId, { accountEnabled: false });

    await expect(vault.credential().getToken(scope)).rejects.toThrow("AADSTS7000112");
  });

  it("refuses another tenant", async () => {
    await expect(vault.credential({ tenantId: kore.tenantId }).getToken(scope)).rejects.toThrow(
      `AADSTS90002: Tenant '${kore.tenantId}' not found.`,
    );
  });

  it("refuses a scope of a service that is not simulated", async () => {
    await expect(vault.credential().getToken("https://storage.azure.com/.default")).rejects.toThrow("AADSTS500011");
    await expect(vault.credential().getToken("https://vault.azure.net/keys")).rejects.toThrow("AADSTS1002012");
  });

  it("its tokens are not taken when changed or made by others", async () => {
    const { token, expiresOnTimestamp } = await vault.credential().getToken(scope);
    const [header, payload, signature] = token.split(".");
    const forged = { ...claimsOf(token), oid: vault.azure.state.login.objectId };
    const changed = [header, Buffer.from(JSON.stringify(forged)).toString("base64url"), signature].join(".");
    const unsigned = [Buffer.from('{"alg":"none"}').toString("base64url"), payload, ""].join(".");
    const read = (value: string): Promise<unknown> =>
      new KeyClient(
        vault.vaultUri,
        { getToken: () => Promise.resolve({ token: value, expiresOnTimestamp }) },
        vault.clientOptions(kore.address),
      ).getKey(vault.keyName);

    await expect(read(token)).resolves.toBeDefined();
    for (const bad of [changed, unsigned, "not-a-token"]) {
      await expect(read(bad)).rejects.toMatchObject({ statusCode: 401 });
    }
  });
});
