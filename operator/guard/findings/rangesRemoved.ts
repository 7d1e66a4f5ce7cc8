/** Ranges that the vault's firewall would no longer let in: Kore's, the operators', or anyone's. */
import { describeSpan, sizeOfAll, spanOf, uncovered, type Span } from "../addressRanges";
import { subjectOf, wordOf } from "../change";
import type { RawFinding } from "../finding";
import { actionOf, rangesAreKnown, rulesOf } from "../firewallRules";
import { kept, type Kept, type Plan } from "../plan";
import { shortList } from "../shortList";
import { recordedKoreRanges } from "../recordedOutputs";

/** Reports `range-removed` and `operator-range-removed`. */
export function rangesRemoved(plan: Plan): RawFinding[] {
  return kept(plan, "vault").flatMap((change) => {
    const removed = removedRanges(change);
    const koreRanges = recordedKoreRanges(plan.recorded, change.before.id);
    const operators = removed.filter(({ parts }) => koreRanges !== undefined && isApart(parts, koreRanges));
    const others = removed.filter((range) => !operators.includes(range));
    return [
      ...(others.length > 0 ? [anyones(change, others)] : []),
      ...(operators.length > 0 ? [operatorsOwn(change, operators)] : []),
    ];
  });
}

interface Removed {
  /** As the list has it. */
  range: string;
  /** What of it is no longer let in; undefined if the range cannot be read. */
  parts?: Span[];
}

function removedRanges(change: Kept): Removed[] {
  const { before, after } = change;
  if (!rangesAreKnown(change) || actionOf(after) === "allow") return [];
  const left = rulesOf(after, "ipRules", "value");
  const spans = left.flatMap((range) => spanOf(range) ?? []);
  return rulesOf(before, "ipRules", "value").flatMap((range): Removed[] => {
    const span = spanOf(range);
    if (span === undefined) return left.includes(range) ? [] : [{ range }];
    const parts = uncovered(span, spans);
    return parts.length === 0 ? [] : [{ range, parts }];
  });
}

/** Whether none of the addresses is in one of the ranges. */
function isApart(parts: Span[] | undefined, ranges: Span[]): boolean {
  return parts !== undefined && sizeOfAll(parts.flatMap((part) => uncovered(part, ranges))) === sizeOfAll(parts);
}

function anyones(change: Kept, removed: Removed[]): RawFinding {
  // Azure looks at the ranges only if public access is on.
  const inUse = wordOf(change.before, "properties.publicNetworkAccess") !== "disabled";
  return {
    rule: "range-removed",
    level: inUse ? "danger" : "warning",
    stake: inUse ? "access" : undefined,
    change,
    title: titleOf(change, removed),
    effect: inUse
      ? "If Kore calls from there, it is cut off as soon as the update is done."
      : "Public access to the vault is off, so no range lets anyone in at present.",
    fix: "Compare with the list of addresses that Kore gave in writing (koreIpRanges). Only the operators' own ranges can go.",
    values: valuesOf(removed),
  };
}

function operatorsOwn(change: Kept, removed: Removed[]): RawFinding {
  return {
    rule: "operator-range-removed",
    level: "warning",
    change,
    title: titleOf(change, removed),
    effect:
      "The stack's hand-off does not have it among Kore's ranges, so Kore goes on as before. Operators and pipelines that call from there can no longer reach the vault.",
    fix: "Make sure that no operator or pipeline that needs the vault calls from there.",
    values: valuesOf(removed),
  };
}

function titleOf(change: Kept, removed: Removed[]): string {
  const gone = removed.flatMap(({ range, parts }) => parts?.map(describeSpan) ?? [range]);
  return `The firewall of ${subjectOf(change)} would no longer let in ${shortList(gone)}`;
}

function valuesOf(removed: Removed[]): RawFinding["values"] {
  return removed.map(({ range }) => ({ property: "properties.networkAcls.ipRules", before: range }));
}
