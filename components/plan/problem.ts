/** One thing that is wrong with an argument, described so that it can be fixed without looking elsewhere. */
export interface Problem {
  /** Name of the argument or configuration key, with the path inside it: `koreIpRanges[2]`. */
  key: string;
  /** The value as given. */
  value: unknown;
  /** What the value must satisfy, and who says so. */
  rule: string;
  /** What to do. */
  fix: string;
  /** `error` stops before anything is registered; `warning` is printed. Default `error`. */
  severity?: "error" | "warning";
}

/** Runs a check if the value is given. */
export function given<T>(value: T | undefined, check: (value: T) => Problem[]): Problem[] {
  return value === undefined ? [] : check(value);
}

/** The problems that stop a run. */
export function errorsOf(problems: Problem[]): Problem[] {
  return problems.filter((problem) => problem.severity !== "warning");
}

/** The problems that are only printed. */
export function warningsOf(problems: Problem[]): Problem[] {
  return problems.filter((problem) => problem.severity === "warning");
}

/** Longest value that a message repeats in full: an ARM ID with long names, whose fault is often at its end, is shorter. */
const longestValue = 300;

/** One problem in three lines: key and value, rule, fix. */
export function describeProblem({ key, value, rule, fix }: Problem): string {
  return `${key}: ${describeValue(value)}\n    rule: ${rule}\n    fix:  ${fix}`;
}

/** All problems under one heading. */
export function describeProblems(heading: string, problems: Problem[]): string {
  return [heading, ...problems.map((problem) => `  ${describeProblem(problem)}`)].join("\n");
}

/** Names the type of what JSON cannot express, so that the message is about the argument and not about JSON. */
function inWords(_: string, part: unknown): unknown {
  return ["function", "symbol", "bigint"].includes(typeof part) ? `(a ${typeof part})` : part;
}

function describeValue(value: unknown): string {
  if (value === undefined) {
    return "(not set)";
  }
  // Escapes make invisible and look-alike characters show.
  const text = JSON.stringify(value, inWords).replace(
    /[^\x20-\x7e]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
  return text.length > longestValue ? `${text.slice(0, longestValue)}… (${text.length} characters)` : text;
}
