import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { findEngine } from "../../tools/pulumi/findEngine";
import type { Workspace } from "../../tools/pulumi/workspace";

/** A process that runs inline programs (inlineProgramHost.ts). */
export interface InlineProgramHost {
  close(): Promise<void>;
}

/**
 * Starts it for a project, whose PATH gets a `pulumi` first that lets its program run there, whoever calls it.
 *
 * @throws Error if the process ends before it serves; it then has said why on standard error
 */
export async function startInlineProgramHost({
  environment,
  folder,
}: Pick<Workspace, "environment" | "folder">): Promise<InlineProgramHost> {
  // The translator that the program has by itself (tsconfig.run.json).
  const host = spawn(process.execPath, ["--require", "sucrase/register/ts", join(__dirname, "inlineProgramHost.ts")], {
    env: environment,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(host, "close");
  const port = await Promise.race([
    once(createInterface({ input: host.stdout }), "line") as Promise<[string]>,
    ended.then(() => {
      throw new Error("the host of inline programs ended");
    }),
  ]);
  const { command } = await findEngine();
  const bin = join(folder, "bin");
  mkdirSync(bin);
  const script = `#!/bin/sh
case "$*" in
  preview* | up* | *--run-program*) exec '${command}' "$@" --client=127.0.0.1:${port[0]} ;;
esac
exec '${command}' "$@"
`;
  writeFileSync(join(bin, "pulumi"), script, { mode: 0o755 });
  environment["PATH"] = [bin, environment["PATH"]].join(delimiter);
  return {
    async close() {
      host.stdin.end();
      await ended;
    },
  };
}
