/** What a check comes to where Azure does not answer it. */
import { isRestError } from "@azure/core-rest-pipeline";
import { CommandError } from "../commandError";
import { explainRefusal } from "../management/explainRefusal";
import type { Check, CheckResult, Patient } from "./check";
import { standsInSubscription } from "./neededRights";

const how: Record<number, string> = {
  403: "Ask the owner of the subscription for the roles that `pulumi up` needs: examples/ci-identity holds a custom role with just its actions. Whoever was given a role a moment ago logs in again.",
  404: "Compare the subscription with `az account list`, and the resource IDs and resourceGroupName of the configuration with what is there.",
};

/**
 * `not-ready` where Azure refuses what everyone who can deploy may read, `not-judged` otherwise: a login without any right
 * must not pass as ready.
 */
export function refused(check: Check, patient: Pick<Patient, "cloud" | "settings">, error: unknown): CheckResult {
  const { message, fix } =
    error instanceof CommandError ? error : explainRefusal(error, check.doing, patient.cloud.managementHost);
  const status = isRestError(error) ? (error.statusCode ?? 0) : 0;
  const line = { check: check.name, found: message };
  return check.reads !== undefined && provesLack(check, patient, status)
    ? {
        ...line,
        result: "not-ready",
        needed:
          status === 404
            ? "what the configuration names, to be there"
            : `${check.reads}, which every role that can deploy has`,
        how: how[status] ?? fix,
      }
    : { ...line, result: "not-judged", needed: "an answer of Azure's", how: fix };
}

/** Where all stands in a group that is there, its roles do not let the subscription be read, and need not. */
function provesLack(check: Check, { settings }: Pick<Patient, "settings">, status: number): boolean {
  if (status === 403) return check.atSubscription !== true || standsInSubscription(settings);
  return status === 401 || status === 404;
}
