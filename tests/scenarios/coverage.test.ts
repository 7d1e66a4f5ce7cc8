import { keys } from "../../settings";
import { adopted, everyKeyInFirewallMode, everyKeyPrivate, hardened, hubOf, smallest } from "./configurations";

const state = { tenantId: "tenant", subscriptionId: "subscription", applications: [] };
const hub = hubOf(state);
/** The rows by the scenario that runs them. */
const rows: Record<string, Record<string, unknown>> = {
  "configurations: smallest": smallest,
  "configurations: hardened": hardened(hub),
  "privateEndpoint: every key set": everyKeyPrivate(state, hub),
  "firewall: every key set": everyKeyInFirewallMode(state),
  "adopt: what exists": adopted("vault", "key", "principal"),
};
/** What `startStack` sets in all of them. */
const filledIn = ["koreClientId"];
/**
 * Keys that the other network mode, or a vault or key or principal that exists, leaves without a meaning; and those that
 * mean the same in both modes.
 */
const ofOthers = {
  private: ["koreIpRanges", "operatorIpRanges", "privateDnsZoneId"],
  firewall: ["endpointSubnetId", "privateDns", "privateDnsZoneId", "dnsVirtualNetworkIds"],
  watch: ["logAnalyticsWorkspaceId", "alertEmails"],
  existing: ["existingVaultId", "koreServicePrincipalObjectId"],
};
const missingIn = (...names: string[]) => {
  const set = [...filledIn, ...names.flatMap((name) => Object.keys(rows[name]!))];
  return Object.keys(keys).filter((key) => !set.includes(key));
};

describe("the scenarios with the real engine", () => {
  it("set every key of the stack configuration", () => {
    expect(missingIn(...Object.keys(rows))).toEqual([]);
  });

  it("set every key that goes with private mode in one stack, and every key that goes with the firewall in another", () => {
    expect(missingIn("privateEndpoint: every key set").sort()).toEqual(
      [...ofOthers.private, ...ofOthers.existing].sort(),
    );
    expect(missingIn("firewall: every key set").sort()).toEqual(
      [...ofOthers.firewall, ...ofOthers.watch, ...ofOthers.existing].sort(),
    );
  });

  it("set nothing at all in the smallest", () => {
    expect(smallest).toEqual({});
  });
});
