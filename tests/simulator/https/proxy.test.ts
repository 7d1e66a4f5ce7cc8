import http from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import tls from "node:tls";
import { AzureAuthorityHosts, ClientSecretCredential } from "@azure/identity";
import { KeyClient } from "@azure/keyvault-keys";
import { startHttpsFace } from "../../../simulator/https/face";
import { fourFreePorts } from "../freePorts";
import { kore, type KoreVault, startKoreVault } from "../keyvault/koreVault";

/** Sends one CONNECT and answers its status and, where it is refused, the text. */
async function connect(
  face: { port: number },
  target: string,
  user?: string,
): Promise<{ status?: number; text: string }> {
  const headers =
    user === undefined ? {} : { "proxy-authorization": `Basic ${Buffer.from(`${user}:`).toString("base64")}` };
  const request = http.request({ port: face.port, host: "127.0.0.1", method: "CONNECT", path: target, headers });
  request.end();
  const [response, socket, head] = (await once(request, "connect")) as [http.IncomingMessage, net.Socket, Buffer];
  let text = head.toString("utf8");
  if (response.statusCode !== 200) for await (const chunk of socket) text += String(chunk);
  socket.destroy();
  return { status: response.statusCode, text };
}

describe("the proxy in front of the simulated hosts", () => {
  let vault: KoreVault;
  beforeEach(async () => {
    vault = await startKoreVault();
  });
  afterEach(() => vault.close());

  it("never reaches a host that is not simulated", async () => {
    const outside = net.createServer().listen(0, "127.0.0.1");
    await once(outside, "listening");
    let reached = false;
    outside.on("connection", () => (reached = true));
    const { port } = outside.address() as AddressInfo;

    for (const target of [`127.0.0.1:${port}`, "example.com:443", "portal.azure.com:443", "azure.net:443"]) {
      await expect(connect(vault.face, target)).resolves.toMatchObject({ status: 403 });
    }
    outside.close();
    expect(reached).toBe(false);
    expect(vault.azure.log.entries.slice(-4).map(({ action, status }) => `${action} ${status}`)).toEqual(
      Array(4).fill("CONNECT 403"),
    );
  });

  it("does not resolve a vault that is not there, is deleted, or is of another cloud", async () => {
    const unresolved = { status: 502, text: expect.stringContaining("Could not resolve host") as string };

    await expect(connect(vault.face, "kv-kore-test.vault.azure.net:443")).resolves.toMatchObject({ status: 200 });
    await expect(connect(vault.face, "kv-other.vault.azure.net:443")).resolves.toMatchObject(unresolved);
    await expect(connect(vault.face, "kv-kore-test.vault.azure.cn:443")).resolves.toMatchObject(unresolved);
    await expect(connect(vault.face, "kv-kore-test.x.vault.azure.net:443")).resolves.toMatchObject(unresolved);
    await vault.azure.arm.delete(vault.vaultId, "2024-11-01");
    await expect(connect(vault.face, "kv-kore-test.vault.azure.net:443")).resolves.toMatchObject(unresolved);
  });

  it.each([
    ["10.1.2.3", 400, "private address"],
    ["127.0.0.1", 400, "loopback address"],
    ["not an address", 400, "neither a public IPv4 address"],
    ["no-such-connection", 403, 'no private endpoint connection named "no-such-connection"'],
  ])("refuses the caller %p", async (user, status, words) => {
    const answer = await connect(vault.face, "kv-kore-test.vault.azure.net:443", user);

    expect(answer).toEqual({ status, text: expect.stringContaining(words) as string });
  });

  it("refuses plain HTTP and other ports", async () => {
    await expect(connect(vault.face, "kv-kore-test.vault.azure.net:8443")).resolves.toMatchObject({ status: 403 });
    const response = await fetch(`http://127.0.0.1:${vault.face.port}/keys`);
    expect(response.status).toBe(405);
  });

  it("does not let a request go to another host than the connection was made to", async () => {
    const request = http.request({
      port: vault.face.port,
      host: "127.0.0.1",
      method: "CONNECT",
      path: "login.microsoftonline.com:443",
    });
    request.end();
    const [, socket] = (await once(request, "connect")) as [unknown, net.Socket];
    const secure = tls.connect({ socket, servername: "login.microsoftonline.com" });
    secure.write("GET /keys HTTP/1.1\r\nHost: kv-kore-test.vault.azure.net\r\nConnection: close\r\n\r\n");
    let text = "";
    for await (const chunk of secure) text += String(chunk);

    expect(text).toMatch(/^HTTP\/1\.1 421 /);
  });
});

describe("the Key Vault face", () => {
  let vault: KoreVault;
  beforeEach(async () => {
    vault = await startKoreVault({ location: "usgovvirginia" });
  });
  afterEach(() => vault.close());

  it("answers under the names of the other clouds too", async () => {
    expect(vault.vaultUri).toBe("https://kv-kore-test.vault.usgovcloudapi.net/");
    const { tenantId } = vault.azure.state;
    const credential = new ClientSecretCredential(tenantId, kore.clientId, kore.secret, {
      ...vault.clientOptions(),
      authorityHost: AzureAuthorityHosts.AzureGovernment,
    });
    const client = new KeyClient(vault.vaultUri, credential, vault.clientOptions(kore.address));

    await expect(client.getKey(vault.keyName)).resolves.toMatchObject({ name: vault.keyName });
  });

  it("writes the certificate of its authority, and no private key", () => {
    const pem = readFileSync(vault.face.caFile, "utf8");

    expect(new X509Certificate(pem).ca).toBe(true);
    expect(pem).not.toContain("PRIVATE KEY");
  });

  it("names a port that is in use, and leaves nothing behind", async () => {
    const directory = path.join(os.tmpdir(), "kore-no-such-directory");

    const caFile = path.join(directory, "ca.pem");
    await expect(startHttpsFace(vault.azure, { port: vault.face.port, caFile })).rejects.toThrow(
      `Port ${vault.face.port} on 127.0.0.1 is in use.`,
    );
    expect(existsSync(directory)).toBe(false);
  });

  it("states the caller in its proxy URL", () => {
    expect(vault.face.proxyUrl("20.42.7.9")).toBe(`http://20.42.7.9@127.0.0.1:${vault.face.port}`);
    expect(vault.face.proxyUrl()).toBe(`http://127.0.0.1:${vault.face.port}`);
  });

  it("frees its port when closed, though clients keep their connections", async () => {
    const port = await fourFreePorts();
    const options = { port, caFile: path.join(path.dirname(vault.face.caFile), "second.pem") };
    const second = await startHttpsFace(vault.azure, options);
    await connect(second, "login.microsoftonline.us:443");
    await second.close();

    const again = await startHttpsFace(vault.azure, options);
    expect(again.port).toBe(port);
    await again.close();
  });
});
