import {
  judgeNetwork,
  judgeRevoked,
  judgeRoles,
  type GrantedRole,
  type VaultNetwork,
} from "../../../operator/verify/access";

const own = "11111111-1111-4111-8111-111111111111";
const kores = "22222222-2222-4222-8222-aaaaaaaaaaaa";
const others = "33333333-3333-4333-8333-333333333333";

const scope = "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv";
/** A role that permits these data actions of the vault; a leading `-` takes one away. */
const role = (roleName: string, ...names: string[]): GrantedRole => {
  const actions = (wanted: string[]): string[] => wanted.map((name) => `Microsoft.KeyVault/vaults/${name}`);
  const taken = names.filter((name) => name.startsWith("-")).map((name) => name.slice(1));
  return {
    id: `${scope}/providers/Microsoft.Authorization/roleAssignments/a`,
    roleName,
    scope,
    permissions: [
      { dataActions: actions(names.filter((name) => !name.startsWith("-"))), notDataActions: actions(taken) },
    ],
  };
};

describe("judgeRoles", () => {
  it.each([
    ["encrypts and decrypts", [role("Crypto User", "keys/read", "keys/encrypt/action", "keys/decrypt/action")], true],
    ["wraps and unwraps", [role("Encryption User", "keys/read", "keys/wrap/action", "keys/unwrap/action")], true],
    ["may do all with keys", [role("Crypto Officer", "keys/*")], true],
    ["has it from two roles", [role("a", "keys/read"), role("b", "keys/wrap/action", "keys/unwrap/action")], true],
    ["only reads", [role("Reader", "keys/read")], false],
    ["may do all but decrypt and unwrap", [role("a", "keys/*", "-keys/decrypt/action", "-keys/unwrap/*")], false],
    ["has from one role what another takes", [role("a", "keys/*", "-keys/*"), role("b", "keys/*")], true],
    ["encrypts, and cannot decrypt", [role("a", "keys/read", "keys/encrypt/action", "keys/wrap/action")], false],
    ["has secrets alone", [role("Secrets User", "secrets/*")], false],
    ["has nothing", [], false],
  ])("a principal that %s", (_title, roles, passed) => {
    const judged = judgeRoles(roles, "oid", []);

    expect(judged.passed).toBe(passed);
    expect(judged.fix === undefined).toBe(passed);
  });

  it("misses an assignment of the stack, whatever else is there", () => {
    const judged = judgeRoles([role("Crypto Officer", "keys/*")], "oid", ["/another"]);

    expect(judged).toMatchObject({ passed: false, cause: expect.stringContaining("/another is gone") as string });
  });
});

describe("judgeRevoked", () => {
  it.each([
    ["nothing", [], true],
    ["Key Vault Reader", [role("Reader", "keys/read", "secrets/readMetadata")], true],
    [
      "all but the use of the key",
      [role("a", "*", ...["en", "de"].map((way) => `-keys/${way}crypt/action`), "-keys/*wrap/action")],
      true,
    ],
    ["decrypt alone", [role("a", "keys/decrypt/action")], false],
    ["unwrap alone", [role("a", "keys/unwrap/action")], false],
    ["encrypt alone", [role("a", "keys/encrypt/action")], false],
    ["wrap alone, beside a reader", [role("Reader", "keys/read"), role("a", "keys/wrap/action")], false],
  ])("a principal that holds %s", (_title, roles, passed) => {
    const judged = judgeRevoked(roles, "oid");

    expect(judged.passed).toBe(passed);
    expect(judged.cause ?? judged.detail).toContain(passed ? "no role assignment" : "a at kv");
  });
});

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
    ["one waits", { connections: [connection("Pending", kores)] }, privateMode, false, "not approved yet"],
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
      false,
      "not made yet",
    ],
    ["none is there", {}, privateMode, false, "not made yet"],
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
