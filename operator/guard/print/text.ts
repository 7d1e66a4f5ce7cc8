/** The verdict for a terminal. */
import type { Colours } from "../../colours";
import type { Level } from "../finding";
import type { Finding, Verdict } from "../verdict";
import { countsOf, describeValue, enforcementLine, headlineOf } from "./headline";

const indent = " ".repeat("warning  ".length);

/** The verdict as text, worst first. */
export function printText(verdict: Verdict, colours: Colours): string {
  const { outcome, stack, project, findings } = verdict;
  const paint = outcome === "dangerous" ? colours.red : colours.green;
  const counts = countsOf(verdict);
  const head = [
    `${colours.bold(paint(outcome.toUpperCase()))}  ${headlineOf(verdict)}`,
    `stack ${stack || "(unknown)"} of project ${project || "(unknown)"}${counts === "" ? "" : `: ${counts}`}`,
    enforcementLine(verdict),
  ].filter((line) => line !== undefined);
  return [head.join("\n"), ...findings.map((finding) => printFinding(finding, colours))].join("\n\n") + "\n";
}

function printFinding({ level, title, effect, fix, values, resource }: Finding, colours: Colours): string {
  const paint: Record<Level, Colours["red"]> = { danger: colours.red, warning: colours.yellow, note: colours.cyan };
  const lines = [
    ...values.map(describeValue),
    effect,
    `${colours.bold("What to do:")} ${fix}`,
    ...(resource === null ? [] : [colours.dim(`${resource.name} (${resource.type})`)]),
  ];
  return [paint[level](level.padEnd(indent.length)) + colours.bold(title), ...lines.map((line) => indent + line)].join(
    "\n",
  );
}
