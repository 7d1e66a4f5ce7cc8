/** Microsoft Graph v1.0, as far as service principals go. */
import { z } from "zod";
import type { Azure, Entra } from "../azure";
import { entraAs } from "../entra/entraAs";
import type { Bearer, Tokens } from "../entra/tokens";
import { type Cloud, graphAudience } from "../https/clouds";
import { type Answer, bearerToken, errorBody, type Exchange } from "../https/exchange";
import { asAzureError, AzureError, type ServicePrincipal } from "../model";

/** A request that has arrived at Microsoft Graph's host. */
export interface GraphVisit {
  azure: Azure;
  tokens: Tokens;
  cloud: Cloud;
  exchange: Exchange;
}

/** Answers the request. Never throws: a refusal is an answer in Graph's words. */
export async function answerGraphRequest(visit: GraphVisit): Promise<Answer> {
  const { azure, exchange } = visit;
  let caller: Bearer | undefined;
  try {
    caller = await authenticate(visit);
    return await route(entraAs(azure, caller), exchange);
  } catch (error) {
    const refusal = asAzureError(error);
    if (caller === undefined) {
      const { status, code } = refusal;
      const action = `${exchange.method} Graph/servicePrincipals`;
      azure.log.record({ face: "entra", action, target: exchange.url.pathname, status, code });
    }
    return { status: refusal.status, body: errorBody(refusal) };
  }
}

/** Words: learn.microsoft.com/graph/errors and public reports. */
async function authenticate({ azure, tokens, cloud, exchange }: GraphVisit): Promise<Bearer> {
  const token = bearerToken(exchange);
  if (token === undefined) {
    throw new AzureError(401, "InvalidAuthenticationToken", "Access token is empty.");
  }
  try {
    return await tokens.verify(token, cloud, graphAudience(cloud), azure.state.tenantId);
  } catch (error) {
    if (!(error instanceof AzureError)) throw error;
    throw new AzureError(401, "InvalidAuthenticationToken", "Access token validation failure.");
  }
}

async function route(entra: Entra, { method, url, body }: Exchange): Promise<Answer> {
  const [, , appId, objectId] =
    /^\/v1\.0\/servicePrincipals(\(appId='([^']+)'\)|\/([^/]+))?$/i.exec(decodeURIComponent(url.pathname)) ?? [];
  const isCollection = /^\/v1\.0\/servicePrincipals$/i.test(url.pathname);
  if (method === "GET" && (appId !== undefined || objectId !== undefined)) {
    const found = await entra.findServicePrincipal(appId === undefined ? { objectId: objectId! } : { appId });
    if (found === undefined) {
      const message = `Resource '${appId ?? objectId}' does not exist or one of its queried reference-property objects are not present.`;
      throw new AzureError(404, "Request_ResourceNotFound", message);
    }
    return { status: 200, body: shown(found) };
  }
  if (method === "GET" && isCollection) {
    const [, wanted] = /^appId eq '([^']+)'$/.exec(url.searchParams.get("$filter") ?? "") ?? [];
    if (wanted === undefined) {
      throw new AzureError(400, "Request_UnsupportedQuery", "Of filters, only appId eq '…' is simulated.");
    }
    const found = await entra.findServicePrincipal({ appId: wanted });
    return { status: 200, body: { value: found === undefined ? [] : [shown(found)] } };
  }
  if (method === "POST" && isCollection) {
    const { appId: wanted } = parse(z.strictObject({ appId: z.string() }), body);
    return { status: 201, body: shown(await entra.createServicePrincipal(wanted)) };
  }
  if (method === "PATCH" && objectId !== undefined) {
    await entra.updateServicePrincipal(objectId, parse(z.strictObject({ accountEnabled: z.boolean() }), body));
    return { status: 204, body: undefined };
  }
  if (method === "DELETE" && objectId !== undefined) {
    await entra.deleteServicePrincipal(objectId);
    return { status: 204, body: undefined };
  }
  throw new AzureError(
    405,
    "NotSimulated",
    `The simulated Microsoft Graph does not know the call ${method} ${url.pathname}.`,
  );
}

/** The words are unverified. */
function parse<T>(schema: z.ZodType<T>, body: string): T {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new AzureError(400, "BadRequest", "Unable to read JSON request payload.");
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AzureError(400, "Request_BadRequest", z.prettifyError(parsed.error));
}

/** Source: learn.microsoft.com/graph/api/resources/serviceprincipal. */
function shown(principal: ServicePrincipal): object {
  return {
    id: principal.objectId,
    appId: principal.appId,
    displayName: principal.displayName,
    appOwnerOrganizationId: principal.appOwnerTenantId,
    accountEnabled: principal.accountEnabled,
    servicePrincipalType: "Application",
  };
}
