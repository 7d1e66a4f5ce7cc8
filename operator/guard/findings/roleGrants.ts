/** Roles that the plan would give someone at or above the vault. */
import { inputOf, isHidden, nameOf, wordOf, type Change } from "../change";
import type { RawFinding } from "../finding";
import { assignmentDifferences, givesKeyAccess, isKores, scopeOf } from "../keyAccess";
import { isDisguised, isKoresGrant } from "../koreGrant";
import { makesFirstVault, reachOf, type Plan } from "../plan";
import { unknownValue, type ResourceState } from "../preview";
import { roleNameOf, roleOf } from "../roles";

/** Reports `role-granted` and `key-use-granted`. */
export function roleGrants(plan: Plan): RawFinding[] {
  return plan.changes
    .filter(({ kind }) => kind === "roleAssignment" || kind === "roleEligibility")
    .flatMap((change) =>
      change.after !== undefined && isNew(change, change.after) ? grantOf(change, change.after, plan) : [],
    );
}

/** Whether someone gets what they did not have. */
function isNew({ effect, before }: Change, after: ResourceState): boolean {
  if (effect === "unchanged" || effect === "deleted") return false;
  return before === undefined || assignmentDifferences(before, after).length > 0;
}

function grantOf(change: Change, after: ResourceState, plan: Plan): RawFinding[] {
  const roleId = inputOf(after, "roleDefinitionId");
  const scope = scopeOf(after);
  const reach = reachOf(plan, scope);
  const role = roleOf(roleId);
  if (reach === "none" || (role !== undefined && role.harm === undefined && role.keys === undefined)) return [];
  if (isKoresGrant(change, plan)) return [];
  // `roleAssignments` reports an assignment that was about the key already.
  if (role !== undefined && role.harm === undefined && givesKeyAccess(change.before, plan)) return [];
  const title =
    `${isHidden(roleId) ? "A role" : `The role ${roleNameOf(roleId)}`} would be given to ` +
    `${wordOf(after, "principalId") ?? nameOf(change.urn)}, ${placeOf(scope, reach)}`;
  const values = ["principalId", "roleDefinitionId", "scope"].map((property) => ({
    property,
    before: inputOf(change.before, property),
    after: inputOf(after, property),
  }));
  // What is still to be made holds no vault that Kore uses, if there is none yet.
  const isNew = scope === unknownValue && makesFirstVault(plan);
  const judgement =
    role?.harm !== undefined
      ? harmful(role.harm, reach, isNew)
      : role === undefined
        ? unknownRole(reach, isHidden(roleId) && !isNew)
        : keyUse(role.keys === "read", reach, isKores(after, plan), isDisguised(change, plan));
  return [{ change, title, values, ...judgement }];
}

type Reach = Exclude<ReturnType<typeof reachOf>, "none">;

function placeOf(scope: unknown, reach: Reach): string {
  if (typeof scope !== "string" || isHidden(scope)) return "on something still to be created";
  const place = { vault: "on the vault or key", above: "above the vault, on", unknown: "on" }[reach];
  return `${place} ${scope.split("/").slice(-3).join("/").replace(/^\//, "") || "/"}`;
}

type Judgement = Pick<RawFinding, "rule" | "level" | "stake" | "effect" | "fix">;

/** What the preview does not show: an addition to a finding's effect. */
function untold(reach: Reach): string {
  return reach === "unknown" ? " The preview does not show whether a vault is there." : "";
}

function harmful(harm: string, reach: Reach, isNew: boolean): Judgement {
  return {
    rule: "role-granted",
    level: isNew ? "warning" : "danger",
    stake: isNew ? undefined : "key",
    effect: `Whoever gets it could ${harm}.${untold(reach)}`,
    fix:
      reach === "unknown" && !isNew
        ? "Give the state with --state, make the preview with `pulumi preview --json --show-sames`, and write the scope out, so that the guard can judge it."
        : "Give a narrower role, or give it elsewhere: it is not needed on the vault all the time, and Kore never needs it.",
  };
}

function unknownRole(reach: Reach, isHiddenRole: boolean): Judgement {
  const isDanger = reach === "vault" || isHiddenRole;
  return {
    rule: "role-granted",
    level: isDanger ? "danger" : "warning",
    stake: isDanger ? "key" : undefined,
    effect: isHiddenRole
      ? `The preview does not show which role it is: its holder may be able to delete the key, or to give others access to it.${untold(reach)}`
      : `The guard does not know this role, nor whether its holder could delete the key or give others access to it.${untold(reach)}`,
    fix: isHiddenRole
      ? "Write the role's ID and its scope out, or apply the plan in two steps: first the resources that they come from."
      : "Read the role's actions; if it is about something else, narrow its scope to that.",
  };
}

function keyUse(reads: boolean, reach: Reach, toKore: boolean, disguised: boolean): Judgement {
  const high = reach === "vault" ? "" : ` So high up, it also counts for every vault below.${untold(reach)}`;
  const does = reads ? "read what the key is, though not use it" : "use the key as Kore does";
  return {
    rule: "key-use-granted",
    level: disguised ? "danger" : reach === "vault" && (reads || toKore) ? "note" : "warning",
    stake: disguised ? "key" : undefined,
    effect: `Whoever gets it can ${does}.${high}${disguised ? " It is inside the component that gives Kore its role, but it is not for Kore's principal." : ""}`,
    fix: toKore
      ? "Kore's own role is given by koreRole, on the vault or the key: this one is not taken away with it."
      : "Check who it is, and whether they need it. Kore's own role is given by koreRole, on the vault or the key.",
  };
}
