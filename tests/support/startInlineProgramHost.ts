import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A process that runs inline programs (inlineProgramHost.ts). */
export interface InlineProgramHost {
  /** What `pulumi` is given for its program to run there. */
  arguments: string[];
  close(): Promise<void>;
}

/**
 * @param environment as the workspace's runs get it
 * @throws Error if the process ends before it serves; it then has said why on standard error
 */
export async function startInlineProgramHost(environment: Record<string, string>): Promise<InlineProgramHost> {
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
  return {
    arguments: [`--client=127.0.0.1:${port[0]}`],
    async close() {
      host.stdin.end();
      await ended;
    },
  };
}
