/** A vault that would be put into a network security perimeter, or taken out of one. */
import { inputOf, isLost, sentence, subjectOf, type Change } from "../change";
import type { RawFinding } from "../finding";
import type { Plan } from "../plan";
import { isEnforced, isOfVault, profileOf } from "../perimeters";

/** Reports `perimeter-enforced`, `perimeter-profile-changed` and `perimeter-left`. */
export function networkPerimeters(plan: Plan): RawFinding[] {
  return plan.changes
    .filter(({ kind, before, after }) => kind === "perimeterAssociation" && [before, after].some(isOfVault))
    .flatMap((change) => [...entered(change, plan), ...left(change)]);
}

/** Source: learn.microsoft.com, "Transition to a network security perimeter": private endpoints are not affected. */
function entered(change: Change, plan: Plan): RawFinding[] {
  const { before, after, effect } = change;
  if (effect === "deleted" || !isOfVault(after) || !isEnforced(after)) return [];
  if (effect !== "replaced" && isOfVault(before) && isEnforced(before)) return moved(change, plan);
  return [
    {
      rule: "perimeter-enforced",
      level: plan.setting("networkMode") === "privateEndpoint" ? "warning" : "danger",
      stake: "access",
      change,
      title: `${sentence(subjectOf(change))} would let the perimeter's rules alone decide who gets to the vault over the internet`,
      effect:
        "The vault's public access, its ranges and its bypass then no longer apply; private endpoint connections stay as they are. Kore is cut off unless it comes through one, or the perimeter's rules let it in.",
      fix: "Keep accessMode Learning until the perimeter's logs show that Kore gets in by its rules.",
      values: [{ property: "accessMode", before: inputOf(before, "accessMode"), after: inputOf(after, "accessMode") }],
    },
  ];
}

/** Each profile has rules of its own. */
function moved(change: Change, plan: Plan): RawFinding[] {
  const [before, after] = [profileOf(change.before), profileOf(change.after)];
  if (before === after) return [];
  return [
    {
      rule: "perimeter-profile-changed",
      level: plan.setting("networkMode") === "privateEndpoint" ? "warning" : "danger",
      stake: "access",
      change,
      title: `${sentence(subjectOf(change))} would take its rules from another profile`,
      effect:
        "The other profile's rules alone then decide who gets to the vault over the internet. Kore is cut off unless they let it in, or it comes through a private endpoint.",
      fix: "Keep the profile, or set accessMode Learning first until the perimeter's logs show that Kore gets in.",
      values: [{ property: "profile.id", before, after }],
    },
  ];
}

function left(change: Change): RawFinding[] {
  if (!isLost(change) || !isOfVault(change.before)) return [];
  return [
    {
      rule: "perimeter-left",
      level: "warning",
      stake: "access",
      change,
      title: `${sentence(subjectOf(change))} would be ${change.effect}`,
      effect:
        "Whoever gets to the vault by the perimeter's rules is cut off, Kore too if it does; the vault's own firewall decides again.",
      fix: "Make sure that Kore's ranges are in the vault's firewall, or that its private endpoint connection is approved.",
    },
  ];
}
