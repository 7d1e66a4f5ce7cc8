/** The user's own Pulumi CLI, run in the project's folder. */
import { execFile, spawn } from "node:child_process";
import { isColoured } from "./colours";
import { CommandError } from "./commandError";

/** A preview of a large stack as JSON; far more than any other answer. */
const maxBuffer = 256 * 1024 * 1024;

/** `--stack NAME`, or nothing for the selected stack. */
export function stackArgument(stack: string | undefined): string[] {
  return stack === undefined ? [] : ["--stack", stack];
}

/** The result of a run of `pulumi`. */
export interface PulumiRun {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/**
 * Runs `pulumi` and keeps what it printed.
 *
 * @throws CommandError if there is no `pulumi`
 */
export function runPulumi(args: string[]): Promise<PulumiRun> {
  return new Promise((resolve, reject) => {
    execFile("pulumi", args, { maxBuffer }, (error, stdout, stderr) => {
      if (error?.code === "ENOENT") return reject(missingPulumi());
      resolve({ exitCode: error === null ? 0 : Number(error.code) || 1, stdout, stderr });
    });
  });
}

/**
 * What a run of `pulumi` printed on standard output.
 *
 * @throws CommandError with what it printed, if it is missing or its exit code is not 0
 */
export async function readFromPulumi(args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await runPulumi(args);
  if (exitCode === 0) return stdout;
  throw failedRun(args, exitCode, stderr);
}

/** The error of a run whose exit code was not 0, with what it printed. */
export function failedRun(args: string[], exitCode: number, stderr: string): CommandError {
  const whichStack = /no stack (named|selected)/i.test(stderr);
  return new CommandError(
    `\`pulumi ${args.join(" ")}\` failed: ${stderr.trim() || `exit code ${exitCode}`}`,
    whichStack
      ? "Name the stack with --stack; `pulumi stack ls` shows those of this project."
      : "Run the command in the folder of the Pulumi project, logged in to its backend.",
  );
}

/**
 * Runs `pulumi` visibly: its output goes to standard error, so that standard output keeps the result.
 *
 * @returns its exit code and what it printed. Ctrl-C reaches it too: it ends what is under way and writes its state. The
 * caller holds the interruption meanwhile.
 */
export function showPulumi(args: string[]): Promise<{ exitCode: number; output: string }> {
  return new Promise((resolve, reject) => {
    const colour = isColoured(process.stderr, process.env) ? "always" : "never";
    // Its output goes through this process: a reader that goes away must not end an update half way.
    const child = spawn("pulumi", [...args, "--color", colour], { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        process.stderr.write(text);
      });
    }
    child.once("error", (error: NodeJS.ErrnoException) => reject(error.code === "ENOENT" ? missingPulumi() : error));
    child.once("close", (code) => resolve({ exitCode: code ?? 1, output }));
  });
}

function missingPulumi(): CommandError {
  return new CommandError(
    "There is no `pulumi` on the PATH.",
    "Install the Pulumi CLI: https://www.pulumi.com/docs/install/; or, in a clone of this package, put the engine built from Go on the PATH: README, The operator's command.",
  );
}
