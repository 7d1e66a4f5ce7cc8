/** Values that decide over the key and that the preview does not show. */
import { isHidden, isLost, subjectOf, type Change } from "../change";
import type { RawFinding } from "../finding";
import { givesKeyAccess } from "../keyAccess";
import { isAzureNative } from "../kinds";
import { concernsVault, kept, type Kept, type Plan } from "../plan";

const guarded = ["vault", "key", "roleAssignment", "accessPolicy", "connection", "lock"] as const;

/** Reports `not-judged`. */
export function unjudgedValues(plan: Plan): RawFinding[] {
  const hidden = kept(plan, ...guarded)
    .filter(
      (change) =>
        change.kind === "vault" ||
        change.kind === "key" ||
        concernsVault(change) ||
        (change.kind === "roleAssignment" && givesKeyAccess(change.before, plan)),
    )
    .flatMap((change) => hiddenValues(change));
  return [...hidden, ...ofOtherProviders(plan), ...withoutStates(plan)];
}

/** The rules read azure-native's inputs, which are Azure's own. What another provider would change is not judged. */
function ofOtherProviders(plan: Plan): RawFinding[] {
  return kept(plan, "vault", "key").flatMap((change): RawFinding[] => {
    if (change.effect !== "updated" || isAzureNative(change.type)) return [];
    const properties = propertiesOf(change).filter((property) => property !== "tags" && property !== "__defaults");
    if (properties.length === 0) return [];
    return [
      notJudged(change, "access", {
        effect: `The guard reads vaults and keys of azure-native, not the inputs of a ${change.type}.`,
        fix: "Read the values, and judge them by hand: whether Kore still gets to the vault, and may use the key.",
        values: properties.map((property) => ({
          property,
          before: change.before.inputs?.[property],
          after: change.after.inputs?.[property],
        })),
      }),
    ];
  });
}

/** Names of the inputs that the update changes. */
function propertiesOf({ before, after, diffPaths }: Kept): string[] {
  const given = Object.keys({ ...before.inputs, ...after.inputs }).filter(
    (name) => JSON.stringify(before.inputs?.[name]) !== JSON.stringify(after.inputs?.[name]),
  );
  return [...new Set(diffPaths?.flatMap((path) => partsOf(path).slice(0, 1)) ?? given)];
}

function hiddenValues(change: Kept): RawFinding[] {
  const paths = [...newlyHidden(change.before.inputs, change.after.inputs), ...changedWhileHidden(change)];
  if (paths.length === 0) return [];
  return [
    notJudged(change, "access", {
      effect:
        "The preview does not show these values, before or after: they come from a resource that is still to be created, or are secrets.",
      fix: "Write the values out, or apply the plan in two steps: first the resource that they come from.",
      values: paths.map((property) => ({ property, after: "(not shown)" })),
    }),
  ];
}

/** Paths of the inputs that were known before and are not any longer. */
function newlyHidden(before: unknown, after: unknown, path: string[] = []): string[] {
  if (isHidden(after)) return isHidden(before) ? [] : [path.join(".")];
  if (typeof after !== "object" || after === null) return [];
  const known = (before ?? {}) as Record<string, unknown>;
  return Object.entries(after).flatMap(([name, value]) => newlyHidden(known[name], value, [...path, name]));
}

/**
 * Paths of inputs that were hidden before, secrets mostly, and that the update changes: from one secret to another, or to
 * a value in the open that has nothing to be compared with.
 */
function changedWhileHidden({ effect, before, after, diffPaths }: Kept): string[] {
  if (effect !== "updated") return [];
  const newly = newlyHidden(before.inputs, after.inputs);
  const differing = diffPaths?.map(partsOf);
  return hiddenPaths(before.inputs)
    .filter((path) => differing === undefined || differing.some((other) => isWithin(other, path)))
    .map((path) => path.join("."))
    .filter((path) => !newly.includes(path));
}

function hiddenPaths(value: unknown, path: string[] = []): string[][] {
  if (isHidden(value)) return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => hiddenPaths(inner, [...path, name]));
}

/** The parts of a path as the engine writes it: `properties.networkAcls.ipRules[1].value`, `tags["a.b"]`. */
function partsOf(path: string): string[] {
  return [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(
    ([, quoted, index, name]) => quoted ?? index ?? name ?? "",
  );
}

/** Whether one of the two paths leads to the other's value, or through it. */
function isWithin(one: string[], other: string[]): boolean {
  return one.slice(0, other.length).every((part, index) => part === other[index]);
}

/** The engine leaves out a state that it cannot write down (pulumi/pulumi, pkg/backend/display/json.go). */
function withoutStates(plan: Plan): RawFinding[] {
  return plan.changes
    .filter(({ kind }) => guarded.some((guardedKind) => guardedKind === kind))
    .filter((change) =>
      change.effect === "updated" ? !change.before || !change.after : isLost(change) && !change.before,
    )
    .map((change) =>
      notJudged(change, "key", {
        effect: "The preview has a step for it, but not what it is and is to be.",
        fix: "Make the preview again, and give it to the guard unchanged.",
      }),
    );
}

function notJudged(
  change: Change,
  stake: RawFinding["stake"],
  told: Pick<RawFinding, "effect" | "fix" | "values">,
): RawFinding {
  const title = `What would become of ${subjectOf(change)} cannot be judged`;
  return { rule: "not-judged", level: "danger", stake, change, title, ...told };
}
