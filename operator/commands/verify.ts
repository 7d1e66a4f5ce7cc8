/** `kore-byok verify`: rehearses Kore's Test Configuration as whoever is logged in, and reads what Azure knows of Kore's access. */
import { type Command, InvalidArgumentError } from "commander";
import { z } from "zod";
import { azureLogin, cloudOfVault } from "../azureLogin";
import { CommandError, printCommandError } from "../commandError";
import { coloursFor } from "../colours";
import { startProgress } from "../progress";
import { readStackOutputs } from "../stackOutputs";
import { formatFact, formatStage } from "../verify/print";
import { readAccess } from "../verify/readAccess";
import type { NotRun, Report } from "../verify/report";
import { rehearseTestConfiguration } from "../verify/testConfiguration";
import { waitForAccess } from "../verify/waitForAccess";

interface Options {
  stack?: string;
  json?: boolean;
  wait: number;
}

const exitCodes = { passed: 0, failed: 1, "not-run": 2 } as const;

/** After a wrong use of the command nothing was tried. */
export const usageExitCode = exitCodes["not-run"];

/** The longest that `--wait` takes, seconds: an hour, six times what Azure says a role assignment may need. */
const longestWait = 3600;

/** The stack outputs that say what to test, and whose access to read. */
const outputs = z.object({
  vaultUri: z.url(),
  vaultId: z.string().min(1),
  keyName: z.string().min(1),
  tenantId: z.string().min(1),
  networkMode: z.string(),
  koreServicePrincipalObjectId: z.string().min(1),
  roleAssignmentIds: z.array(z.string()),
  handoff: z.object({ networkAccess: z.object({ "Kore IP ranges": z.string().optional() }) }).optional(),
});

export function configure(command: Command): void {
  command
    .description(
      "Rehearses Kore's Test Configuration on the stack's key: connection, authentication, encryption, decryption, wrap and unwrap. Then reads Kore's role assignments and network path from Azure.",
    )
    .option("--stack <name>", "the stack whose key to test (default: the selected one)")
    .option("--wait <seconds>", "how long to repeat while a new role assignment does not work yet", parseWait, 0)
    .option("--json", "print JSON; its schema is verify/report.schema.json")
    .addHelpText(
      "after",
      `
Calls as whoever is logged in: AZURE_CLIENT_ID and its companions, a workload identity, az login (DefaultAzureCredential).
The rehearsal needs Key Vault Crypto User at the key, and an address that the vault's firewall lets in.
Exit codes: 0 all passed, 1 a check failed, 2 could not run.`,
    )
    .action(run);
}

async function run({ stack, json, wait }: Options): Promise<void> {
  let answer: Report | NotRun;
  try {
    answer = await verify(stack, wait, json === true);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    printCommandError("verify", error);
    answer = { formatVersion: 1, outcome: "not-run", problem: { message: error.message, fix: error.fix } };
  }
  if (json) process.stdout.write(`${JSON.stringify(answer, undefined, 2)}\n`);
  process.exitCode = exitCodes[answer.outcome];
}

async function verify(stack: string | undefined, wait: number, quiet: boolean): Promise<Report> {
  const { handoff, ...asked } = await readStackOutputs(stack, outputs);
  const { vaultUri, keyName, tenantId } = asked;
  const cloud = cloudOfVault(vaultUri);
  const credential = azureLogin(tenantId, cloud);
  const colours = coloursFor(process.stdout, process.env);
  const say = (line: string): void => void (quiet || process.stdout.write(`${line}\n`));
  say(`Key ${keyName} in ${vaultUri}`);
  const koreIpRanges = handoff?.networkAccess["Kore IP ranges"]?.split(",").map((range) => range.trim()) ?? [];
  const access = readAccess(credential, cloud, { ...asked, koreIpRanges });
  const progress = await startProgress(quiet);
  const attempt = () =>
    rehearseTestConfiguration({
      vaultUri,
      keyName,
      credential,
      // Where failures are waited out, the stages of the last attempt alone are shown.
      onStage: wait === 0 ? (result) => say(formatStage(result, colours)) : undefined,
    });
  const stages = await waitForAccess(attempt, wait * 1000, ({ stage }, milliseconds) =>
    progress.say(`${stage}: not let in yet, trying again in ${Math.ceil(milliseconds / 1000)} s`),
  );
  const facts = await access;
  progress.end();
  if (wait !== 0) for (const stage of stages) say(formatStage(stage, colours));
  say("\nKore's access, as Azure Resource Manager shows it");
  for (const fact of facts) say(formatFact(fact, colours));
  const passed = stages.every((stage) => stage.passed) && facts.every((fact) => fact.passed !== false);
  if (passed) {
    const judged = facts.every((fact) => fact.passed === true);
    say(
      `\nThis proves that whoever is logged in here can use the key from this network${judged ? ", and that Azure grants Kore's principal the same" : ""}. That Kore can, from its own network, only its Test Configuration proves.`,
    );
  }
  return { formatVersion: 1, outcome: passed ? "passed" : "failed", vaultUri, keyName, stages, access: facts };
}

function parseWait(text: string): number {
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds >= 0 && seconds <= longestWait && text.trim() !== "") return seconds;
  throw new InvalidArgumentError(`It must be a whole number of seconds from 0 to ${longestWait}.`);
}
