/** What Azure's control plane proves about Kore's principal: its role assignments, and a network path. */
import type { Connection } from "../connections/connection";
import { covers } from "../management/roleActions";

/** In order. */
export const facts = ["role-assignment", "network-path"] as const;
export type Fact = (typeof facts)[number];

/** One fact, as far as it could be judged. */
export interface FactResult {
  fact: Fact;
  /** `null`: not judged; `detail` says why. */
  passed: boolean | null;
  /** What was seen, in one line. */
  detail: string;
  /** Why it does not hold. */
  cause?: string;
  /** What to do about it. */
  fix?: string;
}

/** A role assignment of Kore's principal that counts for the key. */
export interface GrantedRole {
  /** ARM ID of the assignment. */
  id: string;
  roleName: string;
  /** ARM ID of what it is assigned at. */
  scope: string;
  permissions: DataPermission[];
}

/** What a role permits on the data plane. Patterns, such as `Microsoft.KeyVault/vaults/keys/decrypt/action`. */
export interface DataPermission {
  dataActions: string[];
  /** Taken from `dataActions` again; another role may permit them all the same. */
  notDataActions: string[];
}

/** What is known of the vault's network. */
export interface VaultNetwork {
  publicNetworkAccess: string;
  defaultAction: string;
  /** The firewall's rules: IPv4 addresses and CIDR ranges. */
  ipRules: string[];
  connections: Pick<Connection, "status" | "requesterSubscriptionId" | "provisioningState">[];
}

/** What the vault's network is held against. */
export interface WantedNetwork {
  networkMode: string;
  /** Kore's ranges in firewall mode. */
  koreIpRanges: string[];
  /** The vault's own subscription. */
  subscriptionId: string;
  /** The subscription of Kore's private endpoint, where the user has said which: Azure does not know whose one is. */
  koreSubscriptionId?: string;
}

const prefix = "Microsoft.KeyVault/vaults/keys";
/** What Kore's calls do with the key, as the data actions name it. */
const uses = ["encrypt", "decrypt", "wrap", "unwrap"];
/** Kore's calls: it encrypts and decrypts (the guide's Test Configuration), or wraps keys of its own. Which is not published. */
const ways = [
  [`${prefix}/read`, `${prefix}/encrypt/action`, `${prefix}/decrypt/action`],
  [`${prefix}/read`, `${prefix}/wrap/action`, `${prefix}/unwrap/action`],
];

/**
 * Whether Kore's principal holds a role that lets it use the key, and every assignment that the stack has made.
 *
 * @param roleAssignmentIds the stack output of that name
 */
export function judgeRoles(roles: GrantedRole[], principalId: string, roleAssignmentIds: string[]): FactResult {
  const permitted = (action: string): boolean => roles.some((role) => permits(role, action));
  const seen = listed(roles);
  const missing = roleAssignmentIds.filter((id) => !roles.some((role) => role.id.toLowerCase() === id.toLowerCase()));
  if (missing.length === 0 && ways.some((actions) => actions.every(permitted))) {
    return { fact: "role-assignment", passed: true, detail: `Kore's principal ${principalId} holds ${seen}` };
  }
  return {
    fact: "role-assignment",
    passed: false,
    detail: seen === "" ? "none" : seen,
    cause:
      missing.length > 0 && seen !== ""
        ? `The stack's role assignment ${missing.join(", ")} is gone; Kore's service principal ${principalId} holds ${seen}.`
        : `No role assignment lets Kore's service principal ${principalId} use the key${seen === "" ? "" : `; it holds ${seen}`}.`,
    fix: "Run `pulumi up --refresh`, or `kore-byok restore` where access was revoked on purpose.",
  };
}

/**
 * Whether Kore's principal holds no role that lets it encrypt, decrypt, wrap or unwrap with the key: a role that permits
 * one of them alone is left access.
 */
export function judgeRevoked(roles: GrantedRole[], principalId: string): FactResult {
  const left = roles.filter((role) => uses.some((use) => permits(role, `${prefix}/${use}/action`)));
  if (left.length === 0) {
    const rest = roles.length === 0 ? "" : `; it holds ${listed(roles)}, which does not`;
    return {
      fact: "role-assignment",
      passed: true,
      detail: `Azure shows no role assignment that lets Kore's principal ${principalId} use the key${rest}`,
    };
  }
  return {
    fact: "role-assignment",
    passed: false,
    detail: listed(left),
    cause: `Kore's service principal ${principalId} can still use the key: it holds ${listed(left)}.`,
    fix: `Someone has assigned that outside of this stack. Remove it in the portal, under Access control (IAM) of what it is assigned at, or with: az role assignment delete --ids ${left.map(({ id }) => id).join(" ")}`,
  };
}

function permits({ permissions }: GrantedRole, action: string): boolean {
  const isIn = (patterns: string[]): boolean => patterns.some((pattern) => covers(pattern, action));
  return permissions.some(({ dataActions, notDataActions }) => isIn(dataActions) && !isIn(notDataActions));
}

/** The roles in words. */
function listed(roles: GrantedRole[]): string {
  return roles.map(({ roleName, scope }) => `${roleName} at ${scope.split("/").at(-1)}`).join(", ");
}

/** Whether the vault's network rules leave Kore a way in. That Kore's calls really come from there, only Kore can say. */
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
  // The package never sets it. With it a network security perimeter has the say, and the firewall's rules have none.
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
      "The vault takes no public calls, so that its firewall rules let nobody in.",
      "Run `pulumi up --refresh`: someone has changed the vault outside of Pulumi.",
    );
  }
  if (koreIpRanges.length === 0) {
    return notJudged("the stack outputs name no range of Kore's: run `pulumi up`, which writes them into `handoff`");
  }
  const missing = koreIpRanges.filter((range) => !ipRules.some((rule) => sameRange(rule, range)));
  if (missing.length > 0) {
    return failed(
      `${missing.join(", ")} missing`,
      `The vault's firewall does not let in ${missing.join(", ")}, which the stack holds for Kore's.`,
      "Run `pulumi up --refresh`: someone has changed the vault outside of Pulumi.",
    );
  }
  return { fact: "network-path", passed: true, detail: `the firewall lets in ${koreIpRanges.join(", ")}` };
}

function judgeConnections(
  { connections }: VaultNetwork,
  { subscriptionId, koreSubscriptionId }: WantedNetwork,
): FactResult {
  // The platform team's own endpoint is in the vault's subscription as a rule; it gives Kore no path.
  const foreign = connections.filter(({ requesterSubscriptionId }) =>
    koreSubscriptionId === undefined
      ? requesterSubscriptionId !== subscriptionId.toLowerCase()
      : requesterSubscriptionId === koreSubscriptionId.toLowerCase(),
  );
  const approved = foreign.filter(({ status }) => status === "Approved");
  const inForce = approved.filter(({ provisioningState }) => /^(succeeded)?$/i.test(provisioningState));
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
      `The private endpoint connection is approved and not in force: its provisioning is ${states}.`,
      "Wait some minutes and run it again; if it stays so: kore-byok connections approve NAME --from SUBSCRIPTION",
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
    "Kore's private endpoint has no connection to the vault: it was not made yet, or was removed or rejected.",
    "Send Kore the data of `kore-byok handoff`, and wait for the connection to appear in `kore-byok connections`.",
  );
}

function notJudged(detail: string): FactResult {
  return { fact: "network-path", passed: null, detail };
}

function failed(detail: string, cause: string, fix: string): FactResult {
  return { fact: "network-path", passed: false, detail, cause, fix };
}

/** One address is the same with and without /32. */
function sameRange(one: string, other: string): boolean {
  return one.replace(/\/32$/, "") === other.replace(/\/32$/, "");
}
