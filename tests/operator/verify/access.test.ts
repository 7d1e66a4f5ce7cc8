import { type GrantedRole, judgeRevoked, judgeRoles } from "../../../operator/verify/access";

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
