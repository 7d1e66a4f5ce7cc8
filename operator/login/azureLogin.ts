/** The login of whoever runs the command, and the cloud that a vault is in. */
import type { TokenCredential } from "@azure/identity";
import { DefaultAzureCredential } from "@azure/identity";
import type { Cloud } from "../../components/plan/clouds";
import { environments, findCloud } from "../../components/plan/clouds";
import { signIn } from "./signIn";

/** The cloud of a vault, by its host name. The public cloud if the host belongs to none. */
export function cloudOfVault(vaultUri: string): Cloud {
  const host = new URL(vaultUri).host;
  const clouds = environments.map(findCloud).filter((cloud) => cloud !== undefined);
  return clouds.find((cloud) => host.endsWith(`.${cloud.vaultSuffix}`)) ?? findCloud("public")!;
}

/** Entra's address for sign-ins: AZURE_AUTHORITY_HOST, which the SDK reads too, else that of the cloud. */
export function authorityHostOf(cloud: Cloud, environment: NodeJS.ProcessEnv): string {
  return environment["AZURE_AUTHORITY_HOST"] || `https://${cloud.loginHost}`;
}

/**
 * AZURE_CLIENT_ID and its companions, a workload identity, `az login`: in the order of DefaultAzureCredential.
 *
 * @param tenantId the vault's tenant; undefined: that of the login
 * @param cloud its Entra is asked, unless AZURE_AUTHORITY_HOST, which the SDK reads itself, names another
 */
export function azureLogin(tenantId: string | undefined, cloud: Cloud): TokenCredential {
  const authorityHost = authorityHostOf(cloud, process.env);
  return signIn((options) => new DefaultAzureCredential({ ...options, tenantId, authorityHost }));
}
