/** What each kind of step does, and how the steps of one resource add up (pulumi/pulumi, pkg/resource/deploy/step.go). */
import type { Step } from "./preview";

/**
 * What a plan does to one resource:
 * - `created`, `updated`, `replaced`, `deleted`, `unchanged`;
 * - `gone`: a refresh found it deleted outside of Pulumi, and the plan creates it again;
 * - `unknown`: there is a kind of step that this version of the guard does not know.
 */
export type Effect = "created" | "updated" | "replaced" | "deleted" | "gone" | "unchanged" | "unknown";

/** The kinds of step that the engine knows. Any other is dangerous until it is known. */
const effects: Record<string, Exclude<Effect, "gone" | "unknown">> = {
  same: "unchanged",
  create: "created",
  update: "updated",
  delete: "deleted",
  replace: "replaced",
  "create-replacement": "replaced",
  // An old copy that an interrupted update left behind; with a `replace` of the same resource it is a part of that.
  "delete-replaced": "deleted",
  "remove-pending-replace": "deleted",
  import: "created",
  "import-replacement": "replaced",
  // Reads touch nothing in Azure, and neither does forgetting what was read.
  read: "unchanged",
  refresh: "unchanged",
  discard: "unchanged",
  "discard-replaced": "unchanged",
  diff: "unchanged",
  "extend-parameterize": "unchanged",
};

/** Whether the guard knows what steps of this kind do. */
export function isKnownOperation(operation: string): boolean {
  return Object.hasOwn(effects, operation) || operation === "read-replacement";
}

function effectOfStep({ op, oldState }: Step): Effect {
  if (op === "read-replacement") {
    // The resource that the program only reads from now on takes the place of one that Pulumi owns, and deletes.
    return oldState?.external === true ? "unchanged" : "replaced";
  }
  return Object.hasOwn(effects, op) ? (effects[op] as Effect) : "unknown";
}

/** What all the steps of one resource come to, in the plan's order. */
export function effectOf(steps: readonly Step[]): Effect {
  const found = steps.map(effectOfStep);
  const has = (effect: Effect): boolean => found.includes(effect);
  if (has("unknown")) return "unknown";
  if (has("replaced")) return "replaced";
  // The engine creates only what the state does not hold. What it has read from the state before, the refresh missed.
  const created = steps.findLastIndex(({ op }) => op === "create");
  if (steps.slice(0, Math.max(0, created)).some(({ oldState }) => oldState !== undefined)) return "gone";
  return (["deleted", "updated", "created"] as const).find(has) ?? "unchanged";
}
