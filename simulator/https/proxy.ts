/**
 * The HTTP CONNECT proxy in front of the simulated hosts. The Azure SDK honours HTTPS_PROXY, so an unmodified client
 * keeps the real host names; the proxy's user name states where the caller comes from. Nothing reaches the network:
 * a connection ends in the simulation or is refused.
 */
import http from "node:http";
import type { Socket } from "node:net";
import { type Caller, parseCaller } from "./caller";

/** Why a connection is refused. The status is the proxy's, as no simulated host has answered. */
export interface Refusal {
  status: 400 | 403 | 405 | 502;
  message: string;
}

/** What the proxy leaves to others: which hosts there are, and what happens on a connection. */
export interface ProxyOptions {
  /** Looks the host up, as DNS and the network would; answers why it cannot be reached. */
  refuse: (host: string, caller: Caller) => Refusal | undefined;
  /** Takes over the socket: TLS to `host` follows. */
  connect: (socket: Socket, host: string, caller: Caller) => void;
  /** Told of each refusal, for the operation log. */
  refused: (target: string, from: string, refusal: Refusal) => void;
}

/** Makes the proxy's server; the caller listens and closes. */
export function createProxy({ refuse, connect, refused }: ProxyOptions): http.Server {
  const server = http.createServer((request, response) => {
    request.resume();
    const message = `The simulated Azure is reached by HTTPS alone: ${request.method} ${request.url} is not served.\n`;
    response.writeHead(405, { "content-type": "text/plain; charset=utf-8" }).end(message);
  });
  server.on("connect", (request, stream, head) => {
    const socket = stream as Socket;
    // A client that goes away in the middle is no fault of the simulation's.
    socket.on("error", () => socket.destroy());
    const target = request.url ?? "";
    const userName = proxyUserName(request.headers["proxy-authorization"]);
    const outcome = decide(target, userName, refuse);
    if ("refusal" in outcome) {
      const { status, message } = outcome.refusal;
      refused(target, userName, outcome.refusal);
      socket.end(
        `HTTP/1.1 ${status} ${http.STATUS_CODES[status]}\r\nContent-Type: text/plain; charset=utf-8\r\n` +
          `Content-Length: ${Buffer.byteLength(message)}\r\nConnection: close\r\n\r\n${message}`,
      );
      return;
    }
    socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
    if (head.length > 0) socket.unshift(head);
    connect(socket, outcome.host, outcome.caller);
  });
  return server;
}

type Outcome = { host: string; caller: Caller } | { refusal: Refusal };

function decide(target: string, userName: string, refuse: ProxyOptions["refuse"]): Outcome {
  const [, host, port] = /^([A-Za-z0-9.-]+):(\d+)$/.exec(target) ?? [];
  if (host === undefined || port !== "443") {
    const message = `The simulated Azure answers on port 443 of its hosts alone; CONNECT ${target} is refused.\n`;
    return { refusal: { status: 403, message } };
  }
  let caller: Caller;
  try {
    caller = parseCaller(userName);
  } catch (error) {
    return { refusal: { status: 400, message: `${(error as Error).message}\n` } };
  }
  const refusal = refuse(host.toLowerCase(), caller);
  return refusal === undefined ? { host: host.toLowerCase(), caller } : { refusal };
}

/** The user name of a Basic header (RFC 7617); empty where none is stated. */
function proxyUserName(header: string | undefined): string {
  const [, encoded] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(header ?? "") ?? [];
  if (encoded === undefined) return "";
  return Buffer.from(encoded, "base64").toString("utf8").split(":", 1)[0] ?? "";
}
