/** Private ways to the vault: endpoints, the connections that they ask for, and the names that lead there. */
import { inputOf, isHidden, sentence, subjectOf, wordOf } from "../change";
import type { RawFinding } from "../finding";
import { concernsVault, kept, lost, type Kept, type Plan } from "../plan";

/**
 * Reports `private-endpoint-lost`, `private-endpoint-changed`, `connection-lost`, `connection-closed`,
 * `connection-approved` and `private-dns-lost`.
 */
export function endpoints(plan: Plan): RawFinding[] {
  return [
    ...endpointsLost(plan),
    ...kept(plan, "privateEndpoint").filter(concernsVault).flatMap(endpointChanged),
    ...connectionsLost(plan),
    ...kept(plan, "connection").flatMap(connectionChanged),
    ...namesLost(plan),
  ];
}

function endpointsLost(plan: Plan): RawFinding[] {
  return lost(plan, "privateEndpoint")
    .filter(concernsVault)
    .map((change) => ({
      rule: "private-endpoint-lost",
      level: "danger",
      change,
      title: `${sentence(subjectOf(change))}, which leads to the vault, would be ${change.effect}`,
      effect:
        "Whoever comes through it can no longer reach the vault: operators and pipelines in its network. " +
        "Kore comes through an endpoint on its own side, so this does not cut it off by itself.",
      fix:
        change.effect === "replaced"
          ? "Revert the change, or plan for the time without it; the new one has another address."
          : "Keep the endpoint as long as anyone needs the vault from that network.",
    }));
}

function endpointChanged(change: Kept): RawFinding[] {
  const properties = ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections", "subnet"];
  const values = properties
    .map((property) => ({
      property,
      before: inputOf(change.before, property),
      after: inputOf(change.after, property),
    }))
    .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
  if (values.length === 0) return [];
  return [
    {
      rule: "private-endpoint-changed",
      level: "warning",
      change,
      title: `${sentence(subjectOf(change))}, which leads to the vault, would be changed`,
      effect: "Whoever comes through it may no longer reach the vault.",
      fix: "Compare the values.",
      values,
    },
  ];
}

function connectionsLost(plan: Plan): RawFinding[] {
  return lost(plan, "connection").map((change) => ({
    rule: "connection-lost",
    level: "danger",
    stake: "access",
    change,
    title: `${sentence(subjectOf(change))} of the vault would be ${change.effect}`,
    effect: "Whoever comes through it is cut off, Kore too if it is Kore's. Only the other side can ask for a new one.",
    fix: "Keep it, unless it is certain that it is not Kore's.",
  }));
}

function connectionChanged(change: Kept): RawFinding[] {
  const property = "privateLinkServiceConnectionState.status";
  const [before, after] = [wordOf(change.before, property), wordOf(change.after, property)];
  if (before === after || isHidden(inputOf(change.after, property))) return [];
  const values = [{ property, before: inputOf(change.before, property), after: inputOf(change.after, property) }];
  if (after === "approved") {
    return [
      {
        rule: "connection-approved",
        level: "warning",
        change,
        title: `${sentence(subjectOf(change))} would be approved`,
        effect: "Whoever asked for it can then reach the vault from their own network.",
        fix: "Make sure that it was Kore who asked: compare the subscription of its endpoint with the one that Kore gave in writing.",
        values,
      },
    ];
  }
  if (before !== "approved") return [];
  return [
    {
      rule: "connection-closed",
      level: "danger",
      stake: "access",
      change,
      title: `${sentence(subjectOf(change))} would no longer be approved`,
      effect: "Whoever comes through it is cut off, Kore too if it is Kore's.",
      fix: "Keep it approved, unless it is certain that it is not Kore's.",
      values,
    },
  ];
}

function namesLost(plan: Plan): RawFinding[] {
  return lost(plan, "dnsZoneGroup", "dnsZone", "dnsLink")
    .filter(concernsVault)
    .map((change) => ({
      rule: "private-dns-lost",
      level: "warning",
      change,
      title: `${sentence(subjectOf(change))} for the vault's name would be ${change.effect}`,
      effect:
        "In the networks that rely on it the vault's name no longer leads to the private endpoint, so calls from there fail.",
      fix: "Make sure that another zone, or Azure Policy, takes its place first.",
    }));
}
