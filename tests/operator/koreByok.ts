/** Runs `kore-byok` as a process of its own, as a shell would. */
import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { compileCacheFolder } from "../../tools/pulumi/engineCache";

export interface Run {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** The command's own file. */
export const entry = resolve(__dirname, "../../operator/bin.js");

/**
 * @param options.input text for standard input; empty by default
 * @param options.environment added to the process's own
 * @param options.folder where it runs; by default where the tests do
 */
export function koreByok(
  args: string[],
  {
    input = "",
    environment = {},
    folder,
  }: { input?: string; environment?: Record<string, string | undefined>; folder?: string } = {},
): Promise<Run> {
  // Hundreds of these processes load the same packages.
  const env = {
    NODE_COMPILE_CACHE: compileCacheFolder(process.env),
    ...process.env,
    FORCE_COLOR: undefined,
    ...environment,
  };
  const child = spawn(process.execPath, [entry, ...args], { env, cwd: folder });
  const run: Run = { exitCode: null, stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (run.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (run.stderr += text));
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  return new Promise((done, fail) => {
    child.once("error", fail);
    child.once("close", (exitCode) => done({ ...run, exitCode }));
  });
}
