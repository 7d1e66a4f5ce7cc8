import { firewallMode, koreAddress, startStack, type Holdings, type Stack } from "../support/stack";

/** Every way that the engine has to take a stack away, one after the other on the same stack. */
describe("a destroy", () => {
  let stack: Stack;
  let before: Holdings;
  const urns = new Map<string, string>();

  beforeAll(async () => {
    stack = await startStack(firewallMode, { inline: true });
    // The customer has given Kore's app something else before: its service principal must outlive the stack.
    await stack.azure.entra.createServicePrincipal(stack.kore.clientId);
    await stack.succeed("up --yes --skip-preview");
    before = stack.holdings();
    for (const { urn, type } of stack.state()) urns.set(type.split(":").pop()!, urn);
  });
  afterAll(() => stack.close());

  it("has something to lose", () => {
    expect(Object.values(before).map((held: string[]) => held.length)).toEqual([1, 1, 1, 1, 1]);
  });

  it.each<[command: string, target: string]>([
    ["destroy --yes", ""],
    ["destroy --yes --skip-preview", ""],
    ["destroy --yes --run-program", ""],
    ["destroy --yes --skip-preview --run-program", ""],
    ["destroy --yes --skip-preview --ignore-protect", ""],
    ["destroy --yes --skip-preview --ignore-protect --run-program", ""],
    ["destroy --yes --skip-preview --exclude-protected", ""],
    ["destroy --yes --skip-preview --exclude-protected --run-program", ""],
    ["destroy --yes --skip-preview --target", "RoleAssignment"],
    ["destroy --yes --skip-preview --run-program --target-dependents --target", "RoleAssignment"],
    ["destroy --yes --skip-preview --ignore-protect --run-program --target-dependents --target", "Key"],
    ["up --yes --skip-preview --target-replace", "RoleAssignment"],
    ["up --yes --skip-preview --target-replace", "Key"],
    ["up --yes --skip-preview --ignore-protect --target-replace", "Key"],
    ["up --yes --skip-preview --ignore-protect --target-replace", "Vault"],
  ])("by %s %s is refused and takes nothing", async (command, target) => {
    const { exitCode } = await stack.run(command, ...(target === "" ? [] : [urns.get(target)!]));
    expect(exitCode).not.toBe(0);
    expect(stack.holdings()).toEqual(before);
  });

  it("says what would be lost and how to do it on purpose", async () => {
    const { text } = await stack.run("destroy --yes --run-program");
    expect(text).toMatch(/delete lock .* would be removed|marked for protection|Kore would be cut off/);
    expect(text).toMatch(/set deleteLock to false|protect` flag|set koreAccess to revoked/);
  });

  it("was no harm: Kore's Test Configuration passes, and the next run has nothing to mend", async () => {
    expect((await stack.rehearse(koreAddress)).passed).toBe(true);
    await stack.succeed("preview --refresh --expect-no-changes");
  });

  it("of a stack that nobody protects any more still leaves vault, key and service principal in Azure", async () => {
    stack.configure({ koreAccess: "revoked", allowKeyReplacement: true });
    await stack.succeed("up --yes --skip-preview");
    await stack.succeed("state unprotect --all --yes");
    await stack.succeed("destroy --yes --skip-preview --ignore-protect --run-program");
    expect(stack.state()).toEqual([]);
    const { groups, vaults, keys, servicePrincipals } = before;
    expect(stack.holdings()).toEqual({ groups, vaults, keys, servicePrincipals, roleAssignments: [] });
  });
});
