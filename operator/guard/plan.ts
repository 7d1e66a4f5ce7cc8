/** A preview, made ready for the rules. */
import { changesOf, inputOf, isHidden, isLost, isOurs, type Change } from "./change";
import { normalisedId } from "./armId";
import { inOwnShape } from "./ownShape";
import { kindOfResource, type Kind } from "./kinds";
import type { Preview, ResourceState } from "./preview";
import { recordedOutputsOf, textOf, type RecordedOutputs } from "./recordedOutputs";
import type { StackExport } from "./state";

/** A resource of a kind that the guard knows. */
interface KnownResource {
  kind: Kind;
  state: ResourceState;
}

/** What the rules judge. */
export interface Plan {
  preview: Preview;
  changes: Change[];
  /** The stack's resources before the plan, if `pulumi stack export` was given too. */
  state?: StackExport["deployment"];
  /** Resources of the kinds that the guard knows, as they are or will be, as far as plan and state show them. */
  known: KnownResource[];
  /** Those of them that are there before the plan. */
  existing: KnownResource[];
  /** The stack's outputs before the plan. */
  recorded: RecordedOutputs;
  /** A key of this package's configuration, without its namespace; undefined if it is not set. */
  setting(key: string): string | undefined;
}

/** What the configuration has for a key that is not set: the default in `Pulumi.yaml`. */
const unset = "(unset)";

/** Makes a preview, and the state if it is given, ready for the rules. */
export function planOf(preview: Preview, state?: StackExport): Plan {
  const changes = changesOf(preview.steps ?? []);
  const before = changes.map((change) => change.before);
  const existing = ofKnownKinds([...before, ...(state?.deployment.resources ?? []).map(inOwnShape)]);
  return {
    preview,
    changes,
    state: state?.deployment,
    known: [...existing, ...ofKnownKinds(changes.map(({ after }) => after))],
    existing,
    recorded: recordedOutputsOf(changes, state),
    setting(key) {
      const value = preview.config?.[`kore-byok-azure:${key}`];
      return value === unset || value === "" ? undefined : value;
    },
  };
}

function ofKnownKinds(resources: (ResourceState | undefined)[]): KnownResource[] {
  return resources.flatMap((resource) => {
    const kind = resource && kindOfResource(resource.type, resource.id);
    return kind === undefined ? [] : [{ kind, state: resource as ResourceState }];
  });
}

/** Whether the program is this package's own, which takes everything from its configuration. */
export function isOurProgram({ preview }: Plan): boolean {
  return Object.keys(preview.config ?? {}).some((key) => key.startsWith("kore-byok-azure:"));
}

/** Whether the configuration asks for Kore's access to be taken away. */
export function isRevoked(plan: Plan): boolean {
  return plan.setting("koreAccess") === "revoked";
}

/** Resources of one of these kinds as they are or will be, as far as the plan and the state show them. */
export function statesOf({ known }: Plan, ...kinds: Kind[]): ResourceState[] {
  return known.filter(({ kind }) => kinds.includes(kind)).map(({ state }) => state);
}

/** Resources of one of these kinds as they are before the plan, as far as the plan and the state show them. */
export function existingOf({ existing }: Plan, ...kinds: Kind[]): ResourceState[] {
  return existing.filter(({ kind }) => kinds.includes(kind)).map(({ state }) => state);
}

/** How many resources that do not change the preview leaves out, as it does without `--show-sames`. */
export function notShown({ preview }: Plan): number {
  const shown = preview.steps?.filter(({ op }) => op === "same").length ?? 0;
  return Math.max(0, (preview.changeSummary?.["same"] ?? 0) - shown);
}

/** Whether the plan, or the state, shows every resource of the stack, so that what is not shown does not exist. */
function showsAll(plan: Plan): boolean {
  return plan.state !== undefined || (plan.preview.changeSummary !== undefined && notShown(plan) === 0);
}

/** ARM IDs of the vaults, and of their keys, that the stack has or uses: see `normalisedId`. */
export function vaultIds(plan: Plan): string[] {
  const ids = [
    ...statesOf(plan, "vault", "key").map(({ id }) => id),
    plan.setting("existingVaultId"),
    ...plan.recorded.map((outputs) => textOf(outputs, "vaultId")),
  ];
  return ids.map((id) => normalisedId(id ?? "")).filter((id) => id.startsWith("/subscriptions/"));
}

/** Whether the text holds the name of a vault that the stack has or uses, by itself and not as a part of a word. */
export function namesOwnVault(plan: Plan, text: string): boolean {
  const words = new Set(text.toLowerCase().split(/[^a-z0-9-]+/));
  return vaultIds(plan).some((id) => words.has(id.split("/")[8] ?? ""));
}

/** Whether the plan makes a vault where the stack has and uses none: what is still to be made then holds no key of Kore's. */
export function makesFirstVault(plan: Plan): boolean {
  return (
    showsAll(plan) &&
    vaultIds(plan).length === 0 &&
    plan.changes.some(({ kind, effect }) => kind === "vault" && effect === "created")
  );
}

/**
 * Whether a vault of the stack is in the resource group. A preview leaves out the resources that do not change,
 * so without the state the answer may be `unknown`.
 */
export function holdsVault(plan: Plan, resourceGroupName: string): "yes" | "no" | "unknown" {
  const group = resourceGroupName.toLowerCase();
  const groups = statesOf(plan, "vault", "key").map((resource) => inputOf(resource, "resourceGroupName"));
  if (
    groups.some((name) => typeof name === "string" && name.toLowerCase() === group) ||
    vaultIds(plan).some((id) => id.split("/")[4] === group)
  ) {
    return "yes";
  }
  return showsAll(plan) ? "no" : "unknown";
}

/**
 * How an ARM scope relates to the vaults of the stack:
 * - `vault`: it is a vault or a key, whether the stack's own or not;
 * - `above`: it contains a vault of the stack;
 * - `unknown`: the preview does not show it;
 * - `none`: it is something else.
 */
export function reachOf(plan: Plan, scope: unknown): "vault" | "above" | "unknown" | "none" {
  if (typeof scope !== "string" || isHidden(scope)) return "unknown";
  const path = normalisedId(scope);
  if (/\/providers\/microsoft\.keyvault\/vaults\/[^/]+(\/keys\/.*)?$/.test(path)) return "vault";
  const isManagementGroup = path.startsWith("/providers/microsoft.management/managementgroups/");
  if (path.includes("/providers/") && !isManagementGroup) return "none";
  const group = /^\/subscriptions\/[^/]+\/resourcegroups\/([^/]+)$/.exec(path)?.[1];
  if (group !== undefined) return ({ yes: "above", no: "none", unknown: "unknown" } as const)[holdsVault(plan, group)];
  const ids = vaultIds(plan);
  if (isManagementGroup || ids.some((id) => id.startsWith(`${path}/`))) return "above";
  return showsAll(plan) ? "none" : "unknown";
}

/** Whether the resource belongs to a vault: by an ARM ID or a DNS zone among its inputs. */
export function concernsVault(change: Change): boolean {
  const { before } = change;
  return (
    isOurs(change) || /Microsoft\.KeyVault|privatelink\.vaultcore/i.test(JSON.stringify([before?.id, before?.inputs]))
  );
}

/** The changes of one of these kinds that delete or replace the resource. */
export function lost(plan: Plan, ...kinds: Change["kind"][]): Change[] {
  return plan.changes.filter((change) => kinds.includes(change.kind) && isLost(change));
}

/** A resource of one of these kinds that stays, before and after the plan. */
export type Kept = Change & { before: ResourceState; after: ResourceState };

/** The changes of one of these kinds under which the resource stays. */
export function kept(plan: Plan, ...kinds: Change["kind"][]): Kept[] {
  return plan.changes.filter(
    (change): change is Kept =>
      kinds.includes(change.kind) &&
      (change.effect === "updated" || change.effect === "unchanged") &&
      change.before !== undefined &&
      change.after !== undefined,
  );
}
