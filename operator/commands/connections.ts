/** `kore-byok connections`: the vault's private endpoint connections; Kore's waits there for approval. */
import type { Command } from "commander";
import { z } from "zod";
import { answer, failedBecause } from "../answer";
import { cloudOfVault } from "../login/azureLogin";
import { coloursFor } from "../colours";
import { awaitStatus } from "../connections/awaitStatus";
import { type Connection, decideApproval, decideRejection, type Decision } from "../connections/connection";
import type { Report } from "../connections/report";
import { connectionsOfVault, type VaultConnections } from "../connections/vaultConnections";
import { operatorLogin } from "../login/operatorLogin";
import { plain } from "../plain";
import { startProgress } from "../progress";
import { readStackOutputs } from "../stackOutputs";
import { parseSubscriptionId } from "../subscriptionId";
import { printTable } from "../table";

interface Options {
  stack?: string;
  json?: boolean;
}

/** The stack outputs that say whose connections. */
const outputs = z.object({ vaultId: z.string().min(1), vaultUri: z.url(), tenantId: z.string().min(1) });

/** Adds description, options and action. */
export function configure(command: Command): void {
  command
    .description(
      "Lists the private endpoint connections of the stack's vault. That of Kore's private endpoint waits here until you approve it.",
    )
    .option("--stack <name>", "the stack whose vault (default: the selected one)")
    .option("--json", "print JSON; its schema is connections/report.schema.json")
    .addHelpText(
      "after",
      `
Calls Azure Resource Manager as the app of AZURE_CLIENT_ID, else of
ARM_CLIENT_ID, else as whoever is logged in (DefaultAzureCredential).
Exit codes: 0 success, 1 failure.

  kore-byok connections
  kore-byok connections approve NAME --from SUBSCRIPTION`,
    )
    .hook("preSubcommand", ({ args: [typed] }) => {
      // Else a mistyped command would count as an argument of `list`, the default.
      if (typed !== undefined && !typed.startsWith("-")) refuseUnknown(command, typed);
    });
  command
    .command("list", { isDefault: true })
    .configureHelp({ showGlobalOptions: true })
    .description("List the connections: what is done without a command.")
    .action(async (_options: object, { parent }: Command) => {
      await run(parent!.opts(), "listed", async (connections) => ({
        decision: "already",
        connections: await connections.list(),
      }));
    });
  command
    .command("approve <name>")
    .usage("<name> --from <subscription> [options]")
    .configureHelp({ showGlobalOptions: true })
    .description("Approve a pending connection, if it comes from the subscription that Kore has named.")
    .requiredOption(
      "--from <subscription>",
      "ID of the subscription that the requester's private endpoint is in (required)",
      parseSubscriptionId,
    )
    .action(async (name: string, { from }: { from: string }, { parent }: Command) => {
      await run(parent!.opts(), "approved", async (connections, say) => {
        const decision = decideApproval(await connections.find(name), from);
        if (decision === "change") await connections.setStatus(name, "Approved");
        // Also if it was approved before: it may not be in force yet.
        return { decision, connections: await awaitStatus(() => connections.list(), name, "Approved", say) };
      });
    });
  command
    .command("reject <name>")
    .configureHelp({ showGlobalOptions: true })
    .description("Reject a connection. It cannot be approved afterwards.")
    .option("--yes", "reject an approved connection too, which cuts off whoever calls through it")
    .action(async (name: string, { yes }: { yes?: boolean }, { parent }: Command) => {
      await run(parent!.opts(), "rejected", async (connections, say) => {
        const decision = decideRejection(await connections.find(name), yes === true);
        if (decision === "already") return { decision, connections: await connections.list() };
        await connections.setStatus(name, "Rejected");
        return { decision, connections: await awaitStatus(() => connections.list(), name, "Rejected", say) };
      });
    });
}

function refuseUnknown(command: Command, typed: string): void {
  const names = command.commands.map((each) => each.name());
  if (names.includes(typed)) return;
  // Each command begins with another letter.
  const meant = names.find((name) => name.startsWith(typed.slice(0, 1).toLowerCase()));
  command.error(`error: unknown command '${typed}'${meant === undefined ? "" : `\n(Did you mean ${meant}?)`}`);
}

/** What was done, and all connections as they are then. */
interface Done {
  decision: Decision;
  connections: Connection[];
}

async function run(
  { stack, json }: Options,
  outcome: Report["outcome"],
  act: (connections: VaultConnections, say: (text: string) => void) => Promise<Done>,
): Promise<void> {
  const work = async (): Promise<Report> => {
    const { vaultId, vaultUri, tenantId } = await readStackOutputs(stack, outputs);
    const cloud = cloudOfVault(vaultUri);
    const progress = await startProgress(json === true);
    let done: Done;
    try {
      progress.say(`Asking Azure for the private endpoint connections of vault ${vaultId.split("/").at(-1)}`);
      done = await act(connectionsOfVault(operatorLogin(tenantId, cloud), cloud, vaultId), (text) =>
        progress.say(text),
      );
    } finally {
      progress.end();
    }
    const report: Report = { formatVersion: 1, outcome, vaultId, connections: done.connections };
    if (!json) process.stdout.write(print(report, done.decision));
    return report;
  };
  const { outcome: came } = await answer("connections", json, work, failedBecause);
  process.exitCode = came === "failed" ? 1 : 0;
}

function print({ outcome, vaultId, connections }: Report, decision: Decision): string {
  const vault = vaultId.split("/").at(-1);
  const done =
    outcome === "listed" ? "" : `${decision === "already" ? "No change needed: already" : "Done:"} ${outcome}.\n`;
  if (connections.length === 0) {
    return `${done}Vault ${vault} has no private endpoint connection. Kore's is expected after your support ticket.\n`;
  }
  const colours = coloursFor(process.stdout, process.env);
  const shade = (status: string): string =>
    status === "Approved" ? colours.green(status) : status === "Pending" ? colours.yellow(status) : status;
  const table = printTable(
    ["Name", "Status", "Requested from subscription", "Message"],
    // The requester, a foreign tenant, writes some of it.
    connections.map(({ name, status, requesterSubscriptionId, description }: Connection) => [
      plain(name),
      shade(plain(status)),
      plain(requesterSubscriptionId),
      plain(description),
    ]),
  );
  const pending = connections.some(({ status }) => status === "Pending");
  const next = pending ? "Approve Kore's with: kore-byok connections approve NAME --from SUBSCRIPTION\n" : "";
  return `${done}${table}\n${next}`;
}
