/** Values that decide over the key and that the preview does not show. */
import { isHidden, isLost, subjectOf } from "../change";
import type { RawFinding } from "../finding";
import { concernsVault, kept, type Kept, type Plan } from "../plan";

export function unjudgedValues(plan: Plan): RawFinding[] {
  const guarded = ["vault", "key", "roleAssignment", "accessPolicy", "connection", "lock"] as const;
  const hidden = kept(plan, ...guarded)
    .filter((change) => change.kind === "vault" || change.kind === "key" || concernsVault(change))
    .flatMap((change) => hiddenValues(change));
  return [...hidden, ...withoutStates(plan)];
}

function hiddenValues(change: Kept): RawFinding[] {
  const paths = newlyHidden(change.before.inputs, change.after.inputs);
  if (paths.length === 0) return [];
  return [
    {
      rule: "not-judged",
      level: "danger",
      stake: "access",
      change,
      title: `What would become of ${subjectOf(change)} cannot be judged`,
      effect:
        "The preview does not show these values: they come from a resource that is itself still to be made, or are secrets.",
      fix: "Write the values out, or apply the plan in two steps: first the resource that they come from.",
      values: paths.map((property) => ({ property, after: "(not shown)" })),
    },
  ];
}

/** Paths of the inputs that were known before and are not any longer. */
function newlyHidden(before: unknown, after: unknown, path: string[] = []): string[] {
  if (isHidden(after)) return isHidden(before) ? [] : [path.join(".")];
  if (typeof after !== "object" || after === null) return [];
  const known = (before ?? {}) as Record<string, unknown>;
  return Object.entries(after).flatMap(([name, value]) => newlyHidden(known[name], value, [...path, name]));
}

/** The engine leaves out a state that it cannot write down (pulumi/pulumi, pkg/backend/display/json.go). */
function withoutStates(plan: Plan): RawFinding[] {
  return plan.changes
    .filter(({ kind }) => kind === "vault" || kind === "key")
    .filter((change) =>
      change.effect === "updated" ? !change.before || !change.after : isLost(change) && !change.before,
    )
    .map((change) => ({
      rule: "not-judged",
      level: "danger",
      stake: "key",
      change,
      title: `What would become of ${subjectOf(change)} cannot be judged`,
      effect: "The preview has a step for it, but not what it is and is to be.",
      fix: "Make the preview again, and give it to the guard as it stands.",
    }));
}
