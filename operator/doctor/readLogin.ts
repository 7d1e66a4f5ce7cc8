/** Who is logged in: what Entra says in a token for Azure Resource Manager. */
import type { TokenCredential } from "@azure/identity";
import type { Cloud } from "../../components/plan/clouds";
import type { Login } from "./check";

/** Claims of an access token, without checking its signature: they are only shown, and Azure checks them itself. */
export async function claimsOf(credential: TokenCredential, host: string): Promise<Record<string, unknown>> {
  const token = await credential.getToken(`https://${host}/.default`);
  const [, claims = ""] = token!.token.split(".");
  return JSON.parse(Buffer.from(claims, "base64url").toString("utf8")) as Record<string, unknown>;
}

/** Source: learn.microsoft.com/entra/identity-platform/access-token-claims-reference. */
export async function readLogin(credential: TokenCredential, cloud: Cloud): Promise<Login> {
  const { oid, tid, appid, upn, unique_name } = await claimsOf(credential, cloud.managementHost);
  const name = [upn, unique_name, appid].find((claim) => typeof claim === "string") ?? "";
  return { objectId: String(oid), tenantId: String(tid), name: String(name) };
}
