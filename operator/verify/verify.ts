/** The whole of `kore-byok verify`, once the stack outputs are there. */
import { z } from "zod";
import { cloudOfVault } from "../login/azureLogin";
import { coloursFor } from "../colours";
import { operatorLogin } from "../login/operatorLogin";
import { startProgress } from "../progress";
import { parseStackOutputs } from "../stackOutputs";
import { formatFact, formatStage } from "./print";
import { accessOutputs, readNetwork, readRoles } from "./readAccess";
import type { Report } from "./report";
import { rehearseTestConfiguration } from "./testConfiguration";
import { waitForAccess } from "./waitForAccess";

/** The stack outputs that say what to test, and whose access to read. */
const outputs = accessOutputs.extend({
  handoff: z.object({ networkAccess: z.object({ "Kore IP ranges": z.string().optional() }) }).optional(),
});

/**
 * Rehearses the Test Configuration, reads Kore's access, and prints each result as it comes.
 *
 * @param stackOutputs what `pulumi stack output --json` prints
 * @param from subscription of Kore's private endpoint, if the user has named it
 * @param wait how long to repeat while a new role assignment or a firewall change does not work yet, seconds
 * @param quiet prints nothing: the report is printed as JSON
 * @throws CommandError if the outputs are not those of this package's program
 */
export async function verify(
  stackOutputs: string,
  { from, wait, quiet }: { from?: string; wait: number; quiet: boolean },
): Promise<Report> {
  const { handoff, ...asked } = parseStackOutputs(stackOutputs, outputs);
  const { vaultUri, keyName, tenantId } = asked;
  const cloud = cloudOfVault(vaultUri);
  const credential = operatorLogin(tenantId, cloud);
  const colours = coloursFor(process.stdout, process.env);
  const say = (line: string): void => void (quiet || process.stdout.write(`${line}\n`));
  say(`Key ${keyName} in ${vaultUri}`);
  const ranges = handoff?.networkAccess["Kore IP ranges"] ?? "";
  const koreIpRanges = ranges.split(/[\s,]+/).filter((range) => range !== "");
  const access = Promise.all([
    readRoles(credential, cloud, asked),
    readNetwork(credential, cloud, asked, { koreIpRanges, koreSubscriptionId: from }),
  ]);
  const progress = await startProgress(quiet);
  const attempt = () =>
    rehearseTestConfiguration({
      vaultUri,
      keyName,
      credential,
      // With `wait`, only the stages of the last attempt are shown.
      onStage: wait === 0 ? (result) => say(formatStage(result, colours)) : undefined,
    });
  let known: string | undefined;
  const stages = await waitForAccess(attempt, wait * 1000, ({ stage, kind, cause, fix }, milliseconds) => {
    // Some refusals do not go away by waiting: whoever waits sees why, once for each reason.
    if (kind !== known) progress.note(`${stage}: ${cause}\n  fix: ${fix}`);
    known = kind;
    progress.say(`${stage}: not let in yet, trying again in ${Math.ceil(milliseconds / 1000)} s`);
  });
  const facts = await access;
  progress.end();
  if (wait !== 0) for (const stage of stages) say(formatStage(stage, colours));
  say("\nKore's access, as Azure Resource Manager shows it");
  for (const fact of facts) say(formatFact(fact, colours));
  const passed = stages.every((stage) => stage.passed) && facts.every((fact) => fact.passed !== false);
  if (passed) {
    const holdsRole = facts.some(({ fact, passed: holds }) => fact === "role-assignment" && holds === true);
    say(
      `\nThis proves that whoever is logged in here can use the key from this network${holdsRole ? ", and that Kore's principal holds a role that lets it use the key" : ""}. Only Kore's own Test Configuration proves that Kore can, from its network.`,
    );
  }
  return { formatVersion: 1, outcome: passed ? "passed" : "failed", vaultUri, keyName, stages, access: facts };
}
