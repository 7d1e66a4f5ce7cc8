/** Which subscription `pulumi up` would work on. */
import { execFile } from "node:child_process";
import { SubscriptionClient } from "@azure/arm-resources-subscriptions";
import type { TokenCredential } from "@azure/identity";
import { validate as isGuid } from "uuid";
import type { Cloud } from "../../components/plan/clouds";
import { CommandError } from "../commandError";
import { explainRefusal } from "../management/explainRefusal";
import { clientOptions } from "../management/managementClients";

/** Where a subscription's ID comes from; the provider reads the first two, and asks az only if no login is configured. */
export interface FoundSubscription {
  subscriptionId: string;
  source:
    | "azure-native:subscriptionId"
    | "ARM_SUBSCRIPTION_ID"
    | "az account show"
    | "--subscription"
    | "AZURE_SUBSCRIPTION_ID"
    | "the only one";
}

/** What is known without asking. */
export interface NamedSubscriptions {
  /** By --subscription. */
  said: string | undefined;
  /** `azure-native:subscriptionId`. */
  configured: string | undefined;
  environment: NodeJS.ProcessEnv;
}

/**
 * As the provider finds it: configured, in ARM_SUBSCRIPTION_ID, az's default. Else AZURE_SUBSCRIPTION_ID, or the only one
 * that the login sees, which the provider does not look at.
 *
 * @param asksAz whether the login may be az's: then az's default subscription counts
 * @throws CommandError if there is none, or more than one to choose from
 */
export async function findSubscription(
  credential: TokenCredential,
  cloud: Cloud,
  { said, configured, environment }: NamedSubscriptions,
  asksAz: boolean,
): Promise<FoundSubscription> {
  const told: FoundSubscription[] = [];
  const add = (subscriptionId: string | undefined, source: FoundSubscription["source"]): void => {
    if (subscriptionId) told.push({ subscriptionId, source });
  };
  add(configured, "azure-native:subscriptionId");
  add(environment["ARM_SUBSCRIPTION_ID"], "ARM_SUBSCRIPTION_ID");
  if (told.length === 0 && asksAz) add(await defaultOfAz(environment), "az account show");
  const [provider] = told;
  if (said !== undefined && said.toLowerCase() !== provider?.subscriptionId.toLowerCase()) {
    return { subscriptionId: said, source: "--subscription" };
  }
  add(environment["AZURE_SUBSCRIPTION_ID"], "AZURE_SUBSCRIPTION_ID");
  return told[0] ?? { subscriptionId: await onlyOne(credential, cloud), source: "the only one" };
}

/** az's default subscription; undefined if az is missing or not logged in. */
function defaultOfAz(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const args = ["account", "show", "--query", "id", "--output", "tsv"];
  // On Windows az is a script, which takes a shell.
  const options = { env, shell: process.platform === "win32", timeout: 20_000 };
  return new Promise((resolve) => {
    execFile("az", args, options, (error, stdout) => {
      const id = stdout.trim();
      resolve(error === null && isGuid(id) ? id : undefined);
    });
  });
}

async function onlyOne(credential: TokenCredential, cloud: Cloud): Promise<string> {
  const found: string[] = [];
  try {
    for await (const { subscriptionId, state } of new SubscriptionClient(
      credential,
      clientOptions(cloud),
    ).subscriptions.list()) {
      if (subscriptionId !== undefined && state === "Enabled") found.push(subscriptionId);
    }
  } catch (error) {
    throw explainRefusal(error, "listing the subscriptions", cloud.managementHost);
  }
  if (found.length === 1) return found[0]!;
  throw new CommandError(
    found.length === 0 ? "This login sees no subscription." : `This login sees ${found.length} subscriptions.`,
    "Name the one that `pulumi up` should use: pulumi config set azure-native:subscriptionId <ID>",
  );
}
