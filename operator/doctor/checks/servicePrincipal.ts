import { adminConsentUrlOf } from "../../../components/plan/clouds";
import { defaults } from "../../../components/plan/defaults";
import { CommandError } from "../../commandError";
import type { Check, CheckResult, DeploymentContext } from "../check";
import { getJson } from "../../management/getJson";
import { claimsOf } from "../readLogin";

/**
 * Application permissions of Microsoft Graph that may create a service principal of a foreign app, and write to it.
 * `Application.ReadWrite.OwnedBy` may not: it takes the login's own apps alone (documentation of azuread.ServicePrincipal,
 * "API Permissions").
 */
const permissions = ["Application.ReadWrite.All", "Directory.ReadWrite.All"];

/**
 * Directory roles that may, by the template ID that a user's token contains: Global Administrator, Application
 * Administrator, Cloud Application Administrator. Source: learn.microsoft.com/entra/identity/role-based-access-control/
 * permissions-reference.
 */
const directoryRoles = [
  "62e90394-69f5-4237-9190-012177145e10",
  "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
  "158c047a-c907-4556-b7ef-446551a6b5f7",
];

/** Kore's service principal is the right one, and the login may do with it what `pulumi up` does. */
export const servicePrincipal: Check = {
  name: "service-principal",
  doing: "reading Kore's service principal",
  async run(context) {
    const { settings, cloud, login } = context;
    if (settings.koreServicePrincipalObjectId !== undefined) {
      return {
        check: this.name,
        result: "ready",
        found: `object ID ${settings.koreServicePrincipalObjectId} from the configuration`,
        needed: "nothing in Entra: it is not touched",
      };
    }
    const clientId = settings.koreClientId;
    const found = await findServicePrincipal(context, clientId);
    const foreign = found && checkOwner(found, settings.koreAppOwnerTenantId);
    if (foreign !== undefined) return foreign;
    const there =
      found === undefined ? `none with client ID ${clientId}` : `${found.displayName}, object ID ${found.id}`;
    const consent = `An Entra administrator consents at ${adminConsentUrlOf(cloud, login.tenantId, clientId)} or runs \`az ad sp create --id ${clientId}\`; then set \`koreServicePrincipalObjectId\`, or \`servicePrincipal\` to lookup.`;
    if ((settings.servicePrincipal ?? defaults.servicePrincipal) === "lookup") {
      const line = { check: this.name, found: there, needed: "a service principal of Kore's app" };
      return found === undefined ? { ...line, result: "not-ready", how: consent } : { ...line, result: "ready" };
    }
    const { result, may } = await judgeRights(context);
    return {
      check: this.name,
      result,
      found: `${there}; ${login.name} ${may} ${found === undefined ? "create one" : "write to it, as `pulumi up` does to adopt it"}`,
      needed: `the right to ${found === undefined ? "create a service principal of Kore's app" : "write to it"}: ${permissions[0]}, or the role Cloud Application Administrator`,
      ...(result === "ready"
        ? {}
        : {
            how: found === undefined ? consent : "`pulumi config set servicePrincipal lookup`: it is then only read.",
          }),
    };
  },
};

/** What the token for Microsoft Graph says. */
async function judgeRights({
  credential,
  cloud,
}: DeploymentContext): Promise<{ result: CheckResult["result"]; may: string }> {
  const { roles = [], wids = [] } = (await claimsOf(credential, cloud.graphHost)) as {
    roles?: string[];
    wids?: string[];
  };
  const right = roles.find((each) => permissions.includes(each)) ?? wids.find((each) => directoryRoles.includes(each));
  return right === undefined ? { result: "not-ready", may: "may not" } : { result: "ready", may: `may (${right})` };
}

/** What is asked of Microsoft Graph. */
interface ServicePrincipal {
  id: string;
  displayName: string;
  /** Tenant that publishes the app. */
  appOwnerOrganizationId?: string | null;
}

/** The program compares it too, at `pulumi up`. */
function checkOwner(found: ServicePrincipal, wanted: string | undefined): CheckResult | undefined {
  const owner = found.appOwnerOrganizationId ?? "unknown";
  if (wanted === undefined || owner.toLowerCase() === wanted.toLowerCase()) return undefined;
  return {
    check: "service-principal",
    result: "not-ready",
    found: `${found.displayName}, object ID ${found.id}, whose app is published by tenant ${owner}`,
    needed: `an app published by tenant ${wanted} (koreAppOwnerTenantId)`,
    how: "Ask Kore, over a channel that you know, for its client ID and publisher tenant.",
  };
}

async function findServicePrincipal(
  { credential, cloud }: DeploymentContext,
  appId: string,
): Promise<ServicePrincipal | undefined> {
  const token = await credential.getToken(`https://${cloud.graphHost}/.default`);
  const filter = encodeURIComponent(`appId eq '${appId}'`);
  const { status, body } = await getJson<{ value: ServicePrincipal[]; error: { code?: string; message?: string } }>(
    `https://${cloud.graphHost}/v1.0/servicePrincipals?$filter=${filter}&$select=id,displayName,appOwnerOrganizationId`,
    token!.token,
  );
  if (status === 200) return body.value?.[0];
  throw new CommandError(
    `Microsoft Graph answered ${status} ${body.error?.code ?? ""}: ${body.error?.message ?? ""}`,
    "Ask an Entra administrator for the right to read applications, or to look Kore's service principal up.",
  );
}
