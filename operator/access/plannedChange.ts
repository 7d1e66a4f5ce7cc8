/** What an update would change, and whether that is Kore's access alone. */
import type { KoreAccess } from "../../components/plan/roles";
import { isOurs, wordOf, type Change as GuardedChange } from "../guard/change";
import { isKoresGrant } from "../guard/koreGrant";
import { planOf, type Plan } from "../guard/plan";
import type { Preview } from "../guard/preview";
import type { Change } from "./report";

/** A change, and the URN of its resource. */
export interface PlannedChange extends Change {
  urn: string;
  /** Whether it is one of a KoreByok component's, with what the component gives it. */
  isKores: boolean;
}

/**
 * Types that revoking takes away and restoring brings back: under the delete lock Azure removes no role
 * assignment, so it is absent while access is revoked.
 */
const accessTypes = ["azure-native:authorization:RoleAssignment", "azure-native:authorization:ManagementLockByScope"];

/** Every resource that the plan changes. */
export function plannedChanges(preview: Preview): PlannedChange[] {
  const plan = planOf(preview);
  return (
    plan.changes
      // The stack and components are not Azure resources.
      .filter(({ effect, type }) => effect !== "unchanged" && !/^(pulumi|kore-byok-azure):/.test(type))
      .map((change) => {
        const { effect, name, type, urn } = change;
        return { effect, name, type, urn, isKores: isKoresOwn(change, plan) };
      })
  );
}

/** What is given must be what the component gives: its place in the component proves nothing. */
function isKoresOwn(change: GuardedChange, plan: Plan): boolean {
  if (!isOurs(change)) return false;
  if (change.effect !== "created") return true;
  return change.kind === "roleAssignment"
    ? isKoresGrant(change, plan)
    : wordOf(change.after, "level") === "cannotdelete";
}

/** The changes beyond those that setting `koreAccess` alone makes. */
export function beyondAccess(changes: PlannedChange[], wanted: KoreAccess): PlannedChange[] {
  const expected = wanted === "revoked" ? "deleted" : "created";
  return changes.filter(
    (change) => change.effect !== expected || !accessTypes.includes(change.type) || !change.isKores,
  );
}
