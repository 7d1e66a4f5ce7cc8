/** Entra's checks of a client credentials request, in Entra's order and words. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { Azure } from "../azure";
import type { LoginApplication } from "./loginApplication";
import { type Application, AzureError, type ServicePrincipal } from "../model";
import { audienceOf, type Cloud } from "../https/clouds";

/**
 * A refusal of Entra's: `AADSTS<number>` as the code, the OAuth 2.0 error (RFC 6749, section 5.2) as the inner one.
 */
function refusal(status: 400 | 401, oauthError: string, number: number, message: string): AzureError {
  return new AzureError(status, `AADSTS${number}`, message, oauthError);
}

/**
 * Checks the form of `POST /{tenant}/oauth2/v2.0/token`. Throws AzureError. Numbers and texts from Microsoft's
 * "Microsoft Entra authentication and authorization error codes" and from public reports.
 */
export function checkClientCredentials(
  azure: Azure,
  login: LoginApplication,
  cloud: Cloud,
  tenant: string,
  form: URLSearchParams,
): { application: Application; principal: ServicePrincipal; audience: string } {
  const { state } = azure;
  if (tenant.toLowerCase() !== state.tenantId.toLowerCase()) {
    throw refusal(
      400,
      "invalid_request",
      90002,
      `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the ` +
        "correct cloud. Check with your subscription administrator, this may happen if there are no active " +
        "subscriptions for the tenant.",
    );
  }
  const grantType = form.get("grant_type") ?? "";
  if (grantType !== "client_credentials") {
    const message = `The app requested an unsupported grant type '${grantType}'.`;
    throw refusal(400, "unsupported_grant_type", 70003, message);
  }
  const audience = checkScope(cloud, state.tenantId, form.get("scope") ?? "");
  const clientId = form.get("client_id") ?? "";
  const isLogin = clientId.toLowerCase() === login.application.appId.toLowerCase();
  const application = isLogin ? login.application : azure.entra.findApplication(clientId);
  if (application === undefined) {
    throw refusal(
      400,
      "unauthorized_client",
      700016,
      `Application with identifier '${clientId}' was not found in the directory '${state.tenantId}'. This can happen ` +
        "if the application has not been installed by the administrator of the tenant or consented to by any user in " +
        "the tenant. You may have sent your authentication request to the wrong tenant.",
    );
  }
  const principal = isLogin
    ? login.principal
    : state.servicePrincipals.find(({ appId }) => appId === application.appId);
  if (principal === undefined) {
    throw refusal(
      401,
      "invalid_client",
      7000229,
      `The client application ${clientId} is missing service principal in the tenant ${state.tenantId}. See ` +
        "instructions here: https://go.microsoft.com/fwlink/?linkid=2225119",
    );
  }
  checkSecret(application, form.get("client_secret"));
  if (!principal.accountEnabled) {
    const message = `Application '${clientId}'(${application.displayName}) is disabled.`;
    throw refusal(400, "unauthorized_client", 7000112, message);
  }
  return { application, principal, audience };
}

function checkScope(cloud: Cloud, tenantId: string, scope: string): string {
  const [, resource] = /^(\S+)\/\.default$/.exec(scope) ?? [];
  if (resource === undefined) {
    throw refusal(
      400,
      "invalid_scope",
      1002012,
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with ` +
        "/.default suffixed to the resource identifier (application ID URI).",
    );
  }
  const audience = audienceOf(cloud, resource);
  if (audience === undefined) {
    throw refusal(
      400,
      "invalid_resource",
      500011,
      `The resource principal named ${resource} was not found in the tenant named ${tenantId}. This can happen if the ` +
        "application has not been installed by the administrator of the tenant or consented to by any user in the " +
        "tenant. You might have sent your authentication request to the wrong tenant.",
    );
  }
  return audience;
}

function checkSecret(application: Application, secret: string | null): void {
  if (secret === null || secret === "") {
    throw refusal(
      401,
      "invalid_client",
      7000216,
      "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
    );
  }
  const given = createHash("sha256").update(secret, "utf8").digest();
  const registered = Buffer.from(application.clientSecretSha256 ?? "", "hex");
  if (registered.length !== given.length || !timingSafeEqual(registered, given)) {
    throw refusal(
      401,
      "invalid_client",
      7000215,
      "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not " +
        `the client secret ID, for a secret added to app '${application.appId}'.`,
    );
  }
}
