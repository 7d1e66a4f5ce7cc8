import {
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineFromOptions,
  createPipelineRequest,
} from "@azure/core-rest-pipeline";
import { adminConsentUrlOf } from "../../../components/plan/clouds";
import { defaults } from "../../../components/plan/defaults";
import { CommandError } from "../../commandError";
import type { Check, CheckResult, Patient } from "../check";
import { claimsOf } from "../readLogin";

/** Application permissions of Microsoft Graph that may make a service principal. */
const permissions = ["Application.ReadWrite.OwnedBy", "Application.ReadWrite.All", "Directory.ReadWrite.All"];

/**
 * Directory roles that may, by the template ID that stands in a user's token: Global Administrator, Application
 * Administrator, Cloud Application Administrator. Source: learn.microsoft.com/entra/identity/role-based-access-control/
 * permissions-reference.
 */
const directoryRoles = [
  "62e90394-69f5-4237-9190-012177145e10",
  "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
  "158c047a-c907-4556-b7ef-446551a6b5f7",
];

/** Kore's service principal is there, or whoever is logged in may make it. */
export const servicePrincipal: Check = {
  name: "service-principal",
  doing: "reading Kore's service principal",
  async run(patient) {
    const { settings, cloud, login } = patient;
    if (settings.koreServicePrincipalObjectId !== undefined) {
      return ready(
        `object ID ${settings.koreServicePrincipalObjectId as string} from the configuration`,
        "nothing of Entra: it is not touched",
      );
    }
    const clientId = settings.koreClientId as string;
    const mustExist = (settings.servicePrincipal ?? defaults.servicePrincipal) === "lookup";
    const needed = mustExist
      ? "a service principal of Kore's app"
      : "a service principal of Kore's app, or the right to make one";
    const found = await findServicePrincipal(patient, clientId);
    if (found !== undefined) return ready(`${found.displayName}, object ID ${found.id}`, needed);
    if (!mustExist) {
      const { roles = [], wids = [] } = (await claimsOf(patient.credential, cloud.graphHost)) as {
        roles?: string[];
        wids?: string[];
      };
      const right =
        roles.find((each) => permissions.includes(each)) ?? wids.find((each) => directoryRoles.includes(each));
      if (right !== undefined) return ready(`none yet; ${login.name} may make it (${right})`, needed);
    }
    return {
      check: "service-principal",
      result: "not-ready",
      found: `none of client ID ${clientId}${mustExist ? "" : `, and ${login.name} may not make one`}`,
      needed,
      how: `An Entra administrator consents at ${adminConsentUrlOf(cloud, login.tenantId, clientId)} or runs \`az ad sp create --id ${clientId}\`; then set \`koreServicePrincipalObjectId\`, or \`servicePrincipal\` to lookup.`,
    };
  },
};

function ready(found: string, needed: string): CheckResult {
  return { check: "service-principal", result: "ready", found, needed };
}

async function findServicePrincipal(
  { credential, cloud }: Patient,
  appId: string,
): Promise<{ id: string; displayName: string } | undefined> {
  const token = await credential.getToken(`https://${cloud.graphHost}/.default`);
  const url = `https://${cloud.graphHost}/v1.0/servicePrincipals(appId='${encodeURIComponent(appId)}')?$select=id,displayName`;
  const headers = createHttpHeaders({ authorization: `Bearer ${token!.token}` });
  // The Azure SDK's own pipeline: its retries, its proxy.
  const { status, bodyAsText } = await createPipelineFromOptions({}).sendRequest(
    createDefaultHttpClient(),
    createPipelineRequest({ url, headers }),
  );
  const body = JSON.parse(bodyAsText || "{}") as {
    id: string;
    displayName: string;
    error?: { code?: string; message?: string };
  };
  if (status === 200) return body;
  if (status === 404) return undefined;
  throw new CommandError(
    `Microsoft Graph answered ${status} ${body.error?.code ?? ""}: ${body.error?.message ?? ""}`,
    "Ask an Entra administrator for the right to read applications, or to look Kore's service principal up.",
  );
}
