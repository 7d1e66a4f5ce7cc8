/** What an update would change, and whether that is Kore's access alone. */
import { changesOf } from "../guard/change";
import type { Preview } from "../guard/preview";
import type { Change } from "./report";

/** Types that revoking and restoring may touch: the delete lock stands in the way of removing a role assignment. */
const accessTypes = ["azure-native:authorization:RoleAssignment", "azure-native:authorization:ManagementLockByScope"];

/** Every resource that the plan changes. */
export function plannedChanges({ steps = [] }: Preview): Change[] {
  return (
    changesOf(steps)
      // The stack and components are no resources of Azure's.
      .filter(({ effect, type }) => effect !== "unchanged" && !/^(pulumi|kore-byok-azure):/.test(type))
      .map(({ effect, name, type }) => ({ effect, name, type }))
  );
}

/** The changes that are of something else than Kore's access. */
export function beyondAccess(changes: Change[]): Change[] {
  return changes.filter(({ type }) => !accessTypes.includes(type));
}
