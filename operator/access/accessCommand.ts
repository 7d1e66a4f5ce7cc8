/** What `kore-byok revoke` and `kore-byok restore` have in common: plan, ask, apply, prove. */
import type { Command } from "commander";
import { answer, failedBecause } from "../answer";
import type { KoreAccess } from "../../components/plan/roles";
import { cloudOfVault } from "../login/azureLogin";
import { CommandError } from "../commandError";
import { confirm } from "../confirm";
import { holdInterruption, interrupted } from "../interruption";
import { operatorLogin } from "../login/operatorLogin";
import { readStackOutputs } from "../stackOutputs";
import type { FactResult } from "../verify/access";
import { accessOutputs, readRevoked, readRoles } from "../verify/readAccess";
import { beyondAccess, type PlannedChange } from "./plannedChange";
import type { Change, Report } from "./report";
import { type KoreAccessChange, planKoreAccess } from "./setKoreAccess";

/** In what `revoke` and `restore` differ. */
export interface AccessCommand {
  name: "revoke" | "restore";
  description: string;
  wanted: KoreAccess;
  outcome: Report["outcome"];
  /** Printed before the question. */
  warning: string;
  question: string;
  /** Printed at the end. */
  after: string;
}

interface Options {
  stack?: string;
  json?: boolean;
  yes?: boolean;
}

/** Adds description, options and action. */
export function configureAccessCommand(command: Command, access: AccessCommand): void {
  command
    .description(access.description)
    .option("--stack <name>", "the stack (default: the selected one)")
    .option("--yes", "do not ask; refused if the plan changes more than Kore's access")
    .option("--json", "print JSON; its schema is access/report.schema.json")
    .addHelpText(
      "after",
      `
Run it in the project's folder: it sets koreAccess in the stack's configuration,
previews, asks, and runs pulumi up.
Exit codes: 0 success, 1 failure.`,
    )
    .action((options: Options) => run(access, options));
}

async function run(access: AccessCommand, { stack, json, yes }: Options): Promise<void> {
  const work = async (): Promise<Report> => {
    const { changes, applied } = await change(access, stack, yes === true);
    const proof = await proofOf(access, stack, applied ? "The update is done" : "No change was needed");
    if (!json) process.stdout.write(`${proof.detail}\n${access.after}\n`);
    return { formatVersion: 1, outcome: access.outcome, changes, proof };
  };
  const { outcome } = await answer(access.name, json, work, failedBecause);
  process.exitCode = outcome === "failed" ? 1 : 0;
}

/** Plans, shows, asks and applies. @returns what was changed, and whether the stack was updated at all */
async function change(
  { wanted, warning, question }: AccessCommand,
  stack: string | undefined,
  yes: boolean,
): Promise<{ changes: Change[]; applied: boolean }> {
  process.stderr.write("Previewing…\n");
  const interruption = holdInterruption();
  let planned: KoreAccessChange | undefined;
  let applied = false;
  try {
    planned = await planKoreAccess(stack, wanted, interruption);
    const { changes } = planned;
    if (changes.length === 0) {
      await knowsAccess(stack, wanted);
      process.stderr.write(`koreAccess is ${wanted} and the stack is as it should be: nothing to change.\n`);
    } else {
      process.stderr.write(`The plan\n${changes.map(line).join("")}`);
      const beyond = beyondAccess(changes, wanted);
      if (beyond.length > 0) refuseUnasked(beyond, yes);
      process.stderr.write(`${warning}\n`);
      await confirm(question, yes);
    }
    if (interruption.happened()) throw interrupted();
    // An update without effect would only write the configuration and the stack's history.
    if (changes.length > 0 || !planned.isConfigured) {
      applied = true;
      await planned.apply();
    }
    return { changes: changes.map(({ effect, name, type }): Change => ({ effect, name, type })), applied };
  } catch (error) {
    // What ran in between was interrupted too, and failed.
    if (planned !== undefined && !applied && interruption.happened()) throw interrupted();
    throw error;
  } finally {
    // If the plan was not applied, the configuration goes back.
    await planned?.withdraw();
    interruption.release();
  }
}

/**
 * A plan without a change may come from a program that does not read koreAccess at all.
 *
 * @throws CommandError if the stack has no outputs about Kore's access
 */
async function knowsAccess(stack: string | undefined, wanted: KoreAccess): Promise<void> {
  try {
    await readStackOutputs(stack, accessOutputs);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new CommandError(
      `With koreAccess ${wanted} the plan does not change Kore's access. ${error.message} Nothing was changed.`,
      "Run it in the folder of the program that gives Kore its role, and name the right stack with --stack. A program of your own must read koreAccess from its configuration, and export the outputs of KoreByok under their own names.",
    );
  }
}

function line({ effect, name, type }: Change): string {
  return `  ${effect.padEnd("replaced".length)}  ${name} (${type})\n`;
}

function refuseUnasked(beyond: PlannedChange[], yes: boolean): void {
  const names = beyond.map(({ name }) => name).join(", ");
  process.stderr.write(
    `The plan changes more than Kore's access: ${names}. That was changed in the configuration or in Azure before.\n`,
  );
  if (!yes) return;
  throw new CommandError(
    `The plan changes more than Kore's access (${names}), but --yes covers only that. Nothing was changed.`,
    "Run it on a terminal without --yes, read the plan and confirm it; or bring the stack up to date with `pulumi up` first.",
  );
}

/**
 * Asks Azure what Kore's principal holds now. What cannot be read is reported as not proven, not as a failure.
 *
 * @param done what is certain all the same
 * @throws CommandError if Azure shows something other than what was done
 */
async function proofOf(access: AccessCommand, stack: string | undefined, done: string): Promise<Report["proof"]> {
  let judged: FactResult;
  try {
    const asked = await readStackOutputs(stack, accessOutputs);
    const cloud = cloudOfVault(asked.vaultUri);
    const read = access.wanted === "revoked" ? readRevoked : readRoles;
    judged = await read(operatorLogin(asked.tenantId, cloud), cloud, asked);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return { judged: false, detail: `${done}. Not proven: ${error.message} ${error.fix}` };
  }
  const { passed, detail, cause = detail, fix = "Run `pulumi up --refresh`." } = judged;
  if (passed === null) return { judged: false, detail: `${done}. Not proven: ${detail}` };
  if (passed) return { judged: true, detail: `Proven: ${detail}.` };
  throw new CommandError(`${done}, but Azure shows something else: ${cause}`, fix);
}
