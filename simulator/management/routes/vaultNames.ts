import { z } from "zod";
import { vaultNameProblem } from "../../arm/types/vaultNames";
import { vaults } from "../../arm/types/vaults";
import { AzureError } from "../../model";
import { type ManagementRoute, subscriptionPath, subscriptionScope } from "../managementRoute";

const request = z.strictObject({ name: z.string(), type: z.literal("Microsoft.KeyVault/vaults") });

/**
 * Whether a vault may have a name. Names are unique among all tenants, soft-deleted vaults included.
 *
 * Source: Azure/azure-rest-api-specs, operation `Vaults_CheckNameAvailability`: reasons `AccountNameInvalid` and
 * `AlreadyExists`. The words for a body that is not taken are unverified.
 */
export const vaultNames: ManagementRoute = {
  method: "POST",
  path: new RegExp(`^${subscriptionPath}/providers/Microsoft\\.KeyVault/checkNameAvailability$`, "i"),
  action: "POST Microsoft.KeyVault/checkNameAvailability",
  need: "Microsoft.KeyVault/checkNameAvailability/read",
  scope: subscriptionScope,
  apiVersions: vaults.apiVersions,
  run({ azure, body }) {
    const asked = request.safeParse(body);
    if (!asked.success) throw new AzureError(400, "BadRequest", z.prettifyError(asked.error));
    const problem = vaultNameProblem(azure, asked.data.name);
    if (problem === undefined) return { nameAvailable: true };
    const reason = problem.code === "VaultNameNotValid" ? "AccountNameInvalid" : "AlreadyExists";
    return { nameAvailable: false, reason, message: problem.message };
  },
};
