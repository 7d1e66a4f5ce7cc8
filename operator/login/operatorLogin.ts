/** Who calls Azure for the commands that work on a stack that stands. */
import type { TokenCredential } from "@azure/identity";
import type { Cloud } from "../components/plan/clouds";
import { azureLogin } from "./azureLogin";
import { providerLogin } from "./doctor/providerLogin";

/**
 * AZURE_CLIENT_ID and its companions, or a workload identity, where they are set; else the login that `pulumi up` is told
 * by ARM_CLIENT_ID and its companions; else `az login`.
 *
 * @param tenantId the vault's tenant
 * @throws CommandError where an app is told without its tenant or what it signs in with
 */
export function operatorLogin(tenantId: string, cloud: Cloud): TokenCredential {
  return process.env["AZURE_CLIENT_ID"]
    ? azureLogin(tenantId, cloud)
    : providerLogin(tenantId, cloud, {}, process.env).credential;
}
