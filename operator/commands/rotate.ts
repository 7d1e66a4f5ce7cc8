/** `kore-byok rotate`: makes a new version of the key, and shows the old ones, which must stay enabled. */
import type { Command } from "commander";
import { z } from "zod";
import { answer, failedBecause } from "../answer";
import { cloudOfVault } from "../login/azureLogin";
import { coloursFor } from "../colours";
import { confirm } from "../confirm";
import { operatorLogin } from "../login/operatorLogin";
import { startProgress } from "../progress";
import { keyToRotate } from "../rotate/rotateKey";
import type { KeyVersion, Report } from "../rotate/report";
import { readStackOutputs } from "../stackOutputs";
import { printTable } from "../table";

interface Options {
  stack?: string;
  json?: boolean;
  yes?: boolean;
}

/** The stack outputs that say which key. */
const outputs = z.object({ vaultUri: z.url(), keyName: z.string().min(1), tenantId: z.string().min(1) });

/** Said before and after: what Kore does with a new version is not published. */
const undocumented = [
  "Kore does not document whether and when it takes up a new version of the key. Ask Kore's support, in writing, before and after.",
  "Data that Kore has encrypted under an old version stays readable only while that version is enabled: never disable or delete one.",
];

/** Adds description, options and action. */
export function configure(command: Command): void {
  command
    .description(
      "Makes a new version of the stack's key in the vault, and lists all versions. Old versions stay enabled: data encrypted under them needs them.",
    )
    .option("--stack <name>", "the stack whose key (default: the selected one)")
    .option("--yes", "do not ask")
    .option("--json", "print JSON; its schema is rotate/report.schema.json")
    .addHelpText(
      "after",
      `
Calls Key Vault as the app of AZURE_CLIENT_ID, else of ARM_CLIENT_ID, else as
whoever is logged in (DefaultAzureCredential): it needs Key Vault Crypto Officer
at the key.
Exit codes: 0 success, 1 failure.`,
    )
    .action(run);
}

async function run({ stack, json, yes }: Options): Promise<void> {
  const work = async (): Promise<Report> => {
    const { vaultUri, keyName, tenantId } = await readStackOutputs(stack, outputs);
    const key = keyToRotate(operatorLogin(tenantId, cloudOfVault(vaultUri)), { vaultUri, keyName });
    const progress = await startProgress(json === true);
    const during = async <Result>(doing: string, work: () => Promise<Result>): Promise<Result> => {
      progress.say(doing);
      try {
        return await work();
      } finally {
        progress.end();
      }
    };
    const before = await during(`Asking ${vaultUri} for the versions of key ${keyName}`, () => key.versions());
    if (yes !== true) {
      process.stderr.write(`Key ${keyName} in ${vaultUri} has ${count(before)}.\n${undocumented.join("\n")}\n`);
    }
    await confirm("Make a new version?", yes === true);
    const newVersion = await during("Making a new version", () => key.rotate(before));
    const versions = await during("Reading all versions again", () => key.versions(newVersion));
    const warnings = [...disabledOnes(versions), ...undocumented];
    const report: Report = { formatVersion: 1, outcome: "rotated", vaultUri, keyName, newVersion, versions, warnings };
    if (!json) process.stdout.write(print(report));
    return report;
  };
  const { outcome } = await answer("rotate", json, work, failedBecause);
  process.exitCode = outcome === "failed" ? 1 : 0;
}

function count({ length }: KeyVersion[]): string {
  return length === 1 ? "one version" : `${length} versions`;
}

function disabledOnes(versions: KeyVersion[]): string[] {
  const disabled = versions.filter(({ enabled }) => !enabled).map(({ version }) => version);
  if (disabled.length === 0) return [];
  return [`Disabled: ${disabled.join(", ")}. Whatever Kore encrypted under it cannot be read now: enable it again.`];
}

function print({ keyName, vaultUri, versions, warnings }: Report): string {
  const colours = coloursFor(process.stdout, process.env);
  const table = printTable(
    ["Version", "Created", "State", ""],
    versions.map(({ version, created, enabled, current }) => [
      version,
      created?.replace(/\.\d+Z$/, "Z") ?? "",
      enabled ? colours.green("enabled") : colours.red("disabled"),
      current ? "new, current" : "must stay enabled",
    ]),
  );
  return `Key ${keyName} in ${vaultUri} has a new version.\n${table}\n${warnings.join("\n")}\n`;
}
