/** `kore-byok verify`: rehearses Kore's Test Configuration, and reads what Azure knows of Kore's access. */
import { type Command, InvalidArgumentError } from "commander";
import { answer } from "../answer";
import { askStackOutputs } from "../stackOutputs";
import { parseSubscriptionId } from "../subscriptionId";
import type { NotRun, Report } from "../verify/report";

interface Options {
  stack?: string;
  json?: boolean;
  from?: string;
  wait: number;
}

const exitCodes = { passed: 0, failed: 1, "not-run": 2 } as const;

/** After a usage error nothing was tried. */
export const usageExitCode = exitCodes["not-run"];

/** The longest that `--wait` takes, seconds: an hour, six times what Azure says a role assignment may need. */
const longestWait = 3600;

/** Adds description, options and action. */
export function configure(command: Command): void {
  command
    .description(
      "Rehearses Kore's Test Configuration on the stack's key: connection, authentication, encryption, decryption, wrap and unwrap. Then reads Kore's role assignments and network path from Azure.",
    )
    .option("--stack <name>", "the stack whose key to test (default: the selected one)")
    .option(
      "--from <subscription>",
      "ID of the subscription that Kore's private endpoint is in, as Kore named it: only a connection from there counts",
      parseSubscriptionId,
    )
    .option(
      "--wait <seconds>",
      "how long to repeat while a new role assignment or a firewall change does not work yet",
      parseWait,
      0,
    )
    .option("--json", "print JSON; its schema is verify/report.schema.json")
    .addHelpText(
      "after",
      `
Calls as the app of AZURE_CLIENT_ID, else of ARM_CLIENT_ID, else as whoever is
logged in (DefaultAzureCredential). The rehearsal needs Key Vault Crypto User at
the key, and an address that the vault's firewall lets in.
Exit codes: 0 all passed, 1 a check failed, 2 could not run.`,
    )
    .action(run);
}

async function run({ stack, json, from, wait }: Options): Promise<void> {
  const work = async (): Promise<Report> => {
    // Azure's clients are loaded while the CLI reads the outputs: each takes a quarter of a second.
    const outputs = askStackOutputs(stack);
    outputs.catch(() => undefined);
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- import() would need a file extension here.
    const { verify } = require("../verify/verify") as typeof import("../verify/verify.js");
    return verify(await outputs, { from, wait, quiet: json === true });
  };
  const notRun = (problem: NotRun["problem"]): NotRun => ({ formatVersion: 1, outcome: "not-run", problem });
  const { outcome } = await answer("verify", json, work, notRun);
  process.exitCode = exitCodes[outcome];
}

function parseWait(text: string): number {
  if (/^\d+$/.test(text) && Number(text) <= longestWait) return Number(text);
  throw new InvalidArgumentError(`It must be a whole number of seconds from 0 to ${longestWait}.`);
}
