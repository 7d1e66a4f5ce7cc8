/** `kore-byok doctor`: before the first `pulumi up`, whether it will go through. */
import type { Command } from "commander";
import { findCloud } from "../../components/plan/clouds";
import { answer, failedBecause } from "../answer";
import { CommandError } from "../commandError";
import { coloursFor } from "../colours";
import type { CheckResult, DeploymentContext } from "../doctor/check";
import { runChecks } from "../doctor/runChecks";
import { findSubscription } from "../doctor/findSubscription";
import { formatCheck } from "../doctor/print";
import { providerLogin } from "../login/providerLogin";
import { readLogin } from "../doctor/readLogin";
import { rememberProviders } from "../doctor/rememberProviders";
import type { Report } from "../doctor/report";
import { readStackSettings } from "../doctor/stackSettings";
import { isInState } from "../doctor/stackState";
import { explainRefusal } from "../management/explainRefusal";
import { startProgress } from "../progress";
import { parseSubscriptionId } from "../subscriptionId";

interface Options {
  stack?: string;
  subscription?: string;
  json?: boolean;
}

/** Adds description, options and action. */
export function configure(command: Command): void {
  command
    .description(
      "Checks, before the first `pulumi up`, that it will go through: login, subscription, region, resource providers, permissions, Kore's service principal, the vault's name, policies. Changes nothing.",
    )
    .option("--stack <name>", "the stack whose configuration to check for (default: the selected one)")
    .option("--subscription <id>", "the subscription (default: as the provider finds it)", parseSubscriptionId)
    .option("--json", "print JSON; its schema is doctor/report.schema.json")
    .addHelpText(
      "after",
      `
Asks Azure as the provider would: as the app of ARM_CLIENT_ID, else as whoever
is logged in (DefaultAzureCredential). What Azure does not report is shown as
not judged. A login that may not even read what everyone who deploys may read
is not ready.
Exit codes: 0 ready, 1 not ready.`,
    )
    .action(run);
}

async function run({ stack, subscription, json }: Options): Promise<void> {
  const work = async (): Promise<Report> => {
    const checks = await check(stack, subscription, json === true);
    const ready = checks.every(({ result }) => result !== "not-ready");
    const report: Report = { formatVersion: 1, outcome: ready ? "ready" : "not-ready", checks };
    if (!json) print(report);
    return report;
  };
  const { outcome } = await answer("doctor", json, work, failedBecause);
  process.exitCode = outcome === "ready" ? 0 : 1;
}

async function check(stack: string | undefined, wanted: string | undefined, quiet: boolean): Promise<CheckResult[]> {
  const { settings, values } = await readStackSettings(stack);
  const location = values["azure-native:location"];
  if (location === undefined) {
    throw new CommandError("`azure-native:location` is not set.", "pulumi config set azure-native:location westeurope");
  }
  const cloud = findCloud(settings.environment ?? "public")!;
  const wantedTenant = typeof settings.tenantId === "string" ? settings.tenantId : undefined;
  const { env: environment } = process;
  const { credential, isConfigured, note } = providerLogin(wantedTenant, cloud, values, environment);
  const progress = await startProgress(quiet);
  try {
    progress.say("Asking Entra who is logged in");
    const login = await readLogin(credential, cloud).catch((error: unknown) => {
      throw explainRefusal(error, "logging in", cloud.loginHost);
    });
    const named = { said: wanted, configured: values["azure-native:subscriptionId"], environment };
    // az's default subscription is that of az's login.
    const asksAz = !isConfigured && note === undefined;
    const { subscriptionId, source } = await findSubscription(credential, cloud, named, asksAz);
    const context: DeploymentContext = {
      credential,
      cloud,
      subscriptionId,
      subscriptionSource: source,
      needsSubscription: isConfigured,
      login,
      provider: rememberProviders(credential, cloud, subscriptionId),
      isInState: (id) => isInState(stack, id),
      settings,
      location,
      now: new Date(),
    };
    const results = await runChecks(context, progress);
    return [
      {
        check: "login",
        result: "ready",
        found: `${login.name}, object ID ${login.objectId}, tenant ${login.tenantId}${note === undefined ? "" : `; ${note}`}`,
        needed: `a login of tenant ${wantedTenant ?? login.tenantId}`,
      },
      ...results,
    ];
  } finally {
    progress.end();
  }
}

function print({ outcome, checks }: Report): void {
  const colours = coloursFor(process.stdout, process.env);
  for (const each of checks) process.stdout.write(`${formatCheck(each, colours)}\n`);
  const unjudged = checks.filter(({ result }) => result === "not-judged").length;
  const rest = unjudged === 0 ? "" : ` Not judged: ${unjudged} of ${checks.length} checks.`;
  const word = outcome === "ready" ? colours.green("Ready") : colours.red("Not ready");
  process.stdout.write(
    `\n${word} for pulumi up${outcome === "ready" && unjudged > 0 ? ", as far as Azure reports" : ""}.${rest}\n`,
  );
}
