/** How the vault decides who may use its keys: RBAC or access policies, and of which tenant. */
import { accessPoliciesIn, keyPermissionsOf } from "../accessPolicies";
import { inputOf, isHidden, sentence, subjectOf, wordOf } from "../change";
import type { RawFinding } from "../finding";
import { kept, lost, type Kept, type Plan } from "../plan";

/** Reports `rbac-off`, `rbac-on`, `tenant-changed`, `access-policy-lost` and `access-policy-withdrawn`. */
export function permissionModel(plan: Plan): RawFinding[] {
  return [
    ...kept(plan, "vault").flatMap((change) => [...model(change), ...tenant(change), ...inlinePolicies(change)]),
    ...lost(plan, "accessPolicy").map((change): RawFinding => ({
      rule: "access-policy-lost",
      level: "danger",
      stake: "access",
      change,
      title: `${sentence(subjectOf(change))} would be ${change.effect}`,
      effect: "Whoever it is for loses the key, Kore too if it is Kore's.",
      fix: "Keep it, unless it is certain that Kore does not use it.",
    })),
    ...kept(plan, "accessPolicy").flatMap((change) =>
      withdrawn(change, [inputOf(change.before, "policy")], [inputOf(change.after, "policy")]),
    ),
  ];
}

function model(change: Kept): RawFinding[] {
  const property = "properties.enableRbacAuthorization";
  const [before, after] = [inputOf(change.before, property) === true, inputOf(change.after, property)];
  if (isHidden(after) || before === (after === true)) return [];
  return [
    {
      rule: before ? "rbac-off" : "rbac-on",
      level: "danger",
      stake: "access",
      change,
      title: before
        ? `${sentence(subjectOf(change))} would go from RBAC to access policies`
        : `${sentence(subjectOf(change))} would go from access policies to RBAC`,
      effect: before
        ? "Role assignments then no longer apply, Kore's included: it is cut off. And whoever may write the vault can grant themselves access to the key."
        : "Access policies then no longer apply: whoever has no role yet is cut off.",
      fix: before
        ? "Keep enableRbacAuthorization: true."
        : "First give Kore its role on the vault, and wait until it works; then switch.",
      values: [{ property, before, after: after === true }],
    },
  ];
}

function tenant(change: Kept): RawFinding[] {
  const property = "properties.tenantId";
  const [before, after] = [wordOf(change.before, property), wordOf(change.after, property)];
  if (before === undefined || after === undefined || before === after) return [];
  return [
    {
      rule: "tenant-changed",
      level: "danger",
      stake: "access",
      change,
      title: `${sentence(subjectOf(change))} would belong to another tenant`,
      effect:
        "It would accept tokens of that tenant only: everyone in the old one is cut off, Kore's service principal too.",
      fix: "Keep the tenant. A vault that was moved needs new role assignments, and Kore the new tenant ID.",
      values: [{ property, before, after }],
    },
  ];
}

/** Access policies in the vault itself count only without RBAC. */
function inlinePolicies(change: Kept): RawFinding[] {
  const property = "properties.accessPolicies";
  const policies = inputOf(change.after, property);
  if (inputOf(change.before, "properties.enableRbacAuthorization") === true || isHidden(policies)) return [];
  return withdrawn(change, inputOf(change.before, property), policies);
}

/** Permissions on keys that someone has before and not after. */
function withdrawn(change: Kept, before: unknown, after: unknown): RawFinding[] {
  const keysOf = (policies: unknown, principal: string): string[] =>
    accessPoliciesIn(policies)
      .filter((policy) => policy.objectId === principal)
      .flatMap(keyPermissionsOf);
  return accessPoliciesIn(before).flatMap(({ objectId }): RawFinding[] => {
    if (typeof objectId !== "string") return [];
    const left = keysOf(after, objectId);
    const missing = left.includes("all")
      ? []
      : keysOf(before, objectId).filter((permission) => !left.includes(permission));
    if (missing.length === 0) return [];
    return [
      {
        rule: "access-policy-withdrawn",
        level: "danger",
        stake: "access",
        change,
        title: `${sentence(subjectOf(change))} would take permissions on keys away from ${objectId}`,
        effect: `It may no longer ${missing.join(", ")}. If that is Kore's service principal, Kore is cut off.`,
        fix: "Keep the permissions, unless it is certain that this is not Kore's service principal.",
        values: [{ property: "accessPolicies", before: `${objectId}: ${missing.join(", ")}` }],
      },
    ];
  });
}
