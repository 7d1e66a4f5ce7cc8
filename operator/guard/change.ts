/** What a plan does to one resource: all its steps added up. */
import { kindOfResource, labelOf, type Kind } from "./kinds";
import { inOwnShape } from "./ownShape";
import { unknownValue, type ResourceState, type Step } from "./preview";
import { effectOf, type Effect } from "./steps";
import { vaultOrKeyOf } from "./vaultIds";

/** What the plan does to one resource, and the resource before and after. */
export interface Change {
  urn: string;
  type: string;
  /** The resource's name in the program: the last part of its URN. */
  name: string;
  /** Undefined if the guard does not judge the type. */
  kind?: Kind;
  effect: Effect;
  /** Absent if the plan creates the resource. */
  before?: ResourceState;
  /** Absent if the plan deletes the resource. */
  after?: ResourceState;
  /** Inputs that force a replacement. */
  replaceReasons: string[];
  /** Paths of what an update changes, as the provider reports them; undefined if it does not. */
  diffPaths?: string[];
}

/** The changes of a plan, in the order in which their resources first come up. */
export function changesOf(steps: readonly Step[]): Change[] {
  const stepsOf = new Map<string, Step[]>();
  for (const step of steps) stepsOf.set(step.urn, [...(stepsOf.get(step.urn) ?? []), step]);
  return [...stepsOf].map(([urn, own]) => {
    const type = typeOf(urn);
    const effect = effectOf(own);
    // After a refresh, the last step starts from what Azure holds; but what is gone is shown by the step that found it.
    const first = effect === "gone" ? own.find(({ oldState }) => oldState) : own.findLast(({ oldState }) => oldState);
    const [before, after] = [first?.oldState, own.findLast(({ newState }) => newState)?.newState].map(
      (state) => state && inOwnShape(state),
    );
    return {
      urn,
      type,
      name: nameOf(urn),
      kind: kindOfResource(type, before?.id ?? after?.id),
      effect,
      before,
      after,
      replaceReasons: [...new Set(own.flatMap(({ replaceReasons }) => replaceReasons ?? []))],
      diffPaths: diffPathsOf(own),
    };
  });
}

function diffPathsOf(steps: readonly Step[]): string[] | undefined {
  const paths = steps
    .filter(({ op }) => op === "update")
    .map(({ detailedDiff, diffReasons }) => {
      const detailed = Object.keys(detailedDiff ?? {});
      return detailed.length > 0 ? detailed : (diffReasons ?? []);
    });
  // An update without reported paths may change anything.
  return paths.length === 0 || paths.some((told) => told.length === 0) ? undefined : paths.flat();
}

/** The last type of the URN's type chain: `urn:pulumi:stack::project::parent$type::name`. */
export function typeOf(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

/** The last part of the URN: the resource's name in the program. */
export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** Whether the resource is a part of one of this package's components, which may be inside a component of the user's. */
export function isOurs({ urn }: Pick<Change, "urn">): boolean {
  // The type chain alone: a resource's name may hold any text.
  return /(^|\$)kore-byok-azure:index:/.test(urn.split("::")[2] ?? "");
}

/** Whether the plan would delete or replace the resource. */
export function isLost({ effect }: Change): boolean {
  return effect === "replaced" || effect === "deleted";
}

/** Whether Azure keeps the resource although Pulumi lets go of it. The old state decides (pulumi/pulumi, step.go). */
export function isRetained({ before }: Change): boolean {
  return before?.retainOnDelete === true;
}

/** Whether the value is a placeholder for one that a preview does not show. */
export function isHidden(value: unknown): boolean {
  return value === unknownValue || value === "[secret]";
}

/**
 * An input by its path, such as `properties.sku.name`; `undefined` if it is not set. If it, or an object around it,
 * is known only after the update, the placeholder for such a value: see `isHidden`.
 */
export function inputOf(state: ResourceState | undefined, path: string): unknown {
  let value: unknown = state?.inputs;
  for (const part of path.split(".")) {
    if (value === undefined || value === null || isHidden(value)) return value ?? undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value ?? undefined;
}

/** An input that is a string, in lower case: Azure compares its own words without case. */
export function wordOf(state: ResourceState | undefined, path: string): string | undefined {
  const value = inputOf(state, path);
  return typeof value === "string" && !isHidden(value) ? value.toLowerCase() : undefined;
}

/** Inputs that hold the name: of azure-native, of the classic provider, and of azure-native's `resources:Resource`. */
const nameInputs: Partial<Record<Kind, string[]>> = {
  vault: ["vaultName", "name", "resourceName"],
  key: ["keyName", "name", "resourceName"],
  resourceGroup: ["resourceGroupName", "name"],
};

/**
 * The resource's name in Azure, as far as it is known.
 *
 * @param kind the resource's kind, if its state alone does not show it: one still to be created has no ID.
 */
export function azureNameOf(state: ResourceState | undefined, kind?: Kind): string | undefined {
  const known = kind ?? (state && kindOfResource(state.type, state.id));
  const id = state?.id ?? "";
  const given = [
    ...(known === undefined ? [] : (nameInputs[known] ?? [])).map((input) => inputOf(state, input)),
    state?.outputs?.["name"],
    state?.outputs?.["displayName"],
    vaultOrKeyOf(id)?.name ?? id.split("/").at(-1),
  ];
  return given.find((name): name is string => typeof name === "string" && !isHidden(name) && name !== "");
}

/** The resource in words: `the key "kore-byok"`. */
export function subjectOf({ kind, name, before, after }: Change): string {
  const label = kind === undefined ? "resource" : labelOf(kind);
  return `the ${label} "${azureNameOf(before, kind) ?? azureNameOf(after, kind) ?? name}"`;
}

/** The sentence with a capital letter. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
