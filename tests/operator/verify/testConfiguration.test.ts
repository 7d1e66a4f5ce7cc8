import { execFile } from "node:child_process";
import { once } from "node:events";
import net, { type AddressInfo } from "node:net";
import { promisify } from "node:util";
import tls from "node:tls";
import path from "node:path";
import type { KeyClientOptions } from "@azure/keyvault-keys";
import type { StageResult } from "../../../operator/verify/stage";
import { rehearseTestConfiguration } from "../../../operator/verify/testConfiguration";
import { kore, type KoreVault, roles, startKoreVault } from "../../simulator/keyvault/koreVault";

const day = 24 * 60 * 60 * 1000;

describe("the rehearsed Test Configuration", () => {
  let vault: KoreVault;
  beforeEach(async () => {
    vault = await startKoreVault();
  });
  afterEach(() => vault.close());

  interface Change {
    from?: string;
    vaultUri?: string;
    keyName?: string;
    clientOptions?: KeyClientOptions;
    credential?: Parameters<KoreVault["credential"]>[0];
    onStage?: (result: StageResult) => void;
  }
  const rehearse = ({ from = kore.address, credential, ...change }: Change = {}): Promise<StageResult[]> =>
    rehearseTestConfiguration({
      vaultUri: vault.vaultUri,
      keyName: vault.keyName,
      credential: vault.credential(credential),
      clientOptions: vault.clientOptions(from),
      ...change,
    });

  /** The stage that failed; checks that those before passed and those after were not run. */
  const failure = (results: StageResult[]): StageResult => {
    const at = results.findIndex(({ passed }) => !passed);
    expect(results.map(({ stage }) => stage)).toEqual([
      "connection",
      "authentication",
      "encryption",
      "decryption",
      "wrapKey",
      "unwrapKey",
    ]);
    expect(results.slice(0, at).every(({ passed }) => passed)).toBe(true);
    for (const later of results.slice(at + 1)) {
      expect(later).toEqual({ stage: later.stage, passed: false, detail: "not run" });
    }
    const failed = results[at];
    if (failed === undefined) throw new Error("All stages passed.");
    return failed;
  };

  it("passes all stages as Kore's principal from Kore's address, and tells each as it goes", async () => {
    const told: StageResult[] = [];

    const results = await rehearse({ onStage: (result) => told.push(result) });

    expect(results.map(({ stage, passed }) => `${stage} ${passed}`)).toEqual([
      "connection true",
      "authentication true",
      "encryption true",
      "decryption true",
      "wrapKey true",
      "unwrapKey true",
    ]);
    expect(told).toEqual(results);
    const remote = vault.azure.log.entries.filter(
      ({ action, status }) => action.startsWith("POST keys/") && status === 200,
    );
    expect(remote.map(({ action }) => action)).toEqual([
      "POST keys/encrypt",
      "POST keys/decrypt",
      "POST keys/wrapkey",
      "POST keys/unwrapkey",
    ]);
    expect(remote.every(({ caller, from }) => caller === vault.koreObjectId && from === kore.address)).toBe(true);
  });

  it("fails when the role assignment is removed", async () => {
    await vault.azure.arm.delete(vault.roleAssignmentId, "2022-04-01");

    const failed = failure(await rehearse());

    expect(failed).toMatchObject({ stage: "authentication", kind: "role" });
    expect(failed.cause).toContain(`${vault.koreObjectId} has no role assignment that allows`);
    expect(failed.cause).toContain("Microsoft.KeyVault/vaults/keys/read");
    expect(failed.fix).toContain("`koreAccess` is `active`");
  });

  it("fails while the role assignment is new, and passes once it works", async () => {
    vault.azure.outside.setPropagationDelay(600_000);
    expect(failure(await rehearse())).toMatchObject({
      kind: "role",
      fix: expect.stringContaining("several minutes") as string,
    });

    vault.azure.outside.advanceClock(600_000);
    expect((await rehearse()).every(({ passed }) => passed)).toBe(true);
  });

  it("names the action when the role is too small", async () => {
    await vault.azure.arm.delete(vault.roleAssignmentId, "2022-04-01");
    await vault.assignRole(roles.cryptoServiceEncryptionUser);

    const failed = failure(await rehearse());

    expect(failed).toMatchObject({ stage: "encryption", kind: "role" });
    expect(failed.cause).toContain("keys/encrypt/action");
  });

  it("fails when the vault uses access policies", async () => {
    await vault.putVault({ enableRbacAuthorization: false });

    expect(failure(await rehearse())).toMatchObject({ stage: "authentication", kind: "access-policy" });
  });

  it("fails when Kore's address is dropped from the firewall, and names the address", async () => {
    await vault.putVault({ networkAcls: { bypass: "AzureServices", defaultAction: "Deny", ipRules: [] } });

    const failed = failure(await rehearse());

    expect(failed).toMatchObject({ stage: "connection", kind: "firewall" });
    expect(failed.cause).toContain("20.42.7.9");
    expect(failed.fix).toContain("`koreIpRanges`");
  });

  it("fails when public access is disabled, until Kore's connection is approved", async () => {
    await vault.putVault({ publicNetworkAccess: "Disabled" });
    const from = await vault.azure.outside.requestPrivateEndpoint(vault.vaultId, {
      endpointId: "/subscriptions/kore/resourceGroups/rg/providers/Microsoft.Network/privateEndpoints/pe-byok",
    });

    for (const caller of [kore.address, from]) {
      const failed = failure(await rehearse({ from: caller }));
      expect(failed).toMatchObject({ stage: "connection", kind: "public-access" });
      expect(failed.fix).toContain("kore-byok connections approve");
    }
    await vault.azure.outside.setPrivateEndpointConnection(vault.vaultId, from, "Approved");
    expect((await rehearse({ from })).every(({ passed }) => passed)).toBe(true);
  });

  it("fails when the key is disabled", async () => {
    await vault.azure.keys.update(vault.vaultId, vault.keyName, undefined, { enabled: false });

    expect(failure(await rehearse())).toMatchObject({
      stage: "encryption",
      kind: "key-disabled",
      cause: 'The key "kore-byok" is disabled.',
    });
  });

  it("fails when the key has expired, by the vault's clock or by ours", async () => {
    const exp = Math.floor((vault.azure.now() + day) / 1000);
    await vault.azure.keys.update(vault.vaultId, vault.keyName, undefined, { exp });
    vault.azure.outside.advanceClock(2 * day);
    expect(failure(await rehearse())).toMatchObject({ stage: "encryption", kind: "key-expired" });

    await vault.azure.keys.update(vault.vaultId, vault.keyName, undefined, { exp: 1_700_000_000 });
    const failed = failure(await rehearse());
    expect(failed).toMatchObject({ stage: "encryption", kind: "key-expired" });
    expect(failed.cause).toContain("2023-11-14");
  });

  it("fails when the key is not valid yet", async () => {
    const nbf = Math.floor((Date.now() + day) / 1000);
    await vault.azure.keys.update(vault.vaultId, vault.keyName, undefined, { nbf });

    expect(failure(await rehearse())).toMatchObject({ stage: "encryption", kind: "key-not-yet-valid" });
  });

  it("fails when the key may not encrypt, or not decrypt", async () => {
    const permit = (keyOps: string[]): Promise<unknown> =>
      vault.azure.keys.update(vault.vaultId, vault.keyName, undefined, { keyOps });

    await permit(["wrapKey", "unwrapKey"]);
    expect(failure(await rehearse())).toMatchObject({ stage: "encryption", kind: "key-operation" });
    await permit(["encrypt", "wrapKey", "unwrapKey"]);
    const failed = failure(await rehearse());
    expect(failed).toMatchObject({ stage: "decryption", kind: "key-operation" });
    expect(failed.cause).toContain("decrypt");
  });

  it("fails when the key name is wrong, or the key was deleted", async () => {
    const wrong = failure(await rehearse({ keyName: "kore" }));
    expect(wrong).toMatchObject({ stage: "encryption", kind: "key-not-found" });
    expect(wrong.cause).toContain('no key named "kore"');

    await vault.azure.keys.softDelete(vault.vaultId, vault.keyName);
    const failed = failure(await rehearse());
    expect(failed).toMatchObject({ kind: "key-not-found" });
    expect(failed.fix).toContain("az keyvault key recover --vault-name kv-kore-test --name kore-byok");
  });

  it("fails when the name of the vault does not resolve", async () => {
    const failed = failure(await rehearse({ vaultUri: "https://kv-kore-tset.vault.azure.net/" }));

    expect(failed).toMatchObject({ stage: "connection", kind: "name-not-resolved" });
    expect(failed.cause).toContain("kv-kore-tset.vault.azure.net");
  });

  it("fails when the certificate is not trusted", async () => {
    const trusted = tls.getCACertificates("default");
    tls.setDefaultCACertificates(tls.getCACertificates("bundled"));
    try {
      const failed = failure(await rehearse());
      expect(failed).toMatchObject({ stage: "connection", kind: "tls" });
      expect(failed.fix).toContain("NODE_EXTRA_CA_CERTS");
    } finally {
      tls.setDefaultCACertificates(trusted);
    }
  });

  it("fails when nothing listens where the proxy should be", async () => {
    const server = net.createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    server.close();
    const clientOptions = { ...vault.clientOptions(), proxyOptions: { host: "http://127.0.0.1", port } };

    const failed = failure(await rehearse({ clientOptions }));

    expect(failed).toMatchObject({ stage: "connection", kind: "unreachable" });
    expect(failed.cause).toContain("ECONNREFUSED");
  });

  it.each([
    ["the secret is wrong", { secret: "wrong" }, "credential", "AADSTS7000215"],
    ["the application is unknown", { clientId: "00000000-1111-4222-8333-444444444444" }, "credential", "AADSTS700016"],
    ["the credential is for another tenant", { tenantId: kore.tenantId }, "tenant", "belongs to tenant"],
  ])("fails when %s", async (_, credential, kind, words) => {
    const failed = failure(await rehearse({ credential }));

    expect(failed).toMatchObject({ stage: "authentication", kind });
    expect(failed.cause).toContain(words);
  });

  it("fails when the service principal has been deleted", async () => {
    await vault.azure.entra.deleteServicePrincipal(vault.koreObjectId);

    const failed = failure(await rehearse());

    expect(failed).toMatchObject({ stage: "authentication", kind: "credential" });
    expect(failed.cause).toContain("consent was never given, or it was deleted");
    expect(failed.fix).toContain("`adminConsentUrl`");
  });

  it("fails when the vault throttles, and leaves retrying to the client's options", async () => {
    vault.azure.faults.add({ action: "POST keys/wrapkey", kind: "refuse", status: 429, code: "Throttled" });

    expect(failure(await rehearse())).toMatchObject({ stage: "wrapKey", kind: "throttled" });
    expect(vault.azure.log.entries.filter(({ status }) => status === 429)).toHaveLength(1);
  });

  it("fails when Azure has a fault", async () => {
    vault.azure.faults.add({ action: "POST keys/decrypt", kind: "refuse", status: 503, code: "ServiceUnavailable" });

    expect(failure(await rehearse())).toMatchObject({ stage: "decryption", kind: "service" });
  });

  it("needs nothing but HTTPS_PROXY and NODE_EXTRA_CA_CERTS in a process of its own", async () => {
    const script = path.join(__dirname, "rehearseFromEnvironment.ts");
    const environment = {
      PATH: process.env.PATH,
      HTTPS_PROXY: vault.face.proxyUrl(kore.address),
      NODE_EXTRA_CA_CERTS: vault.face.caFile,
      VAULT_URI: vault.vaultUri,
      KEY_NAME: vault.keyName,
      TENANT_ID: vault.azure.state.tenantId,
      CLIENT_ID: kore.clientId,
      CLIENT_SECRET: kore.secret,
    };

    const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", script], { env: environment });

    const results = JSON.parse(stdout) as StageResult[];
    expect(results).toHaveLength(6);
    expect(results.filter(({ passed }) => !passed)).toEqual([]);
  }, 60_000);
});
