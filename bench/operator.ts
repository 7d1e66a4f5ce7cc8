import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import type { DemoApplication } from "../simulator/demoApplication";
import type { Simulation } from "../simulator/simulation";
import type { Workspace } from "../tools/pulumi/workspace";

const command = resolve(__dirname, "../operator/bin.js");

/** What the operator's command costs, and what it is compared with; milliseconds, one entry a run. */
export interface OperatorCosts {
  verify: number[];
  byHand: number[];
  help: number[];
  bareNode: number[];
}

/**
 * Runs each in turn. The stack must be deployed, and Kore's app be let in.
 *
 * @throws Error if one fails: its time would mean something else
 */
export async function operatorCosts(
  runs: number,
  simulation: Simulation,
  workspace: Workspace,
  { application, clientSecret = "" }: DemoApplication,
): Promise<OperatorCosts> {
  const environment = {
    ...workspace.environment,
    AZURE_TENANT_ID: simulation.azure.state.tenantId,
    AZURE_CLIENT_ID: application.appId,
    AZURE_CLIENT_SECRET: clientSecret,
    HTTPS_PROXY: simulation.https.proxyUrl("20.42.7.9"),
    NODE_EXTRA_CA_CERTS: simulation.https.caFile,
  };
  const measure = async (args: string[]): Promise<number> => {
    const start = performance.now();
    const child = spawn(process.execPath, args, {
      cwd: workspace.folder,
      env: environment,
      stdio: ["ignore", "ignore", "inherit"],
    });
    const code = await new Promise<number | null>((done, fail) => child.once("error", fail).once("close", done));
    if (code !== 0) throw new Error(`node ${args.join(" ")} ended with exit code ${code}`);
    return performance.now() - start;
  };
  const costs: OperatorCosts = { verify: [], byHand: [], help: [], bareNode: [] };
  const calls: Record<keyof OperatorCosts, string[]> = {
    verify: [command, "verify", "--stack", "dev"],
    byHand: [join(__dirname, "byHand/verify.js")],
    help: [command, "--help"],
    bareNode: ["--eval", "0"],
  };
  for (let run = -1; run < runs; run++) {
    for (const [name, args] of Object.entries(calls) as [keyof OperatorCosts, string[]][]) {
      const milliseconds = await measure(args);
      // The first run of each fills the caches of the disk.
      if (run >= 0) costs[name].push(milliseconds);
    }
  }
  return costs;
}
