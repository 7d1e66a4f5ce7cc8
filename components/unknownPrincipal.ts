import { setTimeout as pause } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { errorHook } from "./hooks";

/** Seconds before each further attempt: two minutes in all. */
const pauses = [2, 3, 5, 10, 20, 30, 50];

/**
 * A hook that tries a role assignment again while Azure does not find its principal: one that has just been made in Entra
 * takes a while to reach Azure Resource Manager. Stating `principalType` makes that rare, but does not rule it out
 * (MicrosoftDocs/azure-docs#103085), and the provider does not try again by itself.
 *
 * @param name The component's name.
 */
export function unknownPrincipalHook(name: string): pulumi.ErrorHook[] {
  return errorHook(`${name}-unknown-principal`, async ({ failedOperation, errors, newInputs = {} }) => {
    const [latest = ""] = errors;
    const seconds = pauses[errors.length - 1];
    if (failedOperation !== "create" || !latest.includes("PrincipalNotFound") || seconds === undefined) {
      return false;
    }
    // Awaited: with the hook's answer the engine may end the update, and takes no more messages.
    await pulumi.log.info(
      `Azure does not know the service principal ${String(newInputs["principalId"])} yet (PrincipalNotFound): ` +
        `trying again in ${seconds} seconds, attempt ${errors.length + 1} of ${pauses.length + 1}.`,
    );
    await pause(seconds * 1000);
    return true;
  });
}
