/** Access policies by which the plan would let someone delete, purge or disable keys. */
import { accessPoliciesIn, keyPermissionsOf, type AccessPolicy } from "../accessPolicies";
import { inputOf, sentence, subjectOf, wordOf, type Change } from "../change";
import type { RawFinding } from "../finding";
import { statesOf, type Plan } from "../plan";
import type { ResourceState } from "../preview";

/** `update` disables a key. */
const harmful = ["delete", "purge", "update", "all"];

/** Reports `access-policy-granted`. */
export function accessPolicyGrants(plan: Plan): RawFinding[] {
  return plan.changes.flatMap((change) => {
    if (change.effect === "unchanged" || change.effect === "deleted") return [];
    const before = policiesOf(change.before);
    return policiesOf(change.after).flatMap((policy): RawFinding[] => {
      const had = before.filter(({ objectId }) => objectId === policy.objectId).flatMap(harmOf);
      const gets = harmOf(policy).filter((permission) => !had.includes(permission) && !had.includes("all"));
      return gets.length > 0 && counts(change, plan) ? [grant(change, String(policy.objectId), gets)] : [];
    });
  });
}

/** The policies in a vault's inputs, or the one that is a resource by itself. */
function policiesOf(state: ResourceState | undefined): AccessPolicy[] {
  return [
    ...accessPoliciesIn(inputOf(state, "properties.accessPolicies")),
    ...accessPoliciesIn([inputOf(state, "policy")]),
  ];
}

function harmOf(policy: AccessPolicy): string[] {
  return keyPermissionsOf(policy).filter((permission) => harmful.includes(permission));
}

/** Whether the policies count. In a vault with RBAC none does; a vault that is only created is not yet in use. */
function counts({ kind, effect, after }: Change, plan: Plan): boolean {
  if (kind === "vault") return effect !== "created" && inputOf(after, "properties.enableRbacAuthorization") !== true;
  const vault = statesOf(plan, "vault").findLast((state) => wordOf(state, "vaultName") === wordOf(after, "vaultName"));
  return kind === "accessPolicy" && inputOf(vault, "properties.enableRbacAuthorization") !== true;
}

function grant(change: Change, objectId: string, permissions: string[]): RawFinding {
  return {
    rule: "access-policy-granted",
    level: "danger",
    stake: "key",
    change,
    title: `${sentence(subjectOf(change))} would let ${objectId} ${permissions.join(", ")} keys`,
    effect: "Whoever holds it could disable or delete the key, and Kore would be cut off.",
    fix: "Leave delete, purge and update out of the permissions on keys. Kore needs none of them.",
    values: [{ property: "accessPolicies", after: `${objectId}: ${permissions.join(", ")}` }],
  };
}
