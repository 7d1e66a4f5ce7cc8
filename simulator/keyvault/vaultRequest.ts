/** The way of a request through a vault: authentication, network, route, authorization, then the key itself. */
import type { Azure } from "../azure";
import { type ArmResource, asAzureError, AzureError } from "../model";
import { authorize, describeIdentity, describeVault } from "./access";
import { checkApiVersion } from "./apiVersion";
import { type Caller, describeCaller } from "../https/caller";
import { type Cloud, vaultAudience } from "../https/clouds";
import { type Answer, bearerToken, errorBody, type Exchange } from "../https/exchange";
import { vaultUri } from "./keyBundle";
import { type KeyRoute, matchRoute, type RouteMatch } from "./keyRoute";
import { admitFromNetwork, publicAddress } from "./network";
import { readBody } from "./requestBody";
import { changeKeys } from "./routes/changeKeys";
import { deletedKeys } from "./routes/deletedKeys";
import { readKeys } from "./routes/readKeys";
import { useKeys } from "./routes/useKeys";
import type { Identity, Tokens } from "../entra/tokens";
import { vaultProperties } from "./vaultProperties";

const routes: readonly KeyRoute[] = [...readKeys, ...changeKeys, ...useKeys, ...deletedKeys];

/** A request that has arrived at a vault's host. */
export interface VaultVisit {
  azure: Azure;
  tokens: Tokens;
  cloud: Cloud;
  vault: ArmResource;
  exchange: Exchange;
  from: Caller;
}

/** Answers the request. Never throws: a refusal is an answer in Key Vault's words. */
export async function answerVaultRequest(visit: VaultVisit): Promise<Answer> {
  const { vault, cloud, from } = visit;
  const headers = {
    "x-ms-keyvault-region": vault.location ?? "",
    "x-ms-keyvault-network-info": `conn_type=Ipv4;addr=${publicAddress(from)};act_addr_fam=InterNetwork;`,
  };
  try {
    return { status: 200, headers, body: await serve(visit) };
  } catch (error) {
    const refusal = asAzureError(error);
    if (refusal.status !== 401) return { status: refusal.status, headers, body: errorBody(refusal) };
    // The client learns here which tenant and resource to ask a token for.
    const authorization = `https://${cloud.loginHost}/${String(vault.properties.tenantId)}`;
    const challenge = `Bearer authorization="${authorization}", resource="${vaultAudience(cloud)}"`;
    return { status: 401, headers: { ...headers, "www-authenticate": challenge }, body: errorBody(refusal) };
  }
}

/** Sees that each call leaves one line in the operation log. Faults meet calls that are admitted. */
async function serve(visit: VaultVisit): Promise<unknown> {
  const { azure, vault, exchange, from } = visit;
  const { pathname, searchParams } = exchange.url;
  const match = matchRoute(routes, exchange.method, pathname);
  const call = {
    face: "keyvault" as const,
    action: match?.route.action ?? `${exchange.method} ${pathname}`,
    target: `${vaultUri(vault)}${pathname.replace(/\/{2,}/g, "/").replace(/^\/|\/$/g, "")}`,
    from: describeCaller(from),
  };
  let identity: Identity | undefined;
  let admitted: AdmittedCall;
  try {
    identity = await authenticate(visit);
    admitted = admit(visit, identity, match);
  } catch (error) {
    const { status, code } = asAzureError(error);
    azure.log.record({ ...call, caller: identity?.objectId, status, code });
    throw error;
  }
  const { route, name, version, body } = admitted;
  const caller = { objectId: identity.objectId, from: call.from };
  const request = { azure, vault, name, version, query: searchParams, caller };
  if (route.performedByCore) return route.run(request, body);
  return azure.perform({ ...call, caller: identity.objectId }, () => route.run(request, body));
}

/** Throws 401, as the client expects on its first call, which has neither token nor body. */
async function authenticate({ tokens, cloud, vault, exchange }: VaultVisit): Promise<Identity> {
  const token = bearerToken(exchange);
  if (token === undefined) {
    throw new AzureError(401, "Unauthorized", "AKV10000: Request is missing a Bearer or PoP token.");
  }
  return tokens.verify(token, cloud, vaultAudience(cloud), String(vault.properties.tenantId));
}

type AdmittedCall = RouteMatch & { body: unknown };

/** Network, then route, then authorization, then the body: a caller without rights learns nothing of what is there. */
function admit(visit: VaultVisit, identity: Identity, match: RouteMatch | undefined): AdmittedCall {
  const { azure, vault, exchange, from } = visit;
  const properties = vaultProperties(vault);
  admitFromNetwork(vault, properties, from, {
    caller: `Caller: ${describeIdentity(identity)}`,
    vault: `Vault: ${describeVault(vault)}`,
  });
  if (match === undefined) {
    const asked = `${exchange.method} ${exchange.url.pathname}`;
    throw new AzureError(501, "NotSimulated", `The simulated Key Vault does not know the call ${asked}.`);
  }
  checkApiVersion(exchange.url.searchParams);
  const { route, name } = match;
  authorize(azure, vault, properties, identity, route.need, name === "" ? vault.id : `${vault.id}/keys/${name}`);
  return { ...match, body: route.body && readBody(route.body, exchange.body) };
}
