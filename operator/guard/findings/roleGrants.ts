/** Roles that the plan would give someone at or above the vault. */
import { inputOf, isHidden, isOurs, nameOf, wordOf, type Change } from "../change";
import type { RawFinding } from "../finding";
import { assignmentDifferences, givesKeyAccess, isKores, scopeOf } from "../keyAccess";
import { reachOf, type Plan } from "../plan";
import type { ResourceState } from "../preview";
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
  // The role and scope of a new vault's assignment are known only after the update; the component gives no other roles.
  if (isOurs(change) && (role === undefined ? isHidden(roleId) : role.harm === undefined)) return [];
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
  return [{ change, title, values, ...judgementOf(role, reach, scope, isKores(after, plan)) }];
}

type Reach = Exclude<ReturnType<typeof reachOf>, "none">;

function placeOf(scope: unknown, reach: Reach): string {
  if (typeof scope !== "string" || isHidden(scope)) return "on something still to be created";
  const place = { vault: "on the vault or key", above: "above the vault, on", unknown: "on" }[reach];
  return `${place} ${scope.split("/").slice(-3).join("/").replace(/^\//, "") || "/"}`;
}

function judgementOf(
  role: ReturnType<typeof roleOf>,
  reach: Reach,
  scope: unknown,
  toKore: boolean,
): Pick<RawFinding, "rule" | "level" | "stake" | "effect" | "fix"> {
  const untold = reach === "unknown" ? " The preview does not show whether a vault is there." : "";
  const giveState =
    "Give the state with --state, or make the preview with `pulumi preview --json --show-sames`, so that the guard can judge it.";
  if (role?.harm !== undefined) {
    // What is still to be created contains no vault that Kore uses.
    const isDanger = !isHidden(scope);
    return {
      rule: "role-granted",
      level: isDanger ? "danger" : "warning",
      stake: isDanger ? "key" : undefined,
      effect: `Whoever gets it could ${role.harm}.${untold}`,
      fix:
        untold === "" || !isDanger
          ? "Give a narrower role, or give it elsewhere: it is not needed on the vault all the time, and Kore never needs it."
          : giveState,
    };
  }
  if (role === undefined) {
    return {
      rule: "role-granted",
      level: reach === "vault" ? "danger" : "warning",
      stake: reach === "vault" ? "key" : undefined,
      effect: `The guard does not know this role, nor whether its holder could delete the key or give others access to it.${untold}`,
      fix: "Read the role's actions; if it is about something else, narrow its scope to that.",
    };
  }
  const high = reach === "vault" ? "" : ` So high up, it also counts for every vault below.${untold}`;
  const reads = role.keys === "read";
  return {
    rule: "key-use-granted",
    level: reach === "vault" && (reads || toKore) ? "note" : "warning",
    effect: `Whoever gets it can ${reads ? "read what the key is, though not use it" : "use the key as Kore does"}.${high}`,
    fix: toKore
      ? "Kore's own role is given by koreRole, on the vault or the key: this one is not taken away with it."
      : "Check who it is, and whether they need it. Kore's own role is given by koreRole, on the vault or the key.",
  };
}
