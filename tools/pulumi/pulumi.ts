import { spawn } from "node:child_process";
import { dirname, delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { constants } from "node:os";
import { compileCacheFolder, LAUNCHER_FOLDER } from "./engineCache";
import { MODULE_FOLDER } from "./engineVersion";
import type { Engine } from "./findEngine";

/**
 * The environment in which an engine and what it starts find each other: the process's own, with the folders of the
 * engine and of this Node.js first on PATH. Each run starts some Node.js processes that load the same packages: they share a
 * cache of compiled code beside the engine's, unless the environment names another (NODE_COMPILE_CACHE).
 *
 * @param engine as `findEngine` gave it
 * @param extra variables to add; one that is undefined is removed. For a run that touches nothing of the user's, give
 *   `PULUMI_HOME`, `PULUMI_BACKEND_URL` and `PULUMI_CONFIG_PASSPHRASE`.
 */
export function pulumiEnvironment(
  engine: Engine,
  extra: Record<string, string | undefined> = {},
): Record<string, string> {
  const path = [
    dirname(engine.command),
    dirname(process.execPath),
    // An engine built here has the launcher beside it; one that was installed without a language host has not.
    ...(engine.needsLanguageHost && engine.source === "path" ? [LAUNCHER_FOLDER] : []),
    process.env.PATH ?? "",
  ].join(delimiter);
  const languageHost = engine.needsLanguageHost
    ? { KORE_BYOK_LANGUAGE_HOST: join(MODULE_FOLDER, "languageHost.js") }
    : {};
  const all = {
    NODE_COMPILE_CACHE: compileCacheFolder(process.env),
    ...process.env,
    PATH: path,
    PULUMI_SKIP_UPDATE_CHECK: "1",
    ...languageHost,
    ...extra,
  };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Where and how to run `pulumi`. */
export interface RunOptions {
  /** Working folder: the project's. */
  cwd: string;
  /** Whole environment, as `pulumiEnvironment` makes it; its PATH decides which engine runs. */
  env: Record<string, string>;
  /** Told each line of output at once, without its line break. */
  onLine?: (line: string, stream: "stdout" | "stderr") => void;
  /** Text for standard input; empty by default. */
  input?: string;
}

/** What a run of `pulumi` came to. */
export interface RunResult {
  /** Its exit code; 128 and the signal's number if a signal ended it. */
  exitCode: number;
  /** Everything it wrote to standard output. */
  stdout: string;
  /** Everything it wrote to standard error. */
  stderr: string;
}

/**
 * Runs `pulumi` to its end. An interrupt or a request to end that reaches this process meanwhile is passed on, once
 * each, so that the engine can stop in good order, as it does for a person's first Ctrl-C.
 *
 * @param args arguments of `pulumi`
 * @returns the result, whatever the exit code
 * @throws Error if `pulumi` cannot be started
 */
export async function runPulumi(args: string[], options: RunOptions): Promise<RunResult> {
  const child = spawn("pulumi", args, {
    cwd: options.cwd,
    env: options.env,
    stdio: ["pipe", "pipe", "pipe"],
    // In a process group of its own: the terminal's Ctrl-C would reach it beside the one passed on, and two make the
    // engine drop what it is doing.
    detached: true,
  });
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  const kill = () => child.kill("SIGKILL");
  process.on("SIGINT", forward).on("SIGTERM", forward).on("exit", kill);

  // A program that does not read its input may be gone before all is written.
  child.stdin.on("error", () => {});
  child.stdin.end(options.input ?? "");
  const text = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (chunk: string) => (text[stream] += chunk));
    if (options.onLine) createInterface({ input: child[stream] }).on("line", (line) => options.onLine?.(line, stream));
  }
  try {
    const exitCode = await new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? "SIGKILL"]));
    });
    return { exitCode, ...text };
  } finally {
    process.off("SIGINT", forward).off("SIGTERM", forward).off("exit", kill);
  }
}
