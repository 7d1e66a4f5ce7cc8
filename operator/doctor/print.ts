/** The doctor's lines for a terminal. */
import type { Colours } from "../colours";
import { type CheckResult, checkNames } from "./check";

const width = Math.max(...checkNames.map(({ length }) => length));
const indent = " ".repeat("not judged  ".length + width + 2);

/** What was checked and found; if it is not ready, also what is needed and how to get it. */
export function formatCheck({ check, result, found, needed, how }: CheckResult, colours: Colours): string {
  const words = {
    ready: colours.green("ready     "),
    "not-ready": colours.red("not ready "),
    "not-judged": colours.yellow("not judged"),
  };
  return [
    `${words[result]}  ${check.padEnd(width)}  ${found}`,
    ...(result === "not-ready" ? [`${indent}${colours.bold("Needed:")} ${needed}`] : []),
    ...(how === undefined ? [] : [`${indent}${colours.bold("How:")} ${how}`]),
  ].join("\n");
}
