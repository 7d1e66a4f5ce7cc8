/** A preview, made ready for the rules. */
import { changesOf, inputOf, isLost, isOurs, type Change } from "./change";
import { kindOf } from "./kinds";
import type { Preview, ResourceState } from "./preview";
import type { StackExport } from "./state";

export interface Plan {
  preview: Preview;
  changes: Change[];
  /** The stack's resources before the plan, where `pulumi stack export` was given too. */
  state?: StackExport["deployment"];
  /** A key of this package's configuration, without its namespace. */
  setting(key: string): string | undefined;
}

export function planOf(preview: Preview, state?: StackExport): Plan {
  return {
    preview,
    changes: changesOf(preview.steps ?? []),
    state: state?.deployment,
    setting: (key) => preview.config?.[`kore-byok-azure:${key}`],
  };
}

/** Whether the configuration asks for Kore's access to be taken away. */
export function isRevoked(plan: Plan): boolean {
  return plan.setting("koreAccess") === "revoked";
}

/** Vaults and keys that stand before the plan, as far as the plan and the state tell of them. */
function standing(plan: Plan): ResourceState[] {
  const planned = plan.changes.flatMap(({ before }) => before ?? []);
  return [...planned, ...(plan.state?.resources ?? [])].filter(({ type }) =>
    ["vault", "key"].includes(kindOf(type) ?? ""),
  );
}

/** Whether the plan, or the state, tells of every resource of the stack, so that what is not told of is not there. */
function tellsOfAll({ preview, state }: Plan): boolean {
  if (state !== undefined) return true;
  const shown = preview.steps?.filter(({ op }) => op === "same").length ?? 0;
  return preview.changeSummary !== undefined && (preview.changeSummary["same"] ?? 0) <= shown;
}

/**
 * Whether a vault of the stack stands in the resource group. A preview leaves out the resources that do not change,
 * so without the state the answer may be `unknown`.
 */
export function holdsVault(plan: Plan, resourceGroupName: string): "yes" | "no" | "unknown" {
  const groups = standing(plan).map((resource) => inputOf(resource, "resourceGroupName"));
  if (groups.some((group) => typeof group === "string" && group.toLowerCase() === resourceGroupName.toLowerCase())) {
    return "yes";
  }
  return tellsOfAll(plan) ? "no" : "unknown";
}

/** Whether what the resource stands for in Azure is a vault's: by an ARM ID or a DNS zone among its inputs. */
export function concernsVault(change: Change): boolean {
  const { before } = change;
  return (
    isOurs(change) || /Microsoft\.KeyVault|privatelink\.vaultcore/i.test(JSON.stringify([before?.id, before?.inputs]))
  );
}

/** The changes of one of these kinds under which the resource, as it stands, is no more. */
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
