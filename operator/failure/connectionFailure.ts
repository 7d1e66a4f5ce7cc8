/** Failures on the way: name, network, proxy, TLS. */
import { isRestError, RestError } from "@azure/core-rest-pipeline";
import { environments, findCloud } from "../../components/plan/clouds";
import { lateCode } from "../management/timeLimit";
import { foreignAnswerOf } from "./answerOf";
import type { Failure } from "./failure";

/** Node.js's codes for a certificate that is not trusted, or no TLS at all (Node.js, "X509 certificate error codes"). */
const tlsCodes =
  /^(CERT_|ERR_SSL_|ERR_TLS_|EPROTO$|SELF_SIGNED_CERT|DEPTH_ZERO_SELF|UNABLE_TO_(VERIFY|GET_ISSUER|DECRYPT|DECODE))/;

/** What Entra's client, MSAL, says of every failure on the way to it. */
const networkError = "network_error";

const reach =
  "Check that HTTPS (port 443) to the vault, to Azure Resource Manager and to Entra is open from here, and that " +
  "HTTPS_PROXY, if it is set, names a running proxy.";

/**
 * Explains a failure on the way to Azure; undefined if it is of another kind.
 *
 * @param url what was called, for an error that does not name its request
 */
export function explainConnectionFailure(error: unknown, url: string): Failure | undefined {
  // A credential's own request goes to Entra.
  const asked = new URL((isRestError(error) && error.request?.url) || url).host;
  const proxy = foreignAnswerOf(error) ?? unreadableAnswerOf(error);
  if (proxy !== undefined) return explainProxyAnswer(proxy, asked);
  const code = codeOf(error);
  if (code === undefined) return undefined;
  const message = (error as Error).message;
  const host = /\b(?:ENOTFOUND|EAI_AGAIN) (\S+)/.exec(message)?.[1] ?? asked;
  if (code === "ENOTFOUND") return nameNotResolved(host);
  if (code === "EAI_AGAIN") {
    return {
      kind: "name-not-resolved",
      cause: `The name server gave no answer for ${host}.`,
      fix: "Check this machine's network and DNS, then run again.",
    };
  }
  if (tlsCodes.test(code)) {
    return {
      kind: "tls",
      cause: `The certificate shown for ${host} is not trusted here (${code}).`,
      fix:
        "A proxy that inspects TLS is the usual reason: set NODE_EXTRA_CA_CERTS to the PEM file of its " +
        "certification authority before the command starts. Without such a proxy, do not go on: someone else is answering.",
    };
  }
  if (code === lateCode) return { kind: "unreachable", cause: `${message}.`, fix: reach };
  if (code === networkError) {
    return {
      kind: "unreachable",
      cause: "No connection to Microsoft Entra ID, which issues the token; its client reports only network_error.",
      fix: reach,
    };
  }
  if (/^(ECONN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|REQUEST_SEND_ERROR|PARSE_ERROR)/.test(code)) {
    return { kind: "unreachable", cause: `No connection to ${host} (${code}: ${message}).`, fix: reach };
  }
  return undefined;
}

function nameNotResolved(host: string): Failure {
  if (!environments.some((name) => host.endsWith(`.${findCloud(name)?.vaultSuffix}`))) {
    return {
      kind: "name-not-resolved",
      cause: `The name ${host} does not resolve: this network's DNS does not know it.`,
      fix: "Check this machine's network and DNS, and the name in HTTPS_PROXY if it is set, then run again.",
    };
  }
  return {
    kind: "name-not-resolved",
    cause: `The name ${host} does not resolve: there is no such vault, or this network's DNS does not know it.`,
    fix:
      "Compare it with the stack output `vaultUri`. A deleted vault does not resolve until it is recovered; in a " +
      "network with private DNS, the zone for Key Vault must be linked to it.",
  };
}

function explainProxyAnswer({ status, text }: { status: number; text: string }, host: string): Failure | undefined {
  if (status === 429 || (status < 500 && status !== 403 && status !== 407)) return undefined;
  if (/resolve|ENOTFOUND|getaddrinfo|DNS/i.test(text)) {
    const failure = nameNotResolved(host);
    return { ...failure, cause: `${failure.cause} (The proxy in HTTPS_PROXY says so: "${text}")` };
  }
  return {
    kind: "proxy",
    cause: `A proxy or gateway between here and ${host} answered ${status} in its place: "${text}"`,
    fix: "Check the value of HTTPS_PROXY and what that proxy allows, or set NO_PROXY for the vault and for Entra.",
  };
}

/** An answer in which the SDK found no JSON: it is not Azure's, which sends nothing else. */
function unreadableAnswerOf(error: unknown): { status: number; text: string } | undefined {
  if (!isRestError(error) || error.code !== RestError.PARSE_ERROR || error.statusCode === undefined) return undefined;
  return { status: error.statusCode, text: error.response?.bodyAsText?.trim() ?? "" };
}

/** The code of a network error: the SDK's own error carries it; a credential's may carry it in its message. */
function codeOf(error: unknown): string | undefined {
  if (isRestError(error) && error.statusCode === undefined && error.code !== undefined) return error.code;
  if (!(error instanceof Error)) return undefined;
  const code = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)\b/.exec(
    error.message,
  );
  return code?.[1] ?? (error.message.includes(networkError) ? networkError : undefined);
}
