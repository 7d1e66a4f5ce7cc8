/** The service principal that represents Kore's app in the tenant. */
import { inputOf, isHidden, isOurs, isRetained, sentence, subjectOf, type Change } from "../change";
import type { RawFinding } from "../finding";
import { givesKeyAccess } from "../keyAccess";
import { kept, lost, type Plan } from "../plan";

/**
 * Reports `service-principal-deleted`, `service-principal-replaced`, `service-principal-released` and
 * `service-principal-disabled`.
 */
export function servicePrincipals(plan: Plan): RawFinding[] {
  return [
    ...lost(plan, "servicePrincipal")
      .filter((change) => mayBeKores(change, plan))
      .map(lossOf),
    ...kept(plan, "servicePrincipal")
      .filter((change) => mayBeKores(change, plan))
      .filter(
        ({ before, after }) =>
          inputOf(before, "accountEnabled") !== false && inputOf(after, "accountEnabled") === false,
      )
      .map((change): RawFinding => ({
        rule: "service-principal-disabled",
        level: "danger",
        stake: "access",
        change,
        title: `${sentence(subjectOf(change))} would be disabled for sign-in`,
        effect: "Entra then issues no token to the app: if it is Kore's, Kore is cut off.",
        fix: "Keep accountEnabled: true.",
        values: [{ property: "accountEnabled", before: inputOf(change.before, "accountEnabled"), after: false }],
      })),
  ];
}

/** A stack may hold service principals of other apps. One is known not to be Kore's only if Kore's client ID is known. */
function mayBeKores(change: Change, plan: Plan): boolean {
  if (isOurs(change) || holdsRole(change, plan)) return true;
  const kore = plan.setting("koreClientId");
  const clientId = inputOf(change.before, "clientId");
  return (
    kore === undefined ||
    typeof clientId !== "string" ||
    isHidden(clientId) ||
    clientId.toLowerCase() === kore.toLowerCase()
  );
}

function holdsRole({ before }: Change, plan: Plan): boolean {
  const objectId = before?.outputs?.["objectId"];
  const assignments = [...plan.changes.flatMap((change) => change.before ?? []), ...(plan.state?.resources ?? [])];
  return (
    typeof objectId === "string" &&
    assignments.some((resource) => inputOf(resource, "principalId") === objectId && givesKeyAccess(resource, plan))
  );
}

function lossOf(change: Change): RawFinding {
  if (change.effect === "deleted" && isRetained(change)) {
    return {
      rule: "service-principal-released",
      level: "note",
      change,
      title: `${sentence(subjectOf(change))} would leave the stack`,
      effect: "It stays in Entra (retainOnDelete), and its role assignments go on working.",
      fix: "Nothing to do, if the program looks it up from now on.",
    };
  }
  const replaced = change.effect === "replaced";
  const [before, after] = [inputOf(change.before, "clientId"), inputOf(change.after, "clientId")];
  return {
    rule: replaced ? "service-principal-replaced" : "service-principal-deleted",
    level: "danger",
    stake: "access",
    change,
    title: `${sentence(subjectOf(change))} would be ${replaced ? "replaced by another one" : "deleted"}`,
    effect: replaced
      ? "The key is then for another app. If the old one is Kore's, Kore is cut off; if the new one is a stranger's, that stranger gets the key."
      : "All its role assignments cease with it, and a new one has another object ID: if it is Kore's, Kore is cut off.",
    fix: "Revert the change, unless Kore has given the new client ID in writing, over a channel that you know.",
    values: replaced && before !== after ? [{ property: "clientId", before, after }] : undefined,
  };
}
