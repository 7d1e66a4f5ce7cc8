/** Custom roles whose permissions would change: everyone who holds one gains or loses them at once. */
import { azureNameOf, inputOf, nameOf } from "../change";
import type { RawFinding } from "../finding";
import { isKores, scopeOf } from "../keyAccess";
import { kept, reachOf, statesOf, type Kept, type Plan } from "../plan";
import { guidOf } from "../roles";

const property = "permissions";

/** Reports `role-definition-changed`. */
export function roleDefinitions(plan: Plan): RawFinding[] {
  return kept(plan, "roleDefinition")
    .filter(({ before, after }) => textOf(inputOf(before, property)) !== textOf(inputOf(after, property)))
    .filter((change) => isAboutVaults(change) || holders(change, plan).length > 0)
    .map((change) => {
      const isHeldByKore = holders(change, plan).some((assignment) => isKores(assignment, plan));
      return {
        rule: "role-definition-changed",
        level: isHeldByKore ? "danger" : "warning",
        stake: isHeldByKore ? "access" : undefined,
        change,
        title: `The custom role "${azureNameOf(change.before) ?? nameOf(change.urn)}" would allow something else`,
        effect:
          "Everyone who holds it gains or loses that at once, and no assignment changes. " +
          (isHeldByKore
            ? "Kore's service principal holds it, and is cut off if what it needs goes."
            : "Whoever holds it at or above the vault may then do more, or less, to the key."),
        fix: "Compare the actions; for Kore use a built-in role (koreRole), which cannot be changed here.",
        values: [{ property, before: inputOf(change.before, property), after: inputOf(change.after, property) }],
      };
    });
}

/** Assignments of the role at or above a vault. */
function holders({ before }: Kept, plan: Plan) {
  const guid = guidOf(before.id ?? inputOf(before, "roleDefinitionId"));
  return statesOf(plan, "roleAssignment").filter(
    (assignment) =>
      guidOf(inputOf(assignment, "roleDefinitionId")) === guid && reachOf(plan, scopeOf(assignment)) !== "none",
  );
}

/** Whether it allows something on vaults, before or after. */
function isAboutVaults({ before, after }: Kept): boolean {
  return /"(\*|Microsoft\.(KeyVault|Authorization)\/)/i.test(
    textOf([inputOf(before, property), inputOf(after, property)]),
  );
}

function textOf(value: unknown): string {
  return JSON.stringify(value ?? null);
}
