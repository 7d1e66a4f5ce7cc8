/** What an update would change, and whether that is Kore's access alone. */
import type { Preview } from "../guard/preview";
import { effectOf } from "../guard/steps";
import type { Change } from "./report";

/** Types that revoking and restoring may touch: the delete lock stands in the way of removing a role assignment. */
const accessTypes = ["azure-native:authorization:RoleAssignment", "azure-native:authorization:ManagementLockByScope"];

/** Every resource that the plan changes. */
export function changesOf({ steps = [] }: Preview): Change[] {
  return (
    [...new Set(steps.map(({ urn }) => urn))]
      .map((urn) => ({
        effect: effectOf(steps.filter((step) => step.urn === urn)),
        name: urn.split("::").at(-1) ?? urn,
        type: urn.split("::").at(-2)?.split("$").at(-1) ?? "",
      }))
      // The stack and components are no resources of Azure's.
      .filter(({ effect, type }) => effect !== "unchanged" && !/^(pulumi|kore-byok-azure):/.test(type))
  );
}

/** The changes that are of something else than Kore's access. */
export function beyondAccess(changes: Change[]): Change[] {
  return changes.filter(({ type }) => !accessTypes.includes(type));
}
