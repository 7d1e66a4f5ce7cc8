/** One HTTP request and its answer, as the routes of the HTTPS face see them. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { v4 as uuid } from "uuid";
import type { AzureError } from "../model";

/** A request, read to its end. */
export interface Exchange {
  method: string;
  /** Path and query, on the host that the proxy connected to. */
  url: URL;
  headers: IncomingMessage["headers"];
  /** The body as sent; empty in the client's first, token-less call. */
  body: string;
}

/** What goes back. The routes make it; nothing has been written yet. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  /** Sent as JSON; undefined: no body. */
  body: unknown;
}

/** Key Vault refuses larger requests; nothing that is simulated needs more than a few kilobytes. */
const bodyLimit = 64 * 1024;

/** Reads the request to its end. Answers undefined where the body is larger than 64 KiB. */
export async function readExchange(request: IncomingMessage, host: string): Promise<Exchange | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > bodyLimit) return undefined;
    chunks.push(chunk);
  }
  return {
    method: request.method ?? "",
    // Put together, not resolved: a path that begins with two slashes would be taken for a host.
    url: new URL(`https://${host}${request.url ?? "/"}`),
    headers: request.headers,
    body: Buffer.concat(chunks).toString("utf8"),
  };
}

/** Each answer has a request ID of its own, as Azure's have, and is not to be cached. */
export function writeAnswer(response: ServerResponse, answer: Answer): void {
  const body = answer.body === undefined ? "" : JSON.stringify(answer.body);
  response.writeHead(answer.status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-cache",
    "x-ms-request-id": uuid(),
    ...answer.headers,
  });
  response.end(body);
}

/** The token that a request carries; undefined where it has none. */
export function bearerToken({ headers }: Exchange): string | undefined {
  return /^Bearer (\S+)$/i.exec(headers.authorization ?? "")?.[1];
}

/** The error body of Key Vault, Azure Resource Manager and Microsoft Graph; the inner code is left out where there is none. */
export function errorBody(error: AzureError): unknown {
  return {
    error: {
      code: error.code,
      message: error.message,
      ...(error.innerCode === undefined ? {} : { innererror: { code: error.innerCode } }),
    },
  };
}
