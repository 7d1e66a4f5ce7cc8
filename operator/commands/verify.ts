/** `kore-byok verify`: rehearses Kore's Test Configuration as whoever is logged in. */
import type { Command } from "commander";
import { z } from "zod";
import { azureLogin, cloudOfVault } from "../azureLogin";
import { coloursFor } from "../colours";
import { CommandError, printCommandError } from "../commandError";
import { readStackOutputs } from "../stackOutputs";
import { formatStage } from "../verify/print";
import type { NotRun, Report } from "../verify/report";
import { rehearseTestConfiguration } from "../verify/testConfiguration";

interface Options {
  stack?: string;
  json?: boolean;
}

const exitCodes = { passed: 0, failed: 1, "not-run": 2 } as const;

/** After a wrong use of the command nothing was tried. */
export const usageExitCode = exitCodes["not-run"];

/** The stack outputs that say what to test. */
const outputs = z.object({ vaultUri: z.url(), keyName: z.string().min(1), tenantId: z.string().min(1) });

export function configure(command: Command): void {
  command
    .description(
      "Rehearses Kore's Test Configuration on the stack's key: connection, authentication, encryption, decryption, wrap and unwrap.",
    )
    .option("--stack <name>", "the stack whose key to test (default: the selected one)")
    .option("--json", "print JSON; its schema is report.schema.json")
    .addHelpText(
      "after",
      `
Calls as whoever is logged in: AZURE_CLIENT_ID and its companions, a workload identity, az login (DefaultAzureCredential).
Exit codes: 0 all stages passed, 1 a stage failed, 2 could not run.`,
    )
    .action(run);
}

async function run({ stack, json }: Options): Promise<void> {
  let answer: Report | NotRun;
  try {
    answer = await rehearse(stack, json === true);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    printCommandError("verify", error);
    answer = { formatVersion: 1, outcome: "not-run", problem: { message: error.message, fix: error.fix } };
  }
  if (json) process.stdout.write(`${JSON.stringify(answer, undefined, 2)}\n`);
  process.exitCode = exitCodes[answer.outcome];
}

async function rehearse(stack: string | undefined, quiet: boolean): Promise<Report> {
  const { vaultUri, keyName, tenantId } = await readStackOutputs(stack, outputs);
  const colours = coloursFor(process.stdout, process.env);
  const say = (line: string): void => void (quiet || process.stdout.write(`${line}\n`));
  say(`Key ${keyName} in ${vaultUri}`);
  const results = await rehearseTestConfiguration({
    vaultUri,
    keyName,
    credential: azureLogin(tenantId, cloudOfVault(vaultUri)),
    onStage: (result) => say(formatStage(result, colours)),
  });
  const passed = results.every((result) => result.passed);
  if (passed) {
    say(
      "This proves that whoever is logged in here can use the key from this network. That Kore can, from its own, only its Test Configuration proves.",
    );
  }
  return { formatVersion: 1, outcome: passed ? "passed" : "failed", vaultUri, keyName, stages: results };
}
