import { firewallMode, startStack, type Holdings, type Stack } from "../support/stack";

/**
 * The attack scripts of docs/safety.md that no other scenario runs. They go from harmless to desperate on one stack; in
 * the end the key has the version that it was made with.
 */
describe("an attack on the key", () => {
  let stack: Stack;
  let before: Holdings;
  const key = "::kore-byok-key";

  beforeAll(async () => {
    stack = await startStack(firewallMode, { inline: true });
    await stack.succeed("up --yes --skip-preview");
    before = stack.holdings();
  });
  afterAll(() => stack.close());

  /** Runs a command that must be stopped with nothing lost. */
  async function stopped(command: string, ...more: string[]): Promise<string> {
    const { exitCode, text } = await stack.run(command, ...more);
    expect(exitCode).not.toBe(0);
    expect(stack.holdings()).toEqual(before);
    return text;
  }

  it.each<[string, Record<string, unknown>, string]>([
    ["a firewall open to all in two halves", { koreIpRanges: ["0.0.0.0/1", "128.0.0.0/1"] }, "koreIpRanges[1]"],
    ["a firewall that lets nobody in", { koreIpRanges: [] }, "locks Kore out"],
    ["Owner for Kore", { koreRole: "owner" }, 'koreRole: "owner"'],
  ])("by %s is stopped before anything is registered", async (_, change, words) => {
    const calls = stack.azure.log.entries.length;
    stack.configure(change);
    const text = await stopped("up --yes --skip-preview");
    stack.configure({ ...firewallMode, koreRole: undefined });
    expect(text).toContain(words);
    expect(stack.azure.log.entries).toHaveLength(calls);
  });

  it("by a rename with --ignore-protect makes a second key and leaves the first", async () => {
    stack.configure({ keyName: "kore-byok-b" });
    await stack.succeed("up --yes --skip-preview --ignore-protect");
    expect(stack.holdings().keys).toEqual(expect.arrayContaining(before.keys));
    expect(stack.holdings().keys).toHaveLength(before.keys.length + 1);
    expect(stack.holdings().roleAssignments).toEqual(before.roleAssignments);
    before = stack.holdings();
  });

  it("by deleting the key from the state is stopped by the key that is there", async () => {
    await stack.succeed("state delete --yes --force --target-dependents", stack.urn(key));
    expect(await stopped("up --yes --skip-preview")).toContain("cannot create already existing resource");
  });

  it("by removing the stack, and starting it again over what is there, changes nothing", async () => {
    await stack.succeed("stack rm --yes --force --preserve-config");
    expect(stack.holdings()).toEqual(before);
    await stack.workspace.run(["stack", "init"]);
    expect(await stopped("up --yes --skip-preview")).toContain("cannot create already existing resource");
  });
});
