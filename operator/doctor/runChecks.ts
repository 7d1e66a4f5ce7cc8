/** Runs the checks side by side. */
import type { Progress } from "../progress";
import type { Check, CheckResult, DeploymentContext } from "./check";
import { apiVersion } from "./checks/apiVersion";
import { permissions } from "./checks/permissions";
import { policies } from "./checks/policies";
import { region } from "./checks/region";
import { resourceGroup } from "./checks/resourceGroup";
import { resourceProviders } from "./checks/resourceProviders";
import { roleAssignments } from "./checks/roleAssignments";
import { servicePrincipal } from "./checks/servicePrincipal";
import { subscription } from "./checks/subscription";
import { vaultName } from "./checks/vaultName";
import { refused } from "./refused";

const checks: readonly Check[] = [
  subscription,
  region,
  resourceProviders,
  permissions,
  servicePrincipal,
  resourceGroup,
  vaultName,
  policies,
  roleAssignments,
  apiVersion,
];

/**
 * Runs all checks except that of the login, which came before. The results are in the order of the checks.
 *
 * @param progress shows the names of the checks that are still running
 */
export async function runChecks(
  context: DeploymentContext,
  progress: Pick<Progress, "say" | "update">,
): Promise<CheckResult[]> {
  const running = new Set(checks.map(({ name }) => name));
  const asking = (): string => `Asking Azure: ${[...running].join(", ")}`;
  progress.say(asking());
  return Promise.all(
    checks.map(async (check): Promise<CheckResult> => {
      try {
        return await check.run(context);
      } catch (error) {
        return refused(check, context, error);
      } finally {
        running.delete(check.name);
        if (running.size > 0) progress.update(asking());
      }
    }),
  );
}
