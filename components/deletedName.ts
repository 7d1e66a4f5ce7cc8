import * as pulumi from "@pulumi/pulumi";
import { errorHook } from "./hooks";

/**
 * A hook that prints how to get a deleted vault or key back, when Azure refuses to create one because the deleted one still
 * holds the name. Azure's own refusal names two ways, recover and purge: the second would lose the key for good, were it
 * not for purge protection.
 *
 * The provider has no function that finds deleted vaults, so the update prints this, and not the preview; `kore-byok doctor`
 * checks beforehand.
 *
 * @param name The component's name with what it makes, such as `kore-byok-vault`: a hook's name is unique in the program.
 * @param wayBack Takes the inputs of what could not be created, and returns the lines to print.
 * Source of the refusals: Azure/azure-cli#29115 (vault); learn.microsoft.com, "Azure Key Vault recovery management with
 * soft delete and purge protection" (key).
 */
export function deletedNameHook(
  name: string,
  wayBack: (inputs: Record<string, unknown>) => string[],
): pulumi.ErrorHook[] {
  const printWayBack: pulumi.ErrorHookFunction = async ({ failedOperation, errors, newInputs = {} }) => {
    const [latest = ""] = errors;
    if (failedOperation === "create" && /in (a )?deleted (but recoverable )?state/.test(latest)) {
      // Awaited: with the hook's answer the engine ends the update, and takes no more messages.
      await pulumi.log.error(wayBack(newInputs).join("\n  "));
    }
    // Trying again would not help.
    return false;
  };
  return errorHook(`${name}-name-of-deleted`, printWayBack);
}
