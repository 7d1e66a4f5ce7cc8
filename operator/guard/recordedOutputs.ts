/** What earlier updates of the stack recorded: its outputs before the plan, and those of its KoreByok components. */
import { isDay } from "../../components/plan/day";
import { spanOf, type Span } from "./addressRanges";
import { isHidden, type Change } from "./change";
import type { StackExport } from "./state";

/** One record for the stack and one for each component, whose outputs have the same names; again from the state. */
export type RecordedOutputs = Record<string, unknown>[];

/** The component that makes the hand-off. A program of the user's may leave it out of the stack's outputs. */
export const koreByokType = "kore-byok-azure:index:KoreByok";

const recording = ["pulumi:pulumi:Stack", koreByokType];

/** The outputs before the plan, from its changes and from the state if it is given. */
export function recordedOutputsOf(changes: readonly Change[], state: StackExport | undefined): RecordedOutputs {
  const before = [...changes.flatMap((change) => change.before ?? []), ...(state?.deployment.resources ?? [])];
  return before.flatMap(({ type, outputs }) => (outputs !== undefined && recording.includes(type) ? [outputs] : []));
}

/** The enforcement dates that the hand-off gave. */
export function recordedDates(recorded: RecordedOutputs): string[] {
  return recorded
    .map((outputs) => within(outputs, ["handoff", "console", "fields", "Enforcement Date"]))
    .filter((date): date is string => typeof date === "string" && isDay(date));
}

/** Kore's ranges as the hand-off gave them for that vault; undefined if it did not, or not in a form that can be read. */
export function recordedKoreRanges(recorded: RecordedOutputs, vaultId: string | undefined): Span[] | undefined {
  const ranges = recorded
    .filter((outputs) => vaultId !== undefined && textOf(outputs, "vaultId") === vaultId.toLowerCase())
    .map((outputs) => within(outputs, ["handoff", "networkAccess", "Kore IP ranges"]))
    .flatMap((text) => (typeof text === "string" ? text.split(",") : []));
  const spans = ranges.map((range) => spanOf(range.trim()));
  return spans.length > 0 && spans.every((span) => span !== undefined) ? spans : undefined;
}

/** An output that is a known string, in lower case. */
export function textOf(outputs: Record<string, unknown>, name: string): string | undefined {
  const value = outputs[name];
  return typeof value === "string" && !isHidden(value) ? value.toLowerCase() : undefined;
}

function within(value: unknown, path: string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) =>
      typeof inner === "object" && inner !== null ? (inner as Record<string, unknown>)[name] : undefined,
    value,
  );
}
