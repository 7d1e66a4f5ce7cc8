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

/** Whether the vault's network rules leave Kore a way in. Only Kore can prove that its calls really come from there. */
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

function judgeConnections(
  { connections }: VaultNetwork,
  { subscriptionId, koreSubscriptionId }: WantedNetwork,
): FactResult {
  // The platform team's own endpoint is usually in the vault's subscription; it gives Kore no path.
  const foreign = connections.filter(({ requesterSubscriptionId }) =>
    koreSubscriptionId === undefined
      ? requesterSubscriptionId !== subscriptionId.toLowerCase()
      : requesterSubscriptionId === koreSubscriptionId.toLowerCase(),
  );
  const approved = foreign.filter(({ status }) => status === "Approved");
  const inForce = approved.filter(isInForce);
  const from = [...new Set(inForce.map(({ requesterSubscriptionId }) => requesterSubscriptionId))].join(", ");
  if (inForce.length > 0 && koreSubscriptionId === undefined) {
    return notJudged(
      `an approved private endpoint connection from subscription ${from}, and Azure does not say whose that is: compare it with what Kore wrote, and name Kore's with --from`,
    );
  }
  if (inForce.length > 0) {
    const detail = `an approved private endpoint connection from Kore's subscription ${from}`;
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
  if (foreign.some(({ status }) => status === "Pending")) {
    return failed(
      "a private endpoint connection waits for approval",
      koreSubscriptionId === undefined
        ? "A private endpoint connection from another subscription is not approved yet."
        : "Kore's private endpoint connection is not approved yet.",
      "Compare the requester with what Kore wrote, then: kore-byok connections approve NAME --from SUBSCRIPTION",
    );
  }
  return failed(
    `no private endpoint connection from ${koreSubscriptionId === undefined ? "another subscription" : `subscription ${koreSubscriptionId}`}`,
    "Kore's private endpoint has no connection to the vault: it has not been created yet, or was removed or rejected.",
    "Send Kore the data of `kore-byok handoff`, and wait for the connection to appear in `kore-byok connections`.",
  );
}

function notJudged(detail: string): FactResult {
  return { fact: "network-path", passed: null, detail };
}

function failed(detail: string, cause: string, fix: string): FactResult {
  return { fact: "network-path", passed: false, detail, cause, fix };
}
