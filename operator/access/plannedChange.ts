/** What an update would change, and whether that is Kore's access alone. */
import type { KoreAccess } from "../../components/plan/roles";
import { changesOf, isOurs } from "../guard/change";
import type { Preview } from "../guard/preview";
import type { Change } from "./report";

/** A change, and the URN of its resource. */
export interface PlannedChange extends Change {
  urn: string;
}

/**
 * Types that revoking takes away and restoring brings back: under the delete lock Azure removes no role
 * assignment, so it is absent while access is revoked.
 */
const accessTypes = ["azure-native:authorization:RoleAssignment", "azure-native:authorization:ManagementLockByScope"];

/** Every resource that the plan changes. */
export function plannedChanges({ steps = [] }: Preview): PlannedChange[] {
  return (
    changesOf(steps)
      // The stack and components are not Azure resources.
      .filter(({ effect, type }) => effect !== "unchanged" && !/^(pulumi|kore-byok-azure):/.test(type))
      .map(({ effect, name, type, urn }) => ({ effect, name, type, urn }))
  );
}

/** The changes beyond those that setting `koreAccess` alone makes. */
export function beyondAccess(changes: PlannedChange[], wanted: KoreAccess): PlannedChange[] {
  const expected = wanted === "revoked" ? "deleted" : "created";
  return changes.filter(
    (change) => change.effect !== expected || !accessTypes.includes(change.type) || !isOurs(change),
  );
}
