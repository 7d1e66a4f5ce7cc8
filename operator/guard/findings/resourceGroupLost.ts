/** A resource group with a vault in it that would be deleted or replaced. */
import { azureNameOf, isOurs, isRetained, sentence, subjectOf } from "../change";
import type { RawFinding } from "../finding";
import { holdsVault, lost, type Plan } from "../plan";

/** Reports `resource-group-lost`. */
export function resourceGroupLost(plan: Plan): RawFinding[] {
  return lost(plan, "resourceGroup").flatMap((change): RawFinding[] => {
    const holds = isOurs(change) ? "yes" : holdsVault(plan, azureNameOf(change.before) ?? "");
    if (holds === "no") return [];
    return [
      {
        rule: "resource-group-lost",
        level: "danger",
        stake: "key",
        change,
        title: isRetained(change)
          ? `${sentence(subjectOf(change))} would leave the stack`
          : `${sentence(subjectOf(change))} would be ${change.effect}`,
        effect: isRetained(change)
          ? "It stays in Azure (retainOnDelete) with the vault inside, which the plan then has in another group or not at all."
          : holds === "yes"
            ? "Azure deletes a group with all that is in it: the vault and the key too, whatever protects those in Pulumi."
            : "Azure deletes a group with all that is in it, and the preview does not show whether a vault is in it.",
        fix:
          holds === "yes"
            ? "Revert the change: a vault cannot follow into another group without being replaced."
            : "Give the state with --state, or make the preview with `pulumi preview --json --show-sames`, so that the guard can judge it.",
      },
    ];
  });
}
