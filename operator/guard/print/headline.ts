/** The verdict in one sentence, and its parts that every form of the output has. */
import type { Level } from "../finding";
import type { Finding, Verdict } from "../verdict";
import { plain } from "../../plain";
import { shortened } from "./shortened";

/** `2 dangers, 1 warning`; empty if there is no finding. */
export function countsOf({ counts }: Verdict): string {
  return (Object.entries(counts) as [Level, number][])
    .filter(([, count]) => count > 0)
    .map(([level, count]) => `${count} ${level}${count === 1 ? "" : "s"}`)
    .join(", ");
}

/** What the plan would do, at its worst. */
export function headlineOf({ outcome, findings }: Verdict): string {
  if (outcome === "dangerous") return "This plan would put the key at risk or cut Kore off, or cannot be judged.";
  if (findings.length > 0) return "This plan is not dangerous. Look at what it does before you apply it.";
  return "This plan affects neither the key nor Kore's access to it.";
}

/** What is known about the enforcement date; undefined if nothing is. */
export function enforcementLine({ enforcement }: Verdict): string | undefined {
  if (enforcement === null) return undefined;
  return enforcement.inForce
    ? `The enforcement date, ${enforcement.date}, has come: key and vault are frozen.`
    : `The enforcement date is ${enforcement.date}. From then on key and vault are frozen.`;
}

/** Longest value that is repeated in full. */
const longestValue = 120;

/** A value that would change: `keyName: "kore-byok" → "kore-byok-2"`. */
export function describeValue({ property, before, after }: Finding["values"][number]): string {
  return plain(`${shortened(property, longestValue)}: ${shownOf(before)} → ${shownOf(after)}`);
}

function shownOf(value: unknown): string {
  return value === undefined ? "(none)" : shortened(JSON.stringify(value), longestValue);
}
