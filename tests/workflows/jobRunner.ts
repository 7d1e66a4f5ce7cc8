/** Runs the steps of a job as its workflow has them, like a runner of GitHub Actions: their scripts, conditions, environment. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Job, Step } from "./workflow";

export interface StepResult {
  /** The step's name, else its action or its command. */
  title: string;
  outcome: "success" | "failure" | "skipped";
  text: string;
}

export interface Rehearsal {
  /** The checkout. */
  folder: string;
  /** The runner's environment. */
  environment: Record<string, string>;
  /** What the job's expressions may name, such as `vars` and `github`. What is missing is an error. */
  contexts: Record<string, unknown>;
  /** What stands in for each action, by its name: it does what the action would do here, and throws where that fails. */
  actions: Record<string, (inputs: Record<string, string>) => void>;
  /** Commands that a rehearsal must not run, since what they would bring is there. */
  passedOver: string[];
}

/** Runs a job to its end and tells what became of each step, and what the job hands to those that need it. */
export async function runJob(
  job: Job,
  rehearsal: Rehearsal,
): Promise<{ steps: StepResult[]; outputs: Record<string, string> }> {
  const results: StepResult[] = [];
  const steps: Record<string, { outcome: string; outputs: Record<string, string> }> = {};
  const failed = () => results.some(({ outcome }) => outcome === "failure");
  const evaluate = (expression: string) =>
    evaluateExpression(expression, {
      ...rehearsal.contexts,
      steps,
      cancelled: () => false,
      success: () => !failed(),
      hashFiles: (path: string) => (existsSync(join(rehearsal.folder, path)) ? "hash" : ""),
    });
  const fill = (values: Record<string, unknown> = {}): Record<string, string> =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        String(value).replace(/\$\{\{(.*?)\}\}/g, (_, expression: string) => String(evaluate(expression))),
      ]),
    );

  for (const step of job.steps ?? []) {
    const title = step.name ?? step.uses?.split("@")[0] ?? step.run ?? "";
    const output = join(rehearsal.folder, ".step-output");
    writeFileSync(output, "");
    const environment = { ...rehearsal.environment, ...fill(job.env), ...fill(step.env), GITHUB_OUTPUT: output };
    const result: StepResult = evaluate(step.if ?? "success()")
      ? { title, ...(await perform(step, rehearsal, environment, fill(step.with))) }
      : { title, outcome: "skipped", text: "" };
    results.push(result);
    if (step.id !== undefined) steps[step.id] = { outcome: result.outcome, outputs: outputsIn(output) };
  }
  return { steps: results, outputs: fill(job.outputs) };
}

async function perform(
  { uses, run = "" }: Step,
  { folder, actions, passedOver }: Rehearsal,
  environment: Record<string, string>,
  inputs: Record<string, string>,
): Promise<Omit<StepResult, "title">> {
  if (uses !== undefined) {
    const action = actions[uses.split("@")[0]!];
    if (action === undefined) throw new Error(`nothing stands in for ${uses}`);
    try {
      action(inputs);
      return { outcome: "success", text: "" };
    } catch (error) {
      return { outcome: "failure", text: String(error) };
    }
  }
  if (passedOver.includes(run)) return { outcome: "success", text: "" };
  return runScript(run, folder, environment);
}

/** As a runner runs a step that names no shell: `bash -e`. */
export function runScript(
  command: string,
  folder: string,
  environment: Record<string, string>,
): Promise<Omit<StepResult, "title"> & { exitCode: number }> {
  const child = spawn("bash", ["-e", "-c", command], { cwd: folder, env: environment });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (text += String(part)));
  return new Promise((done, fail) => {
    child.once("error", fail);
    child.once("close", (code) => done({ outcome: code === 0 ? "success" : "failure", text, exitCode: code ?? -1 }));
  });
}

/** The expressions used in these workflows mean in JavaScript what they mean to GitHub; a name that is not there throws. */
function evaluateExpression(expression: string, contexts: Record<string, unknown>): unknown {
  const bare = expression
    .replace(/^\s*\$\{\{(.*)\}\}\s*$/s, "$1")
    .split(/('[^']*')/)
    // A name may hold a hyphen; what stands in quotes is left as it is.
    .map((part, index) => (index % 2 === 0 ? part.replace(/\.([\w-]+)/g, "['$1']") : part))
    .join("");
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the text is of workflows in this repository.
  const evaluate = new Function(...Object.keys(contexts), `"use strict"; return (${bare});`);
  return evaluate(...Object.values(contexts)) as unknown;
}

function outputsIn(file: string): Record<string, string> {
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  return Object.fromEntries(
    lines.map((line): [string, string] => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
}
