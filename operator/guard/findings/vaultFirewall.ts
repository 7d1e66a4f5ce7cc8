/** The vault's firewall: ranges taken away or added, its default, its bypass, its subnets. */
import { describeSpan, sizeOf, spanOf, uncovered } from "../addressRanges";
import { inputOf, isHidden, sentence, subjectOf, wordOf } from "../change";
import type { RawFinding } from "../finding";
import { kept, type Kept, type Plan } from "../plan";
import { unknownValue } from "../preview";

export function vaultFirewall(plan: Plan): RawFinding[] {
  return kept(plan, "vault").flatMap((change) => [
    ...rangesRemoved(change),
    ...rangesAdded(change),
    ...defaultAction(change),
    ...bypass(change),
    ...subnetsRemoved(change),
  ]);
}

/** Widest range that can be one customer's own. The program refuses a wider one too. */
const widestPrivateSize = 2 ** 16;

function listOf(state: Kept["before"], list: "ipRules" | "virtualNetworkRules", field: "value" | "id"): string[] {
  const rules = inputOf(state, `properties.networkAcls.${list}`);
  if (!Array.isArray(rules)) return [];
  return rules
    .map((rule: Record<string, unknown> | null) => rule?.[field])
    .filter((value): value is string => typeof value === "string" && !isHidden(value));
}

/** Where any range of the list is unknown, what it covers is too; `not-judged` tells of that. */
function rangesAreKnown({ after }: Kept): boolean {
  return !JSON.stringify(inputOf(after, "properties.networkAcls") ?? null).includes(unknownValue);
}

function rangesRemoved(change: Kept): RawFinding[] {
  const { before, after } = change;
  if (!rangesAreKnown(change) || actionOf(after) === "allow") return [];
  const left = listOf(after, "ipRules", "value");
  const spans = left.flatMap((range) => spanOf(range) ?? []);
  const removed = listOf(before, "ipRules", "value").flatMap((range) => {
    const span = spanOf(range);
    if (span === undefined) return left.includes(range) ? [] : [{ range, text: range }];
    const rest = uncovered(span, spans);
    return rest.length === 0 ? [] : [{ range, text: rest.map(describeSpan).join(", ") }];
  });
  if (removed.length === 0) return [];
  // Azure looks at the ranges only where public access is on.
  const inUse = wordOf(before, "properties.publicNetworkAccess") !== "disabled";
  return [
    {
      rule: "range-removed",
      level: inUse ? "danger" : "warning",
      stake: inUse ? "access" : undefined,
      change,
      title: `The firewall of ${subjectOf(change)} would no longer let in ${removed.map(({ text }) => text).join(", ")}`,
      effect: inUse
        ? "Where Kore calls from there, it is cut off as soon as the update is through."
        : "Public access to the vault is off, so no range lets anyone in at present.",
      fix: "Compare with the list of addresses that Kore gave in writing (koreIpRanges). Only the operators' own ranges can go.",
      values: removed.map(({ range }) => ({ property: "properties.networkAcls.ipRules", before: range })),
    },
  ];
}

function rangesAdded(change: Kept): RawFinding[] {
  const { before, after } = change;
  if (!rangesAreKnown(change) || actionOf(before) === "allow") return [];
  const spans = listOf(before, "ipRules", "value").flatMap((range) => spanOf(range) ?? []);
  const added = listOf(after, "ipRules", "value").filter((range) => {
    const span = spanOf(range);
    return span !== undefined && uncovered(span, spans).length > 0;
  });
  if (added.length === 0) return [];
  const wide = added.some((range) => sizeOf(spanOf(range) ?? { first: 0, last: -1 }) > widestPrivateSize);
  return [
    {
      rule: wide ? "range-too-wide" : "range-added",
      level: wide ? "danger" : "note",
      change,
      title: `The firewall of ${subjectOf(change)} would also let in ${added.join(", ")}`,
      effect: wide
        ? "A range as wide as that is a cloud provider's or the whole internet's: whoever holds a token for the key can use it from there."
        : "Calls from there reach the vault; who may use the key is still decided by its roles.",
      fix: wide ? "Ask for the exact ranges." : "Check whose addresses they are.",
      values: added.map((range) => ({ property: "properties.networkAcls.ipRules", after: range })),
    },
  ];
}

/** A vault without rules lets everyone in (learn.microsoft.com, "Network security for Azure Key Vault"). */
function actionOf(state: Kept["before"]): string | undefined {
  const property = "properties.networkAcls.defaultAction";
  return isHidden(inputOf(state, property)) ? undefined : (wordOf(state, property) ?? "allow");
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
        effect: "Every address of the internet reaches the vault; only its roles still stand before the key.",
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
  // Azure's default where it is left out (learn.microsoft.com, Microsoft.KeyVault/vaults, NetworkRuleSet).
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

function subnetsRemoved(change: Kept): RawFinding[] {
  if (!rangesAreKnown(change) || actionOf(change.after) === "allow") return [];
  const left = listOf(change.after, "virtualNetworkRules", "id").map((id) => id.toLowerCase());
  const removed = listOf(change.before, "virtualNetworkRules", "id").filter((id) => !left.includes(id.toLowerCase()));
  if (removed.length === 0) return [];
  return [
    {
      rule: "subnet-removed",
      level: "warning",
      stake: "access",
      change,
      title: `The firewall of ${subjectOf(change)} would no longer let in ${removed.length === 1 ? "a subnet" : `${removed.length} subnets`}`,
      effect: "Whoever calls from there is cut off as soon as the update is through.",
      fix: "Make sure that nobody who needs the key calls from there.",
      values: removed.map((id) => ({ property: "properties.networkAcls.virtualNetworkRules", before: id })),
    },
  ];
}
