/** Runs the checks side by side. */
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
 * @param onLeft called with the names of the checks that are still running, at the start and whenever one has ended
 */
export async function runChecks(context: DeploymentContext, onLeft: (names: string[]) => void): Promise<CheckResult[]> {
  const running = new Set(checks.map(({ name }) => name));
  onLeft([...running]);
  return Promise.all(
    checks.map(async (check): Promise<CheckResult> => {
      try {
        return await check.run(context);
      } catch (error) {
        return refused(check, context, error);
      } finally {
        running.delete(check.name);
        if (running.size > 0) onLeft([...running]);
      }
    }),
  );
}
