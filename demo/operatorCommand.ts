import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Simulation } from "../simulator/simulation";
import type { Workspace } from "../tools/pulumi/workspace";
import type { Story } from "./story";

/** Who runs a command, and from where. */
export interface Caller {
  /** What DefaultAzureCredential reads. */
  login: Record<string, string>;
  /** The public address that the simulated Azure sees. Default: one that no firewall rule admits. */
  address?: string;
}

/**
 * Runs `kore-byok` as the team does, in the project's folder, and tells what it prints. A process of its own: the
 * unmodified clients find the simulated Azure through the environment alone, and that is read when a process starts.
 *
 * @returns its exit code and standard output
 */
export async function operatorCommand(
  args: string[],
  caller: Caller,
  { simulation, workspace, story }: { simulation: Simulation; workspace: Workspace; story: Story },
  show: (line: string) => string = (line) => line,
): Promise<{ exitCode: number | null; stdout: string }> {
  const { https } = simulation;
  story.tell(story.colours.dim(`$ npx kore-byok ${args.join(" ")}`));
  const child = spawn(process.execPath, [join(__dirname, "../operator/bin.js"), ...args, "--stack", "dev"], {
    cwd: workspace.folder,
    env: {
      ...workspace.environment,
      ...caller.login,
      HTTPS_PROXY: https.proxyUrl(caller.address),
      NODE_EXTRA_CA_CERTS: https.caFile,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let progress = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (progress += chunk));
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  for (const line of stdout.trimEnd().split("\n")) story.tell(show(line));
  // What it says of its progress matters only where it went wrong.
  if (exitCode !== 0) for (const line of progress.trimEnd().split("\n")) story.tell(line);
  return { exitCode, stdout };
}
