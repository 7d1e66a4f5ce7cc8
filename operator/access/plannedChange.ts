/** What an update would change, and whether that is Kore's access alone. */
import type { KoreAccess } from "../../components/plan/roles";
import { changesOf } from "../guard/change";
import type { Preview } from "../guard/preview";
import type { Change } from "./report";

/** A change with the resource that it is of. */
export interface PlannedChange extends Change {
  urn: string;
}

/**
 * Types that revoking takes away and restoring brings back: the delete lock stands in the way of removing a role
 * assignment, so that it is not there while access is revoked.
 */
const accessTypes = ["azure-native:authorization:RoleAssignment", "azure-native:authorization:ManagementLockByScope"];

/** Every resource that the plan changes. */
export function plannedChanges({ steps = [] }: Preview): PlannedChange[] {
  return (
    changesOf(steps)
      // The stack and components are no resources of Azure's.
      .filter(({ effect, type }) => effect !== "unchanged" && !/^(pulumi|kore-byok-azure):/.test(type))
      .map(({ effect, name, type, urn }) => ({ effect, name, type, urn }))
  );
}

/** The changes that are not what setting `koreAccess` alone comes to. */
export function beyondAccess(changes: PlannedChange[], wanted: KoreAccess): PlannedChange[] {
  const expected = wanted === "revoked" ? "deleted" : "created";
  return changes.filter(
    ({ effect, type, urn }) => effect !== expected || !accessTypes.includes(type) || !isInComponent(urn),
  );
}

/** Whether a resource is a part of this package's components, which may be parts of a component of the user's. */
function isInComponent(urn: string): boolean {
  const [, , types = ""] = urn.split("::");
  return types.split("$").some((type) => type.startsWith("kore-byok-azure:index:"));
}
