/** Whether the vault's network leaves Kore a way in, as Azure's control plane shows it. */
import { isCovered } from "../../components/plan/ipv4Ranges";
import { type Connection, isInForce } from "../connections/connection";
import type { FactResult } from "./access";

/** What is known of the vault's network. */
export interface VaultNetwork {
  publicNetworkAccess: string;
  defaultAction: string;
  /** The firewall's rules: IPv4 addresses and CIDR ranges. */
  ipRules: string[];
  connections: Pick<Connection, "status" | "requesterSubscriptionId" | "provisioningState">[];
}

/** What the vault's network is compared with. */
export interface WantedNetwork {
  networkMode: string;
  /** Kore's ranges in firewall mode. */
  koreIpRanges: string[];
  /** The vault's own subscription. */
  subscriptionId: string;
  /** The subscription of Kore's private endpoint, if the user has named it: Azure does not know whose endpoint it is. */
  koreSubscriptionId?: string;
}

/**
 * Whether the vault's network rules leave Kore a way in: false only if they certainly do not, or differ from this package's.
 * Only Kore can prove that its calls really come from there.
 */
export function judgeNetwork(network: VaultNetwork, wanted: WantedNetwork): FactResult {
  const publicAccess = network.publicNetworkAccess.toLowerCase();
  if (publicAccess === "enabled" && network.defaultAction.toLowerCase() !== "deny") {
    return failed(
      `default action ${network.defaultAction}`,
      `The vault is open to every network: its firewall's default action is ${network.defaultAction}, and this package's is Deny.`,
      "Run `pulumi up --refresh`: someone has changed the vault outside of Pulumi.",
    );
  }
  const judged = wanted.networkMode === "firewall" ? judgeFirewall(network, wanted) : judgeConnections(network, wanted);
  // The package never sets it. With it a network security perimeter decides, and the firewall's rules do not apply.
  if (judged.passed === true && publicAccess !== "enabled" && publicAccess !== "disabled") {
    return notJudged(
      `public network access is ${network.publicNetworkAccess}: whether that lets Kore in is not read here. Seen: ${judged.detail}`,
    );
  }
  return judged;
}

function judgeFirewall({ publicNetworkAccess, ipRules }: VaultNetwork, { koreIpRanges }: WantedNetwork): FactResult {
  if (publicNetworkAccess.toLowerCase() === "disabled") {
    return failed(
      "public network access is disabled",
      "The vault takes no public calls, so its firewall rules let no call in.",
      "Run `pulumi up --refresh`: someone has changed the vault outside of Pulumi.",
    );
  }
  if (koreIpRanges.length === 0) {
    return notJudged("the stack outputs name no range of Kore's: run `pulumi up`, which writes them into `handoff`");
  }
  const missing = koreIpRanges.filter((range) => !isCovered(range, ipRules));
  if (missing.length > 0) {
    return failed(
      `${missing.join(", ")} missing`,
      `The vault's firewall does not let in ${missing.join(", ")}, which the stack lists as Kore's.`,
      "Run `pulumi up --refresh`: someone has changed the vault outside of Pulumi.",
    );
  }
  return { fact: "network-path", passed: true, detail: `the firewall lets in ${koreIpRanges.join(", ")}` };
}

/** Azure does not say whose endpoint it is: a connection decides only if the user has named Kore's subscription. */
function judgeConnections({ connections }: VaultNetwork, wanted: WantedNetwork): FactResult {
  const { subscriptionId, koreSubscriptionId } = wanted;
  if (koreSubscriptionId === undefined) return notJudged(unnamed(connections, subscriptionId.toLowerCase()));
  const kores = from(connections, (subscription) => subscription === koreSubscriptionId.toLowerCase());
  const approved = kores.filter(({ status }) => status === "Approved");
  if (approved.some(isInForce)) {
    const detail = `an approved private endpoint connection from Kore's subscription ${koreSubscriptionId.toLowerCase()}`;
    return { fact: "network-path", passed: true, detail };
  }
  if (approved.length > 0) {
    const states = approved.map(({ provisioningState }) => provisioningState).join(", ");
    return failed(
      `approved, provisioning ${states}`,
      `The private endpoint connection is approved but not in force: its provisioning is ${states}.`,
      "Wait a few minutes and run it again; if it persists: kore-byok connections approve NAME --from SUBSCRIPTION",
    );
  }
  if (kores.some(({ status }) => status === "Pending")) {
    return failed(
      "a private endpoint connection waits for approval",
      "Kore's private endpoint connection is not approved yet.",
      "Compare the requester with what Kore wrote, then: kore-byok connections approve NAME --from SUBSCRIPTION",
    );
  }
  return failed(
    `no private endpoint connection from subscription ${koreSubscriptionId}`,
    "Kore's private endpoint has no connection to the vault: it has not been created yet, or was removed or rejected.",
    "Send Kore the data of `kore-byok handoff`, and wait for the connection to appear in `kore-byok connections`.",
  );
}

/** What is there if the user has not named Kore's subscription, and what to do next. */
function unnamed(connections: VaultNetwork["connections"], own: string): string {
  // The platform team's own endpoint is usually in the vault's subscription; it gives Kore no path.
  const foreign = from(connections, (subscription) => subscription !== own);
  const named = (some: VaultNetwork["connections"]): string =>
    [...new Set(some.map(({ requesterSubscriptionId }) => requesterSubscriptionId || "(not stated)"))].join(", ");
  const inForce = foreign.filter(isInForce);
  if (inForce.length > 0) {
    return `an approved private endpoint connection from subscription ${named(inForce)}, and Azure does not say whose that is: compare it with what Kore wrote, and name Kore's with --from`;
  }
  const approved = foreign.filter(({ status }) => status === "Approved");
  if (approved.length > 0) {
    return `a private endpoint connection from subscription ${named(approved)} is approved but not in force yet: wait a few minutes, and name Kore's subscription with --from`;
  }
  const pending = foreign.filter(({ status }) => status === "Pending");
  if (pending.length > 0) {
    return `Kore's private endpoint connection is not approved yet: one from subscription ${named(pending)} waits. Compare it with what Kore wrote, then: kore-byok connections approve NAME --from SUBSCRIPTION`;
  }
  return "Kore's private endpoint connection is not there yet: none from another subscription waits or is approved. Send Kore the data of `kore-byok handoff`, and look again with `kore-byok connections`; if Kore's endpoint is in the vault's own subscription, name that with --from";
}

function from(
  connections: VaultNetwork["connections"],
  isWanted: (subscription: string) => boolean,
): VaultNetwork["connections"] {
  return connections.filter(({ requesterSubscriptionId }) => isWanted(requesterSubscriptionId));
}

function notJudged(detail: string): FactResult {
  return { fact: "network-path", passed: null, detail };
}

function failed(detail: string, cause: string, fix: string): FactResult {
  return { fact: "network-path", passed: false, detail, cause, fix };
}
