/** The vault's switch for public access, against the way in which Kore reaches it. */
import { inputOf, isHidden, sentence, subjectOf, wordOf } from "../change";
import type { RawFinding } from "../finding";
import { kept, type Kept, type Plan } from "../plan";

const property = "properties.publicNetworkAccess";

/** Reports `public-access-off`, `public-access-by-perimeter` and `public-access-on`. */
export function publicAccess(plan: Plan): RawFinding[] {
  return kept(plan, "vault").flatMap((change) => {
    // Azure treats it as on if it is not stated (learn.microsoft.com, Microsoft.KeyVault/vaults).
    if (isHidden(inputOf(change.after, property))) return [];
    const [before, after] = [change.before, change.after].map((state) => wordOf(state, property) ?? "enabled");
    if (before === after) return [];
    const values = [{ property, before, after }];
    return [after === "enabled" ? switchedOn(change, plan, values) : switchedOff(change, plan, values)];
  });
}

/** A network security perimeter decides who gets in (learn.microsoft.com, "Transition to a network security perimeter"). */
const perimeter = "securedbyperimeter";

function switchedOff(change: Kept, plan: Plan, values: RawFinding["values"]): RawFinding {
  const planned = plan.setting("networkMode") === "privateEndpoint";
  const secured = wordOf(change.after, property) === perimeter;
  return {
    rule: secured ? "public-access-by-perimeter" : "public-access-off",
    level: planned ? "warning" : "danger",
    stake: "access",
    change,
    title: secured
      ? `A network security perimeter alone would decide who gets to ${subjectOf(change)} over the internet`
      : `Public access to ${subjectOf(change)} would be switched off`,
    effect: secured
      ? "Its ranges and its bypass for trusted Microsoft services no longer apply; without a perimeter no call gets in from outside. Private endpoint connections stay as they are. Kore is cut off unless its own is approved, or the perimeter's rules let it in."
      : "Its ranges no longer apply: only approved private endpoint connections reach it. Kore is cut off unless its own is approved.",
    fix: planned
      ? "First have Kore ask for its private endpoint connection, and approve it; then switch."
      : "Revert the change, or set networkMode to privateEndpoint once Kore's private endpoint connection is approved.",
    values,
  };
}

function switchedOn(change: Kept, plan: Plan, values: RawFinding["values"]): RawFinding {
  const mode = plan.setting("networkMode");
  const open = wordOf(change.after, "properties.networkAcls.defaultAction") !== "deny";
  const against = mode === undefined ? open : open || mode === "privateEndpoint";
  return {
    rule: "public-access-on",
    level: against ? "danger" : "warning",
    change,
    title: `${sentence(subjectOf(change))} would be reachable from the internet`,
    effect: open
      ? "Without a firewall that denies by default, from every address."
      : "From the ranges that its firewall lists, and from no others.",
    fix: against
      ? "Keep publicNetworkAccess Disabled if Kore comes through a private endpoint (networkMode: privateEndpoint)."
      : "Check that the firewall lists Kore's ranges and the operators' own, and nothing else.",
    values,
  };
}
