/**
 * The HTTPS face of the simulated Azure: what unmodified clients of Key Vault, Azure Resource Manager, Microsoft Graph and
 * Entra talk to.
 */
import https from "node:https";
import type { AddressInfo, Socket } from "node:net";
import path from "node:path";
import writeFileAtomic from "write-file-atomic";
import { findConnection } from "../arm/vaultConnections";
import type { Azure } from "../azure";
import { type ArmResource, AzureError } from "../model";
import { type Caller, describeCaller } from "./caller";
import { createCertificates } from "./certificates";
import { type Cloud, clouds } from "./clouds";
import { type Answer, errorBody, readExchange, writeAnswer } from "./exchange";
import { createProxy, type Refusal } from "./proxy";
import { answerEntraRequest } from "../entra/tokenEndpoint";
import { createLoginApplication } from "../entra/loginApplication";
import { createTokens } from "../entra/tokens";
import { answerGraphRequest } from "../graph/graphRequest";
import { answerManagementRequest } from "../management/managementRequest";
import { answerVaultRequest } from "../keyvault/vaultRequest";
import { vaultProperties } from "../keyvault/vaultProperties";

/** Where the face listens, and where a client finds what to trust. */
export interface HttpsFaceOptions {
  /** Port of the proxy on 127.0.0.1. Default: any that is free. */
  port?: number;
  /** Where the certificate of the simulation's authority is written. Its folder must exist. */
  caFile: string;
}

/** The running face, and what a client's environment needs to reach it. */
export interface HttpsFace {
  /**
   * The value for HTTPS_PROXY.
   *
   * @param from Where the caller comes from: a public IPv4 address, or the name of a private endpoint connection of
   *   the vault. Default: a public address that no firewall rule admits.
   */
  proxyUrl(from?: string): string;
  /** What DefaultAzureCredential reads to sign in as the login: tenant, client ID, and a secret made up at each start. */
  loginEnvironment: Record<string, string>;
  /** The value for NODE_EXTRA_CA_CERTS. */
  caFile: string;
  /** Port of the proxy. */
  port: number;
  /** Ends all connections and frees the port. */
  close(): Promise<void>;
}

/** A simulated host that a connection was let through to. */
interface Connection {
  host: string;
  from: Caller;
}

/**
 * Starts the face: one HTTPS server for all hosts, which is reached through the proxy alone. Throws an Error where the port is in use or `caFile` cannot be written.
 */
export async function startHttpsFace(azure: Azure, options: HttpsFaceOptions): Promise<HttpsFace> {
  const [certificates, tokens] = await Promise.all([createCertificates(), createTokens(azure)]);
  const login = createLoginApplication(azure);
  /** By the client's port: all that the HTTPS server sees of a connection. */
  const connections = new Map<number, Connection>();
  const sockets = new Set<Socket>();

  const server = https.createServer({ key: certificates.privateKey, cert: certificates.certificate }, (req, res) => {
    const connection = connections.get(req.socket.remotePort ?? -1);
    if (connection === undefined) {
      req.socket.destroy();
      return;
    }
    answer(connection, req).then(
      (given) => writeAnswer(res, given),
      () => res.destroy(),
    );
  });

  async function answer({ host, from }: Connection, request: Parameters<typeof readExchange>[0]): Promise<Answer> {
    const exchange = await readExchange(request, host);
    if (exchange === undefined) {
      return { status: 413, body: errorBody(new AzureError(413, "RequestEntityTooLarge", "Larger than 64 KiB.")) };
    }
    if (request.headers.host?.toLowerCase().replace(/:443$/, "") !== host) {
      const message = `Host is ${request.headers.host}, but the connection was made to ${host}.`;
      return { status: 421, body: errorBody(new AzureError(421, "MisdirectedRequest", message)) };
    }
    const cloud = clouds.find((each) => servicesOf(each).includes(host));
    if (host === cloud?.loginHost) {
      return answerEntraRequest(azure, tokens, login, cloud, exchange, describeCaller(from));
    }
    if (host === cloud?.managementHost) return answerManagementRequest({ azure, tokens, cloud, exchange });
    if (host === cloud?.graphHost) return answerGraphRequest({ azure, tokens, cloud, exchange });
    const found = findVaultByHost(azure, host);
    if (found === undefined) {
      const message = `The vault of ${host} is gone since the connection was made.`;
      return { status: 502, body: errorBody(new AzureError(502, "BadGateway", message)) };
    }
    return answerVaultRequest({ azure, tokens, ...found, exchange, from });
  }

  const proxy = createProxy({
    refuse: (host, caller) => refuse(azure, host, caller),
    connect(socket, host, from) {
      const port = socket.remotePort ?? -1;
      connections.set(port, { host, from });
      socket.once("close", () => connections.delete(port));
      server.emit("connection", socket);
    },
    refused: (target, from, { status }) =>
      azure.log.record({ face: "keyvault", action: "CONNECT", target, status, from: from === "" ? undefined : from }),
  });
  proxy.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });

  const port = await listen(proxy, options.port);
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve, reject) => proxy.close((error) => (error ? reject(error) : resolve())));
  };
  const caFile = path.resolve(options.caFile);
  try {
    await writeFileAtomic(caFile, certificates.authority);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    proxyUrl: (from) => `http://${from === undefined ? "" : `${encodeURIComponent(from)}@`}127.0.0.1:${port}`,
    loginEnvironment: login.environment,
    caFile,
    port,
    close,
  };
}

/** Why a host cannot be reached: it is not simulated, has no such vault, or the caller's private endpoint is unknown. */
function refuse(azure: Azure, host: string, caller: Caller): Refusal | undefined {
  if (clouds.some((cloud) => servicesOf(cloud).includes(host))) return undefined;
  if (!clouds.some(({ vaultSuffix }) => host.endsWith(`.${vaultSuffix}`))) {
    return { status: 403, message: `${host} is not simulated, and the simulated Azure never reaches the network.\n` };
  }
  const found = findVaultByHost(azure, host);
  if (found === undefined) return { status: 502, message: `Could not resolve host: ${host}\n` };
  if ("connection" in caller && findConnection(found.vault, caller.connection) === undefined) {
    const message = `Vault ${found.vault.name} has no private endpoint connection named "${caller.connection}".\n`;
    return { status: 403, message };
  }
  return undefined;
}

/** The hosts of a cloud that are there whatever the customer has. */
function servicesOf({ loginHost, managementHost, graphHost }: Cloud): string[] {
  return [loginHost, managementHost, graphHost];
}

/** The live vault whose `vaultUri` has this host. A soft-deleted vault's name does not resolve. */
function findVaultByHost(azure: Azure, host: string): { vault: ArmResource; cloud: Cloud } | undefined {
  const cloud = clouds.find(({ vaultSuffix }) => host.endsWith(`.${vaultSuffix}`));
  const vault = azure.keys.findVault(host.slice(0, host.indexOf(".")));
  if (cloud === undefined || vault === undefined) return undefined;
  return new URL(vaultProperties(vault).vaultUri).host.toLowerCase() === host ? { vault, cloud } : undefined;
}

async function listen(server: ReturnType<typeof createProxy>, port = 0): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EADDRINUSE") return reject(error);
      const message = `Port ${port} on 127.0.0.1 is in use. Choose another port for the simulated Azure's HTTPS, or none.`;
      reject(new Error(message, { cause: error }));
    });
    server.listen(port, "127.0.0.1", resolve);
  });
  return (server.address() as AddressInfo).port;
}
