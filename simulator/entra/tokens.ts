/** The access tokens of the simulated Entra: signed here, checked here, with keys that live as long as the face. */
import { v4 as uuid } from "uuid";
import type { Azure } from "../azure";
import { type Application, AzureError, type ServicePrincipal } from "../model";
import { type Cloud, graphAudience, tokenIssuer } from "../https/clouds";
import { graphPermissionsOf } from "./graphPermissions";

/** Who a token speaks for, as Key Vault's refusals name the caller. */
export interface Identity {
  appId: string;
  objectId: string;
  issuer: string;
}

/** What a token says of its bearer. */
export interface Bearer extends Identity {
  /** Application permissions, in a token for Microsoft Graph. */
  permissions: string[];
}

/** Issues and checks tokens. Those of an earlier start are not taken: their key is gone. */
export interface Tokens {
  /** @param audience what the token is for: one of `audienceOf`. */
  issue(cloud: Cloud, audience: string, application: Application, principal: ServicePrincipal): Promise<IssuedToken>;
  /** Throws 401 `Unauthorized` in Key Vault's words where the token is not the tenant's, or not for the audience. */
  verify(token: string, cloud: Cloud, audience: string, tenantId: string): Promise<Bearer>;
  /** The public keys, as Entra's `jwks_uri` answers them. */
  readonly publicKeys: { keys: unknown[] };
}

/** As the token endpoint answers it. */
export interface IssuedToken {
  token: string;
  /** Seconds. */
  expiresIn: number;
}

/** Entra's answer for app-only tokens: one hour less a second. */
const lifetime = 3599;

/** Makes the signing key, which lives in memory alone. */
export async function createTokens(azure: Azure): Promise<Tokens> {
  // jose ships an ES module alone, which this CommonJS program imports when it needs it.
  const jose = await import("jose");
  const { privateKey, publicKey } = await jose.generateKeyPair("RS256");
  const publicJwk = await jose.exportJWK(publicKey);
  const keyId = await jose.calculateJwkThumbprint(publicJwk);
  const { tenantId } = azure.state;

  return {
    publicKeys: { keys: [{ ...publicJwk, kid: keyId, use: "sig", alg: "RS256" }] },

    async issue(cloud, audience, application, principal) {
      const now = Math.floor(azure.now() / 1000);
      // The claims of an app-only v1.0 token (Microsoft's "Access token claims reference").
      const token = await new jose.SignJWT({
        appid: application.appId,
        appidacr: "1",
        idp: tokenIssuer(cloud, tenantId),
        idtyp: "app",
        oid: principal.objectId,
        ...(audience === graphAudience(cloud) && { roles: graphPermissionsOf(azure.state, principal.objectId) }),
        tid: tenantId,
        uti: uuid(),
        ver: "1.0",
      })
        .setProtectedHeader({ typ: "JWT", alg: "RS256", kid: keyId })
        .setIssuer(tokenIssuer(cloud, tenantId))
        .setAudience(audience)
        .setSubject(principal.objectId)
        .setIssuedAt(now)
        .setNotBefore(now)
        .setExpirationTime(now + lifetime)
        .sign(privateKey);
      return { token, expiresIn: lifetime };
    },

    async verify(token, cloud, audience, expectedTenantId) {
      const issuer = tokenIssuer(cloud, expectedTenantId);
      try {
        const { payload } = await jose.jwtVerify(token, publicKey, {
          algorithms: ["RS256"],
          issuer,
          audience,
          currentDate: new Date(azure.now()),
          requiredClaims: ["exp", "appid", "oid"],
        });
        const permissions = (payload.roles ?? []) as string[];
        return { appId: String(payload.appid), objectId: String(payload.oid), issuer, permissions };
      } catch (error) {
        if (!(error instanceof jose.errors.JOSEError)) throw error;
        throw new AzureError(401, "Unauthorized", refusal(error, { issuer, audience }));
      }
    },
  };
}

/**
 * Key Vault's words for a token that it does not take. Those for audience, issuer and expiry are from public reports of
 * the service; a token signed by another key is answered as a key that cannot be found.
 */
function refusal(
  error: { code: string; claim?: unknown; payload?: Record<string, unknown> },
  expected: { issuer: string; audience: string },
): string {
  if (error.code === "ERR_JWT_EXPIRED") return "[TokenExpired] Error validating token: 'S2S12086'.";
  if (error.claim === "aud") {
    return `AKV10022: Invalid audience. Expected ${expected.audience}, found: ${String(error.payload?.aud)}.`;
  }
  if (error.claim === "iss") {
    return `AKV10032: Invalid issuer. Expected one of ${expected.issuer}, found ${String(error.payload?.iss)}.`;
  }
  return "AKV10046: Unable to resolve the key used for signature validation.";
}
