/** `kore-byok guard`: says in plain words what a plan would do to the key and to Kore. */
import { type Command, InvalidArgumentError, Option } from "commander";
import { coloursFor } from "../colours";
import { isDay } from "../../components/plan/day";
import { plainLines } from "../plain";
import { judgePlan, stackOf } from "../guard/judgePlan";
import { printMarkdown, printUnreadable } from "../guard/print/markdown";
import { printText } from "../guard/print/text";
import { readPreview, readState, UnreadableError } from "../guard/readDocument";
import type { Unreadable, Verdict } from "../guard/verdict";

interface Options {
  state?: string;
  stack?: string;
  enforcementDate?: string;
  json?: boolean;
  markdown?: boolean;
}

/** Exit codes of the command. */
const exitCodes = { safe: 0, dangerous: 1, unreadable: 2 } as const;

/** A usage error counts as unreadable: nothing was judged. */
export const usageExitCode = exitCodes.unreadable;

/** Adds description, options and action. */
export function configure(command: Command): void {
  command
    .description(
      "Reads what `pulumi preview --json --show-sames` printed and says in plain words, worst first, what the plan would do to the key and to Kore.",
    )
    .argument(
      "[preview]",
      "file with the output of `pulumi preview --json --show-sames`; by default, or with -, standard input",
    )
    .option("--state <file>", "also judge the state: the output of `pulumi stack export`")
    .option(
      "--enforcement-date <date>",
      "the date set in Kore's console, YYYY-MM-DD, if the configuration lacks it; the earliest known date counts",
      parseDay,
    )
    .option("--stack <name>", "refuse a preview of any other stack")
    .addOption(new Option("--json", "print JSON; its schema is verdict.schema.json").conflicts("markdown"))
    .option("--markdown", "print Markdown for a pull-request comment")
    .addHelpText(
      "after",
      `
Exit codes: 0 safe, 1 dangerous, 2 unreadable.

  pulumi preview --json --show-sames > preview.json
  pulumi stack export > state.json
  kore-byok guard preview.json --state state.json`,
    )
    .action((file: string | undefined, options: Options) => run(file ?? piped(command), options));
}

/** A person who names no file would wait for ever. */
function piped(command: Command): string {
  if (process.stdin.isTTY)
    command.error("error: name the file with the preview, or pipe it in", { exitCode: usageExitCode });
  return "-";
}

function run(file: string, options: Options): void {
  let answer: Verdict | Unreadable;
  try {
    answer = judge(file, options);
  } catch (error) {
    const unreadable = error instanceof UnreadableError ? error : failedOn(file, error);
    process.stderr.write(`kore-byok guard: ${unreadable.message}\n`);
    if (unreadable !== error) process.stderr.write(`${plainLines(stackOfError(error))}\n`);
    answer = { formatVersion: 1, outcome: "unreadable", problem: unreadable.problem };
  }
  process.stdout.write(print(answer, options));
  process.exitCode = exitCodes[answer.outcome];
}

function judge(file: string, { state: stateFile, stack, enforcementDate }: Options): Verdict {
  const preview = readPreview(file);
  const state = stateFile === undefined ? undefined : readState(stateFile);
  const previewed = stackOf([...(preview.steps ?? []), ...(preview.diagnostics ?? [])]);
  if (stack !== undefined) refuseOtherStack(file, previewed, stack);
  if (state !== undefined && stateFile !== undefined) {
    const stated = stackOf(state.deployment.resources ?? []);
    if (stated.stack !== "") refuseOtherStack(stateFile, stated, `/${previewed.project}/${previewed.stack}`);
  }
  return judgePlan(preview, { state, enforcementDate, now: new Date() });
}

/** A bug in the guard: the pull request must not keep the comment of an earlier run. */
function failedOn(file: string, error: unknown): UnreadableError {
  return new UnreadableError({
    file,
    message: `the guard failed on it: ${String(error)}`,
    expected: "a preview that the guard can judge",
    fix: "read the plan yourself (`pulumi preview --diff`), and report this as a bug in kore-byok guard",
  });
}

function stackOfError(error: unknown): string {
  return (error instanceof Error ? error.stack : undefined) ?? String(error);
}

/** @param wanted `stack`, `organization/stack` or `organization/project/stack`. */
function refuseOtherStack(file: string, found: { stack: string; project: string }, wanted: string): void {
  const parts = wanted.split("/");
  const project = parts.length === 3 ? parts[1] : found.project;
  if (found.stack === parts.at(-1) && found.project === project) return;
  throw new UnreadableError({
    file,
    message: `it belongs to stack ${found.stack || "(unknown)"} of project ${found.project || "(unknown)"}`,
    expected: `a file of stack ${parts.at(-1)}${parts.length === 3 ? ` of project ${project}` : ""}`,
    fix: "select the stack with `pulumi stack select`, and make the file again",
  });
}

function print(answer: Verdict | Unreadable, { json, markdown, stack }: Options): string {
  if (json) return `${JSON.stringify(answer, undefined, 2)}\n`;
  if (answer.outcome === "unreadable") return markdown ? printUnreadable(answer, stack) : "";
  return markdown ? printMarkdown(answer, stack) : printText(answer, coloursFor(process.stdout, process.env));
}

function parseDay(text: string): string {
  if (!isDay(text)) throw new InvalidArgumentError("It must be a date, YYYY-MM-DD.");
  return text;
}
