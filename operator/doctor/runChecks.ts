/** Runs the checks side by side. */
import type { Check, CheckResult, Patient } from "./check";
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
 * All checks but that of the login, which came before, in their order.
 *
 * @param onLeft told of the checks that are still running, whenever one has ended
 */
export async function examine(patient: Patient, onLeft: (names: string[]) => void): Promise<CheckResult[]> {
  const running = new Set(checks.map(({ name }) => name));
  onLeft([...running]);
  return Promise.all(
    checks.map(async (check): Promise<CheckResult> => {
      try {
        return await check.run(patient);
      } catch (error) {
        return refused(check, patient, error);
      } finally {
        running.delete(check.name);
        if (running.size > 0) onLeft([...running]);
      }
    }),
  );
}
