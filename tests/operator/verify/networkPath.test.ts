import { judgeNetwork, type VaultNetwork } from "../../../operator/verify/networkPath";

const own = "11111111-1111-4111-8111-111111111111";
const kores = "22222222-2222-4222-8222-aaaaaaaaaaaa";
const others = "33333333-3333-4333-8333-333333333333";

describe("judgeNetwork", () => {
  const vault = (change: Partial<VaultNetwork>): VaultNetwork => ({
    publicNetworkAccess: "Enabled",
    defaultAction: "Deny",
    ipRules: [],
    connections: [],
    ...change,
  });
  const connection = (status: string, requesterSubscriptionId: string, provisioningState = "Succeeded") => ({
    status,
    requesterSubscriptionId,
    provisioningState,
  });
  const privateMode = { networkMode: "privateEndpoint", koreIpRanges: [], subscriptionId: own };
  const told = { ...privateMode, koreSubscriptionId: kores.toUpperCase() };
  const firewall = { networkMode: "firewall", koreIpRanges: ["20.42.7.0/28", "52.1.2.3/32"], subscriptionId: own };
  const approved = { publicNetworkAccess: "Disabled", connections: [connection("Approved", kores)] };
  const perimeter = "SecuredByPerimeter";

  it.each([
    ["one is approved, and nobody said whose", approved, privateMode, null, `from subscription ${kores}`],
    ["Kore's is approved", approved, told, true, `from Kore's subscription ${kores}`],
    ["another's is approved", { connections: [connection("Approved", others)] }, told, false, "has no connection"],
    ["one waits, and nobody said whose", { connections: [connection("Pending", kores)] }, privateMode, null, kores],
    [
      "one is not in force",
      { connections: [connection("Approved", kores, "Updating")] },
      privateMode,
      null,
      "not in force",
    ],
    [
      "Kore's is in the vault's own subscription",
      { connections: [connection("Approved", own)] },
      { ...privateMode, koreSubscriptionId: own },
      true,
      `from Kore's subscription ${own}`,
    ],
    ["Kore's is not there", {}, told, false, "has not been created yet"],
    [
      "Kore's waits",
      { connections: [connection("Pending", kores)] },
      told,
      false,
      "Kore's private endpoint connection",
    ],
    ["it is not in force", { connections: [connection("Approved", kores, "Updating")] }, told, false, "is Updating"],
    [
      "only the team's own is there",
      { connections: [connection("Approved", own)] },
      privateMode,
      null,
      "not there yet",
    ],
    ["none is there", {}, privateMode, null, "name that with --from"],
    ["a perimeter decides", { ...approved, publicNetworkAccess: perimeter }, told, null, perimeter],
    [
      "the vault is open",
      { ...approved, publicNetworkAccess: "Enabled", defaultAction: "Allow" },
      told,
      false,
      "Allow",
    ],
    ["what is open is closed above", { ...approved, defaultAction: "Allow" }, told, true, "approved"],
  ])("private mode: %s", (_title, change, wanted, passed, said) => {
    const { cause, detail, ...judged } = judgeNetwork(vault(change), wanted);

    expect(judged.passed).toBe(passed);
    expect(cause ?? detail).toContain(said);
  });

  const letIn = { ipRules: ["20.42.7.0/28", "52.1.2.3"] };

  it.each([
    ["all ranges are let in", letIn, firewall, true, "lets in"],
    ["one is gone", { ipRules: ["20.42.7.0/28"] }, firewall, false, "52.1.2.3/32"],
    ["no range is known", letIn, { ...firewall, koreIpRanges: [] }, null, "name no range"],
    ["a perimeter decides", { ...letIn, publicNetworkAccess: perimeter }, firewall, null, perimeter],
    ["the vault is open", { ...letIn, defaultAction: "allow" }, firewall, false, "open to every network"],
    ["public access is off", { ...letIn, publicNetworkAccess: "Disabled" }, firewall, false, "no public calls"],
  ])("firewall mode: %s", (_title, change, wanted, passed, said) => {
    const { cause, detail, ...judged } = judgeNetwork(vault(change), wanted);

    expect(judged.passed).toBe(passed);
    expect(cause ?? detail).toContain(said);
  });
});
