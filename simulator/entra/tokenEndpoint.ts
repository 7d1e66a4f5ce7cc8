/** Entra's host: the token endpoint, and the documents by which a client finds it. */
import { v4 as uuid } from "uuid";
import type { Azure } from "../azure";
import { AzureError } from "../model";
import { checkClientCredentials } from "./clientCredentials";
import type { LoginApplication } from "./loginApplication";
import { type Cloud, clouds, tokenIssuer } from "../https/clouds";
import type { Answer, Exchange } from "../https/exchange";
import type { Tokens } from "./tokens";

/** Answers a request to the login host of the cloud. A path that is not one of Entra's four is answered 404. */
export async function answerEntraRequest(
  azure: Azure,
  tokens: Tokens,
  login: LoginApplication,
  cloud: Cloud,
  exchange: Exchange,
  from: string,
): Promise<Answer> {
  const { method, url } = exchange;
  const [, tenant = "", path] = /^\/([^/]+)\/(.+)$/.exec(url.pathname) ?? [];
  switch (`${method} ${path}`) {
    case "POST oauth2/v2.0/token":
      return answerTokenRequest(azure, tokens, login, cloud, tenant, exchange, from);
    case "GET v2.0/.well-known/openid-configuration":
      return { status: 200, body: openidConfiguration(cloud, azure.state.tenantId) };
    case "GET discovery/v2.0/keys":
      return { status: 200, body: tokens.publicKeys };
    case "GET discovery/instance":
      return { status: 200, body: instanceDiscovery(cloud, azure.state.tenantId) };
    default:
      azure.log.record({ face: "entra", action: `${method} ${url.pathname}`, target: url.host, status: 404, from });
      return { status: 404, body: { error: "not_found", error_description: `${url.pathname} is not simulated.` } };
  }
}

async function answerTokenRequest(
  azure: Azure,
  tokens: Tokens,
  login: LoginApplication,
  cloud: Cloud,
  tenant: string,
  exchange: Exchange,
  from: string,
): Promise<Answer> {
  const form = new URLSearchParams(exchange.body);
  const call = {
    face: "entra",
    action: "POST oauth2/v2.0/token",
    target: form.get("client_id") ?? "",
    from,
  } as const;
  try {
    return await azure.perform(call, async () => {
      const { application, principal, audience } = checkClientCredentials(azure, login, cloud, tenant, form);
      const { token, expiresIn } = await tokens.issue(cloud, audience, application, principal);
      const body = { token_type: "Bearer", expires_in: expiresIn, ext_expires_in: expiresIn, access_token: token };
      return { status: 200, body };
    });
  } catch (error) {
    if (!(error instanceof AzureError)) throw error;
    return { status: error.status, body: entraErrorBody(azure, cloud, exchange, error) };
  }
}

/** The error body of Entra's token endpoint (Microsoft's page on error codes, "Handling error codes"). */
function entraErrorBody(azure: Azure, cloud: Cloud, exchange: Exchange, error: AzureError): unknown {
  const [, number] = /^AADSTS(\d+)$/.exec(error.code) ?? [];
  const traceId = uuid();
  const correlationId = exchange.headers["client-request-id"] ?? uuid();
  const timestamp = new Date(azure.now())
    .toISOString()
    .replace("T", " ")
    .replace(/\.\d+Z$/, "Z");
  return {
    error: error.innerCode ?? "temporarily_unavailable",
    error_description:
      `${number === undefined ? "" : `${error.code}: `}${error.message} Trace ID: ${traceId} ` +
      `Correlation ID: ${String(correlationId)} Timestamp: ${timestamp}`,
    error_codes: number === undefined ? [] : [Number(number)],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    ...(number !== undefined && { error_uri: `https://${cloud.loginHost}/error?code=${number}` }),
  };
}

function openidConfiguration(cloud: Cloud, tenantId: string): unknown {
  const authority = `https://${cloud.loginHost}/${tenantId}`;
  return {
    issuer: tokenIssuer(cloud, tenantId),
    authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
    token_endpoint: `${authority}/oauth2/v2.0/token`,
    jwks_uri: `${authority}/discovery/v2.0/keys`,
    token_endpoint_auth_methods_supported: ["client_secret_post"],
    response_types_supported: ["token"],
    subject_types_supported: ["pairwise"],
    id_token_signing_alg_values_supported: ["RS256"],
    tenant_region_scope: null,
  };
}

function instanceDiscovery(cloud: Cloud, tenantId: string): unknown {
  return {
    tenant_discovery_endpoint: `https://${cloud.loginHost}/${tenantId}/v2.0/.well-known/openid-configuration`,
    "api-version": "1.1",
    metadata: clouds.map(({ loginHost }) => ({
      preferred_network: loginHost,
      preferred_cache: loginHost,
      aliases: [loginHost],
    })),
  };
}
