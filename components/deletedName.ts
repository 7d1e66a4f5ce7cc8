import { AsyncResource } from "node:async_hooks";
import * as pulumi from "@pulumi/pulumi";
import { tellingHook } from "./hooks";

/**
 * Tells the way back where Azure refuses to make a vault or key because a deleted one still holds the name. Azure's own
 * refusal names two ways, recover and purge: the second would lose the key for good, were it not for purge protection.
 *
 * No function of the provider can see deleted vaults before, so this comes with the update, not with the preview;
 * `kore-byok doctor` looks before.
 *
 * @param name The component's name with what it makes, such as `kore-byok-vault`: hooks have names of their own.
 * @param wayBack From the inputs of what could not be made to the lines that say how to get it back.
 * Source of the refusals: Azure/azure-cli#29115 (vault); learn.microsoft.com, "Azure Key Vault recovery management with
 * soft delete and purge protection" (key).
 */
export function deletedNameHook(
  name: string,
  wayBack: (inputs: Record<string, unknown>) => string[],
): pulumi.ErrorHook[] {
  const tellWayBack: pulumi.ErrorHookFunction = async ({ failedOperation, errors, newInputs = {} }) => {
    const [latest = ""] = errors;
    if (failedOperation === "create" && /in (a )?deleted (but recoverable )?state/.test(latest)) {
      // Delivered before the answer, with which the engine ends the update and listens no more.
      await pulumi.log.error(wayBack(newInputs).join("\n  "));
    }
    // Trying again would not help.
    return false;
  };
  // The engine calls a hook from outside of the program. An inline program (Automation API) is known by its context alone:
  // without it the message would not find its engine.
  return tellingHook(`${name}-name-of-deleted`, AsyncResource.bind(tellWayBack));
}
