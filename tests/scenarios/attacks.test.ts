import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { secretsProvider } from "../support/keyServer";
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
    await stack.workspace.run(["stack", "init", "--secrets-provider", secretsProvider]);
    expect(await stopped("up --yes --skip-preview")).toContain("cannot create already existing resource");
  });
});

/** What docs/recovery.md says of each resource: how it is imported. */
interface Import {
  type: string;
  name: string;
  parent: string;
}

describe("a lost state of a stack whose vault's name was generated", () => {
  let stack: Stack;
  let before: Holdings;
  let handedOut: Record<string, unknown>;

  beforeAll(async () => {
    stack = await startStack({ ...firewallMode, vaultName: undefined }, { inline: true });
    await stack.succeed("up --yes --skip-preview");
    before = stack.holdings();
    handedOut = stack.outputs();
    await loseState();
  });
  afterAll(() => stack.close());

  it("with the name, is found again by the imports of docs/recovery.md, with the same key and no second vault", async () => {
    stack.configure({ vaultName: handedOut["vaultName"] });
    await recover();
    expect(stack.holdings()).toEqual(before);
  });

  it("without the name, and in a group that is there, leads to a second vault, and the first stays as it is", async () => {
    await loseState();
    stack.configure({ vaultName: undefined, existingResourceGroup: true });
    await stack.succeed("up --yes --skip-preview");
    expect(stack.outputs()["vaultName"]).not.toBe(handedOut["vaultName"]);
    for (const kind of ["vaults", "keys", "roleAssignments"] as const) {
      expect(stack.holdings()[kind]).toHaveLength(2);
      expect(stack.holdings()[kind]).toEqual(expect.arrayContaining(before[kind]));
    }
  });

  it("is found again after that too, once Kore's role is taken from the second vault", async () => {
    stack.configure({ koreAccess: "revoked" });
    await stack.succeed("up --yes --skip-preview");
    expect(stack.holdings().roleAssignments).toEqual(before.roleAssignments);
    await loseState();
    stack.configure({ koreAccess: undefined, existingResourceGroup: undefined, vaultName: handedOut["vaultName"] });
    await recover();
  });

  async function loseState(): Promise<void> {
    await stack.succeed("stack rm --yes --force --preserve-config");
    await stack.workspace.run(["stack", "init", "--secrets-provider", secretsProvider]);
  }

  /** Alternates `up` and import as docs/recovery.md says. Nothing in Azure is made, and nothing goes. */
  async function recover(): Promise<void> {
    const held = stack.holdings();
    const writes = stack.writes().length;
    for (const resource of importTable()) {
      const { exitCode, text } = await stack.run("up --yes --skip-preview");
      expect(exitCode).not.toBe(0);
      const [, id] = /cannot create already existing resource '([^']+)'/.exec(text) ?? [];
      await importAsTold(resource, id!);
    }
    await stack.succeed("up --yes --skip-preview");
    await stack.succeed("preview --refresh --expect-no-changes");
    expect(stack.holdings()).toEqual(held);
    expect(stack.outputs()).toEqual(handedOut);
    const made = stack.writes().slice(writes);
    expect(made.filter(({ action, status }) => action.startsWith("DELETE ") || status === 201)).toEqual([]);
  }

  function importTable(): Import[] {
    const page = readFileSync(join(__dirname, "../../docs/recovery.md"), "utf8");
    const rows = [...page.matchAll(/^\|[^|]+\| `(\S+:\S+:\S+)` +\| `(\S+)` +\| `(\S+)` +\|$/gm)];
    expect(rows).toHaveLength(5);
    return rows.map(([, type = "", name = "", parent = ""]) => ({ type, name, parent }));
  }

  async function importAsTold({ type, name, parent }: Import, id: string): Promise<void> {
    const scoped = /:(RoleAssignment|ManagementLockByScope)$/.test(type);
    const options = ["--parent", `parent=${stack.urn(parent)}`, ...(scoped ? ["--protect=false"] : [])];
    await stack.succeed("import --yes --skip-preview --generate-code=false", ...options, type, name, id);
    if (!scoped) return;
    const { stdout } = await stack.succeed("stack export");
    const file = join(stack.workspace.folder, "state.json");
    writeFileSync(file, stdout.replaceAll('"scope": "subscriptions/', '"scope": "/subscriptions/'));
    await stack.succeed("stack import --file", file);
  }
});
