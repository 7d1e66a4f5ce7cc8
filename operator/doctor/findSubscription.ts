/** Which subscription `pulumi up` would work on. */
import { SubscriptionClient } from "@azure/arm-resources-subscriptions";
import type { TokenCredential } from "@azure/identity";
import type { Cloud } from "../../components/plan/clouds";
import { CommandError } from "../commandError";
import { explainRefusal } from "../management/explainRefusal";
import { clientOptions } from "../management/managementClients";

/**
 * As the provider finds it: said, configured, or in ARM_SUBSCRIPTION_ID; else the only one that the login sees.
 *
 * @throws CommandError where there is none, or a choice
 */
export async function findSubscription(
  credential: TokenCredential,
  cloud: Cloud,
  said: string | undefined,
): Promise<string> {
  const known = said ?? process.env["ARM_SUBSCRIPTION_ID"] ?? process.env["AZURE_SUBSCRIPTION_ID"];
  if (known !== undefined && known !== "") return known;
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
    found.length === 0
      ? "Whoever is logged in sees no subscription."
      : `Whoever is logged in sees ${found.length} subscriptions.`,
    "Name one with --subscription, or set `azure-native:subscriptionId` in the stack's configuration.",
  );
}
