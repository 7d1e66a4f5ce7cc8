/**
 * The rules of a network security perimeter that decides over a vault: they are then the vault's firewall.
 *
 * Source: learn.microsoft.com, "What is a network security perimeter?" (access rules) and "Transition to a network
 * security perimeter" (in enforced mode the resource's own firewall does not count).
 */
import { describeSpan, spanOf, uncovered, type Span } from "../addressRanges";
import { inputOf, isHidden, isLost, isRetained, sentence, subjectOf, wordOf, type Change } from "../change";
import type { RawFinding } from "../finding";
import { areInOneProfile, decidesOverVault } from "../perimeters";
import { lost, type Plan } from "../plan";
import type { ResourceState } from "../preview";
import { shortList } from "../shortList";
import { judgeWidening } from "../widenedRanges";

/**
 * Reports `perimeter-lost`, `perimeter-rule-narrowed`, `perimeter-range-added`, `perimeter-range-too-wide` and
 * `not-judged`.
 */
export function perimeterRules(plan: Plan): RawFinding[] {
  const gone = lost(plan, "perimeter", "perimeterProfile").filter(
    (change) => !isRetained(change) && decidesOverVault(change.before, plan),
  );
  const rules = plan.changes.filter(
    ({ kind, effect, before, after }) =>
      kind === "perimeterRule" &&
      effect !== "unchanged" &&
      [before, after].some((state) => state !== undefined && decidesOverVault(state, plan)),
  );
  return [
    ...gone.map((change) => lossOf(change, plan)),
    ...rules.flatMap((change) => [...narrowed(change, plan), ...widened(change, plan)]),
  ];
}

/** Kore's way in over the internet; a private endpoint goes past the perimeter. */
function severityOf(plan: Plan): Pick<RawFinding, "level" | "stake"> {
  return { level: plan.setting("networkMode") === "privateEndpoint" ? "warning" : "danger", stake: "access" };
}

function lossOf(change: Change, plan: Plan): RawFinding {
  return {
    rule: "perimeter-lost",
    ...severityOf(plan),
    change,
    title: `${sentence(subjectOf(change))}, which decides who gets to the vault, would be ${change.effect}`,
    effect: "The rules that let Kore in go with it.",
    fix: "Take the vault out of the perimeter first, with Kore's ranges in the vault's own firewall.",
  };
}

/** What lets callers in beside address ranges. */
const otherSources = ["subscriptions", "networkSecurityPerimeters", "serviceTags"];

/** Azure's default direction is Inbound. */
function isInbound(state: ResourceState | undefined): boolean {
  return state !== undefined && (wordOf(state, "direction") ?? "inbound") === "inbound";
}

function listOf(state: ResourceState | undefined, name: string): unknown[] {
  const list = isInbound(state) ? inputOf(state, name) : undefined;
  if (list === undefined) return [];
  return Array.isArray(list) ? (list as unknown[]) : [list];
}

function spansIn(list: unknown[]): Span[] {
  return list.flatMap((range) => spanOf(range) ?? []);
}

/** The profile's rules after the plan, as far as it shows them. */
function rulesAfter(place: ResourceState, plan: Plan): ResourceState[] {
  return plan.changes.flatMap(({ kind, effect, after }) =>
    kind === "perimeterRule" && effect !== "deleted" && after !== undefined && areInOneProfile(after, place)
      ? [after]
      : [],
  );
}

function narrowed(change: Change, plan: Plan): RawFinding[] {
  const { before, after, effect } = change;
  if (before === undefined || !isInbound(before) || (isLost(change) && isRetained(change))) return [];
  const rules = rulesAfter(before, plan);
  const sourcesAfter = (name: string): unknown[] => rules.flatMap((rule) => listOf(rule, name));
  const stays = sourcesAfter("addressPrefixes");
  const letIn = spansIn(stays);
  const ranges = listOf(before, "addressPrefixes").flatMap((range): string[] => {
    const span = spanOf(range);
    if (span !== undefined) return uncovered(span, letIn).map(describeSpan);
    return stays.includes(range) ? [] : [isHidden(range) ? "ranges not shown" : String(range)];
  });
  const others = otherSources.flatMap((name) => {
    const left = sourcesAfter(name).map((source) => JSON.stringify(source).toLowerCase());
    return listOf(before, name)
      .map((source) => JSON.stringify(source))
      .filter((source) => !left.includes(source.toLowerCase()));
  });
  const missing = [...new Set([...ranges, ...others])];
  if (missing.length === 0) return [];
  return [
    {
      rule: "perimeter-rule-narrowed",
      ...severityOf(plan),
      change,
      title:
        effect === "updated"
          ? `${sentence(subjectOf(change))} would no longer let in ${shortList(missing)}`
          : `${sentence(subjectOf(change))} would be ${effect}, and with it the way in of ${shortList(missing)}`,
      effect: "The perimeter's rules alone decide who gets to the vault. If Kore calls from there, it is cut off.",
      fix: "Compare with the list of addresses that Kore gave in writing (koreIpRanges), and keep those.",
      values: ["direction", "addressPrefixes", ...otherSources].flatMap((property) => {
        const [old, now] = [inputOf(before, property), inputOf(after, property)];
        return JSON.stringify(old) === JSON.stringify(now) ? [] : [{ property, before: old, after: now }];
      }),
    },
  ];
}

function widened(change: Change, plan: Plan): RawFinding[] {
  const { before, after, effect } = change;
  if (after === undefined || effect === "deleted") return [];
  const had = listOf(before, "addressPrefixes");
  const added = listOf(after, "addressPrefixes").filter((range) => {
    const span = spanOf(range);
    return span === undefined ? !had.includes(range) : uncovered(span, spansIn(had)).length > 0;
  });
  if (added.length === 0) return [];
  const property = "addressPrefixes";
  const values = added.map((range) => ({ property, after: range }));
  const unreadable = added.filter((range) => spanOf(range) === undefined);
  if (unreadable.length > 0) {
    return [
      {
        rule: "not-judged",
        level: "danger",
        change,
        title: `${sentence(subjectOf(change))} would let in a range that cannot be judged: ${shortList(unreadable.map((range) => (isHidden(range) ? "one not shown" : String(range))))}`,
        effect: "It may let in more addresses than it seems to.",
        fix: "Write each range out as an IPv4 address with a prefix length, such as 20.42.7.0/28.",
        values,
      },
    ];
  }
  const { wide, ...judgement } = judgeWidening(
    spansIn(added),
    rulesAfter(after, plan).flatMap((rule) => spansIn(listOf(rule, "addressPrefixes"))),
  );
  return [
    {
      rule: wide ? "perimeter-range-too-wide" : "perimeter-range-added",
      change,
      title: `${sentence(subjectOf(change))} would also let in ${shortList(added.map(String))}`,
      ...judgement,
      values,
    },
  ];
}
