/** Who calls Azure for the commands that work on a deployed stack. */
import type { TokenCredential } from "@azure/identity";
import type { Cloud } from "../../components/plan/clouds";
import { azureLogin } from "./azureLogin";
import { providerLogin } from "./providerLogin";

/**
 * AZURE_CLIENT_ID and its companions, or a workload identity, if they are set; else ARM_CLIENT_ID and its companions, by
 * which `pulumi up` logs in; else `az login`.
 *
 * @param tenantId the vault's tenant
 * @throws CommandError if an app is configured without its tenant or its credential
 */
export function operatorLogin(tenantId: string, cloud: Cloud): TokenCredential {
  return process.env["AZURE_CLIENT_ID"]
    ? azureLogin(tenantId, cloud)
    : providerLogin(tenantId, cloud, {}, process.env).credential;
}
