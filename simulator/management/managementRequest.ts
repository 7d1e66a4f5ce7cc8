/** The way of a request through Azure Resource Manager: token, route, authorization, then the resource itself. */
import type { Azure, Call } from "../azure";
import type { Identity, Tokens } from "../entra/tokens";
import { type Cloud, managementAudience } from "../https/clouds";
import { type Answer, bearerToken, errorBody, type Exchange } from "../https/exchange";
import { asAzureError, AzureError } from "../model";
import { passOrLog } from "../state/operationLog";
import { armAs, requireAction } from "../arm/armAs";
import { canonicalType } from "../arm/registry";
import { type ManagementRoute, shown } from "./managementRoute";
import { metadataDocument, metadataPath } from "./metadata";
import { deletedVaults } from "./routes/deletedVaults";
import { policyRestrictions } from "./routes/policyRestrictions";
import { privateEndpointConnections } from "./routes/privateEndpointConnections";
import { resourceProviders } from "./routes/resourceProviders";
import { roleAssignments } from "./routes/roleAssignments";
import { subscriptionList, subscriptions } from "./routes/subscriptions";
import { vaultLists } from "./routes/vaultLists";
import { vaultNames } from "./routes/vaultNames";

const routes: readonly ManagementRoute[] = [
  deletedVaults,
  ...policyRestrictions,
  privateEndpointConnections,
  resourceProviders,
  roleAssignments,
  subscriptionList,
  subscriptions,
  vaultLists,
  vaultNames,
];

/** A request that has arrived at Azure Resource Manager's host. */
export interface ManagementVisit {
  azure: Azure;
  tokens: Tokens;
  cloud: Cloud;
  exchange: Exchange;
}

/** Answers the request. Never throws: a refusal is an answer in Azure Resource Manager's words. */
export async function answerManagementRequest(visit: ManagementVisit): Promise<Answer> {
  const { azure, cloud, exchange } = visit;
  if (exchange.method === "GET" && exchange.url.pathname === metadataPath) {
    return { status: 200, body: metadataDocument(cloud) };
  }
  try {
    const body = await serve(visit);
    return { status: body === undefined ? 204 : 200, body };
  } catch (error) {
    const refusal = asAzureError(error);
    const authority = `https://${cloud.loginHost}/${azure.state.tenantId}`;
    const challenge = `Bearer authorization_uri="${authority}", error="invalid_token"`;
    const headers: Record<string, string> = {
      ...(refusal.status === 401 && { "www-authenticate": challenge }),
      // Source: learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling.
      ...(refusal.status === 429 && { "retry-after": "1" }),
    };
    return { status: refusal.status, headers, body: errorBody(refusal) };
  }
}

async function serve(visit: ManagementVisit): Promise<unknown> {
  const { azure, exchange } = visit;
  const { method, url } = exchange;
  // Clients put an ID, which begins with a slash, behind a slash of their own.
  const path = decodeURIComponent(url.pathname)
    .replace(/\/{2,}/g, "/")
    .replace(/\/$/, "");
  const route = routes.find((each) => each.method === method && each.path.test(path));
  if (route === undefined) return serveResource(visit, path);
  const parts = { ...route.path.exec(path)?.groups };
  const scope = route.scope(parts);
  const call = { face: "arm" as const, action: route.action, target: path };
  const identity = await authenticated(visit, call);
  const made = { ...call, caller: identity.objectId };
  passOrLog(azure.log, made, () => requireAction(azure, identity, route.need, scope));
  return azure.perform(made, () => {
    checkApiVersion(route, url.searchParams);
    checkSubscription(azure, parts["subscription"]);
    return route.run({ azure, identity, parts, query: url.searchParams, body: parse(exchange.body) });
  });
}

/** GET, PUT or DELETE of a resource, by the rules of its type. */
async function serveResource(visit: ManagementVisit, path: string): Promise<unknown> {
  const { azure, exchange } = visit;
  const { method, url } = exchange;
  const type = canonicalType(path);
  const call = { face: "arm" as const, action: `${method} ${type}`, target: path };
  if (method !== "GET" && method !== "PUT" && method !== "DELETE") {
    const message = `The simulated Azure does not know the call ${method} ${path}.`;
    azure.log.record({ ...call, status: 405, code: "MethodNotAllowed" });
    throw new AzureError(405, "MethodNotAllowed", message);
  }
  const arm = armAs(azure, await authenticated(visit, call));
  const apiVersion = url.searchParams.get("api-version") ?? "";
  if (method === "DELETE") return arm.delete(path, apiVersion);
  return shown(
    method === "GET" ? await arm.get(path, apiVersion) : await arm.put(path, parse(exchange.body) ?? {}, apiVersion),
  );
}

/** Throws 401, and logs the refusal. */
async function authenticated({ azure, tokens, cloud, exchange }: ManagementVisit, call: Call): Promise<Identity> {
  try {
    return await authenticate(azure, tokens, cloud, exchange);
  } catch (error) {
    const { status, code } = asAzureError(error);
    azure.log.record({ ...call, status, code });
    throw error;
  }
}

/**
 * The words are those of public reports: `AuthenticationFailed` without a token, `InvalidAuthenticationToken` and
 * `ExpiredAuthenticationToken` with one that is not taken.
 */
async function authenticate(azure: Azure, tokens: Tokens, cloud: Cloud, exchange: Exchange): Promise<Identity> {
  const token = bearerToken(exchange);
  if (token === undefined) {
    const message = "Authentication failed. The 'Authorization' header is missing.";
    throw new AzureError(401, "AuthenticationFailed", message);
  }
  try {
    return await tokens.verify(token, cloud, managementAudience(cloud), azure.state.tenantId);
  } catch (error) {
    if (!(error instanceof AzureError)) throw error;
    const expired = error.message.startsWith("[TokenExpired]");
    throw new AzureError(
      401,
      expired ? "ExpiredAuthenticationToken" : "InvalidAuthenticationToken",
      expired ? "The access token has expired." : "The access token is invalid.",
    );
  }
}

/** The words are unverified. */
function checkApiVersion(route: ManagementRoute, query: URLSearchParams): void {
  const version = query.get("api-version");
  if (version === null || version === "") {
    const message = "The api-version query parameter (?api-version=) is required for all requests.";
    throw new AzureError(400, "MissingApiVersionParameter", message);
  }
  if (route.apiVersions.includes(version)) return;
  const type = route.action.slice(route.action.indexOf(" ") + 1);
  throw new AzureError(
    400,
    "InvalidResourceType",
    `The resource type '${type}' could not be found for api version '${version}'. The supported api-versions are ` +
      `'${route.apiVersions.join(", ")}'.`,
  );
}

function checkSubscription({ state }: Azure, subscription: string | undefined): void {
  if (subscription === undefined || subscription.toLowerCase() === state.subscriptionId.toLowerCase()) return;
  throw new AzureError(404, "SubscriptionNotFound", `The subscription '${subscription}' could not be found.`);
}

/** Words: as those of `parseBody`. */
function parse(body: string): unknown {
  if (body === "") return undefined;
  try {
    return JSON.parse(body);
  } catch {
    throw new AzureError(
      400,
      "InvalidRequestContent",
      "The request content was invalid and could not be deserialized.",
    );
  }
}
