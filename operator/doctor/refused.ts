/** The result of a check that Azure does not answer. */
import { isRestError } from "@azure/core-rest-pipeline";
import { CommandError } from "../commandError";
import { explainRefusal } from "../management/explainRefusal";
import type { Check, CheckResult, DeploymentContext } from "./check";
import { createsResourceGroup } from "./neededRights";

const how: Record<number, string> = {
  403: "Ask the owner of the subscription for the roles that `pulumi up` needs: examples/ci-identity defines a custom role with exactly these actions. If a role was assigned a moment ago, log in again.",
  404: "Compare the subscription with `az account list`, and the resource IDs and resourceGroupName of the configuration with what is there.",
};

/**
 * `not-ready` if Azure refuses what everyone who can deploy may read, `not-judged` otherwise: a login without any rights
 * must not pass as ready.
 */
export function refused(
  check: Check,
  context: Pick<DeploymentContext, "cloud" | "settings">,
  error: unknown,
): CheckResult {
  const { message, fix } =
    error instanceof CommandError ? error : explainRefusal(error, check.doing, context.cloud.managementHost);
  const status = isRestError(error) ? (error.statusCode ?? 0) : 0;
  const line = { check: check.name, found: message };
  return check.reads !== undefined && provesLack(check, context, status)
    ? {
        ...line,
        result: "not-ready",
        needed:
          status === 404
            ? "the resources that the configuration names"
            : `${check.reads}, which every role that can deploy has`,
        how: how[status] ?? fix,
      }
    : { ...line, result: "not-judged", needed: "an answer from Azure", how: fix };
}

/** If all is in an existing group, roles at the group do not let the subscription be read, and need not. */
function provesLack(check: Check, { settings }: Pick<DeploymentContext, "settings">, status: number): boolean {
  if (status === 403) return check.atSubscription !== true || createsResourceGroup(settings);
  return status === 401 || status === 404;
}
