/** The vault's firewall: ranges and subnets added, its default, its bypass, subnets removed. */
import { spanOf, uncovered } from "../addressRanges";
import { inputOf, isHidden, sentence, subjectOf, wordOf } from "../change";
import type { RawFinding } from "../finding";
import { actionOf, rangesAreKnown, rulesOf } from "../firewallRules";
import { kept, type Kept, type Plan } from "../plan";
import { shortList } from "../shortList";
import { judgeWidening } from "../widenedRanges";

/**
 * Reports `range-added`, `range-too-wide`, `not-judged` for a range that cannot be read, `firewall-opened`,
 * `firewall-closed`, `bypass-changed`, `subnet-added` and `subnet-removed`.
 */
export function vaultFirewall(plan: Plan): RawFinding[] {
  return kept(plan, "vault").flatMap((change) => [
    ...rangesAdded(change),
    ...rangesUnreadable(change),
    ...subnetsAdded(change),
    ...defaultAction(change),
    ...bypass(change),
    ...subnetsRemoved(change),
  ]);
}

function rangesAdded(change: Kept): RawFinding[] {
  const { before, after } = change;
  if (!rangesAreKnown(change) || actionOf(before) === "allow") return [];
  const spans = rulesOf(before, "ipRules", "value").flatMap((range) => spanOf(range) ?? []);
  const letIn = rulesOf(after, "ipRules", "value").flatMap((range) => {
    const span = spanOf(range);
    return span === undefined ? [] : [{ range, span }];
  });
  const added = letIn.filter(({ span }) => uncovered(span, spans).length > 0);
  if (added.length === 0) return [];
  const { wide, ...judgement } = judgeWidening(
    added.map(({ span }) => span),
    letIn.map(({ span }) => span),
  );
  const ranges = added.map(({ range }) => range);
  return [
    {
      rule: wide ? "range-too-wide" : "range-added",
      change,
      title: `The firewall of ${subjectOf(change)} would also let in ${shortList(ranges)}`,
      ...judgement,
      values: ranges.map((range) => ({ property: "properties.networkAcls.ipRules", after: range })),
    },
  ];
}

/** What Azure makes of such a range is not known here: it could be the whole internet. */
function rangesUnreadable(change: Kept): RawFinding[] {
  if (!rangesAreKnown(change) || actionOf(change.before) === "allow") return [];
  const property = "properties.networkAcls.ipRules";
  const list = inputOf(change.after, property);
  const before = rulesOf(change.before, "ipRules", "value");
  const added = rulesOf(change.after, "ipRules", "value").filter(
    (range) => spanOf(range) === undefined && !before.includes(range),
  );
  const entries: unknown[] = Array.isArray(list) ? list : [];
  // Entries without a range, such as a number; the type of the list itself is judged elsewhere.
  const others = entries
    .filter((entry) => !isHidden(entry) && typeof (entry as { value?: unknown } | null)?.value !== "string")
    .map((entry) => JSON.stringify(entry));
  const unreadable = [...added, ...others];
  if (unreadable.length === 0) return [];
  return [
    {
      rule: "not-judged",
      level: "danger",
      change,
      title: `The firewall of ${subjectOf(change)} would get a range that cannot be read: ${shortList(unreadable)}`,
      effect: "Azure may refuse it, or let in more addresses than it seems to.",
      fix: "Write each range as an IPv4 address, or as an address with a prefix length, such as 20.42.7.0/28.",
      values: unreadable.map((range) => ({ property, after: range })),
    },
  ];
}

function defaultAction(change: Kept): RawFinding[] {
  const [before, after] = [actionOf(change.before), actionOf(change.after)];
  if (before === after || before === undefined || after === undefined) return [];
  const values = [{ property: "properties.networkAcls.defaultAction", before, after }];
  if (after !== "deny") {
    return [
      {
        rule: "firewall-opened",
        level: "danger",
        change,
        title: `The firewall of ${subjectOf(change)} would let everyone in`,
        effect: "Every address of the internet reaches the vault; only its roles still protect the key.",
        fix: "Keep defaultAction Deny, and list the ranges that need the vault.",
        values,
      },
    ];
  }
  return [
    {
      rule: "firewall-closed",
      level: "warning",
      stake: "access",
      change,
      title: `The firewall of ${subjectOf(change)} would be switched on`,
      effect:
        "From then on only the listed ranges, subnets and private endpoints reach the vault. Kore is cut off if it is not among them.",
      fix: "Make sure that Kore's ranges are listed, or that Kore's private endpoint connection is approved.",
      values,
    },
  ];
}

function bypass(change: Kept): RawFinding[] {
  const property = "properties.networkAcls.bypass";
  if (isHidden(inputOf(change.after, property)) || actionOf(change.after) === "allow") return [];
  // Azure's default if it is left out (learn.microsoft.com, Microsoft.KeyVault/vaults, NetworkRuleSet).
  const [before, after] = [change.before, change.after].map((state) => wordOf(state, property) ?? "azureservices");
  if (before === after) return [];
  const opened = after === "azureservices";
  return [
    {
      rule: "bypass-changed",
      level: "warning",
      change,
      title: `${sentence(subjectOf(change))} would ${opened ? "let trusted Microsoft services past its firewall" : "no longer let trusted Microsoft services past its firewall"}`,
      effect: opened
        ? "That lets in services on Microsoft's own list, even where public access is off. Kore is not on it: this never lets Kore in."
        : "Kore is not one of those services. Services of Azure that use this vault, such as backup, would be cut off.",
      fix: opened
        ? "Keep it off unless a service of Azure needs the vault."
        : "Make sure that no service of Azure needs the vault.",
      values: [{ property, before, after }],
    },
  ];
}

/** The subnets that one of the states lets in and the other does not. */
function subnetsBeside(state: Kept["before"], other: Kept["before"]): string[] {
  const others = rulesOf(other, "virtualNetworkRules", "id").map((id) => id.toLowerCase());
  return rulesOf(state, "virtualNetworkRules", "id").filter((id) => !others.includes(id.toLowerCase()));
}

function subnetsAdded(change: Kept): RawFinding[] {
  if (!rangesAreKnown(change) || actionOf(change.before) === "allow") return [];
  const added = subnetsBeside(change.after, change.before);
  if (added.length === 0) return [];
  return [
    {
      rule: "subnet-added",
      level: "note",
      change,
      title: `The firewall of ${subjectOf(change)} would also let in ${describeSubnets(added)}`,
      effect: "Calls from there reach the vault; who may use the key is still decided by its roles.",
      fix: "Check whose network it is, and who can get into it. Kore comes from its own addresses, or through a private endpoint.",
      values: added.map((id) => ({ property: "properties.networkAcls.virtualNetworkRules", after: id })),
    },
  ];
}

function subnetsRemoved(change: Kept): RawFinding[] {
  if (!rangesAreKnown(change) || actionOf(change.after) === "allow") return [];
  const removed = subnetsBeside(change.before, change.after);
  if (removed.length === 0) return [];
  return [
    {
      rule: "subnet-removed",
      level: "warning",
      stake: "access",
      change,
      title: `The firewall of ${subjectOf(change)} would no longer let in ${describeSubnets(removed)}`,
      effect: "Whoever calls from there is cut off as soon as the update is done.",
      fix: "Make sure that nothing that needs the key calls from there.",
      values: removed.map((id) => ({ property: "properties.networkAcls.virtualNetworkRules", before: id })),
    },
  ];
}

/** Each subnet by the end of its ARM ID: `the subnet apps of network hub`. */
function describeSubnets(ids: string[]): string {
  const names = ids.map((id) => {
    const [, network, subnet] = /\/virtualNetworks\/([^/]+)\/subnets\/([^/]+)$/i.exec(id) ?? [];
    return subnet === undefined ? id : `${subnet} of network ${network}`;
  });
  return `the ${ids.length === 1 ? "subnet" : "subnets"} ${shortList(names)}`;
}
