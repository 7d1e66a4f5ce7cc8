import { firewallMode, koreAddress, startStack, type Holdings, type Stack } from "../support/stack";

/** Later changes of the configuration: what is stopped, and what may be done on purpose. */
describe("a change of the configuration", () => {
  let stack: Stack;
  let before: Holdings;
  let assignments: unknown;
  const otherApp = "abababab-abab-4bab-8bab-abababababab";

  beforeAll(async () => {
    stack = await startStack(firewallMode, { inline: true });
    stack.azure.outside.registerApplication({
      appId: otherApp,
      displayName: "Kore.ai (imitated)",
      ownerTenantId: "cdcdcdcd-cdcd-4dcd-8dcd-cdcdcdcdcdcd",
    });
    await stack.succeed("up --yes --skip-preview");
    before = stack.holdings();
    assignments = stack.outputs()["roleAssignmentIds"];
  });
  afterAll(() => stack.close());

  /** Changes the configuration for the time of `act`, then puts it back. */
  async function configured<T>(change: Record<string, unknown>, act: () => Promise<T>): Promise<T> {
    stack.configure(change);
    try {
      return await act();
    } finally {
      const base: Record<string, unknown> = {
        "azure-native:location": "westeurope",
        koreClientId: stack.kore.clientId,
        ...firewallMode,
      };
      stack.configure(Object.fromEntries(Object.keys(change).map((key) => [key, base[key]])));
    }
  }

  it.each<[string, Record<string, unknown>, string[]]>([
    ["the key's name", { keyName: "kore-byok-b" }, ["marked for protection"]],
    ["the vault's name", { vaultName: "kv-kore-other" }, ["marked for protection"]],
    ["the resource group's name", { resourceGroupName: "rg-other" }, ["marked for protection"]],
    ["the region", { "azure-native:location": "northeurope" }, ["marked for protection"]],
    [
      "the key's size and type",
      { keySize: 4096, keyType: "RSA" },
      ["keySize: 4096", 'keyType: "RSA"', "never updates a key"],
    ],
    [
      "the vault's tier and retention",
      { vaultSku: "standard", softDeleteRetentionDays: 30 },
      ["exists with 90 days", "exists with tier premium"],
    ],
    ["Kore's client ID", { koreClientId: otherApp }, ["Kore would be cut off"]],
    ["the access scope, under the delete lock", { koreAccessScope: "key" }, ["ScopeLocked", "set deleteLock to false"]],
    [
      "the key's name in the same commit that allows it",
      { keyName: "kore-byok-b", allowKeyReplacement: true },
      ['keyName: "kore-byok-b"', "this takes two updates", "run pulumi up with the flag alone"],
    ],
    [
      "the key's rotation",
      { keyRotation: { rotateAfter: "P1Y" } },
      ["exists with no rotation", `rotation-policy update --vault-name ${firewallMode.vaultName} --name kore-byok`],
    ],
    [
      "the network mode after the enforcement date",
      { networkMode: "privateEndpoint", koreIpRanges: undefined, enforcementDate: "2020-01-31" },
      ['networkMode: "privateEndpoint"', "since the enforcement date, 2020-01-31"],
    ],
    [
      "all of Kore's ranges after the enforcement date",
      { koreIpRanges: ["20.42.8.0/28"], enforcementDate: "2020-01-31" },
      ["none of its current ranges remains (20.42.7.0/28)"],
    ],
    [
      "the protection after the enforcement date",
      { allowKeyReplacement: true, enforcementDate: "2020-01-31" },
      ["since the enforcement date, 2020-01-31", "key and vault are frozen"],
    ],
  ])("of %s is stopped in the preview", async (_, change, words) => {
    const writes = stack.writes().length;
    const { exitCode, text } = await configured(change, () => stack.run("preview"));
    expect(exitCode).not.toBe(0);
    for (const word of words) expect(text).toContain(word);
    expect(stack.writes()).toHaveLength(writes);
    expect(stack.holdings()).toEqual(before);
  });

  it("of the tags leaves the key's, and says how to set them", async () => {
    const { text } = await configured({ tags: { team: "platform" } }, () => stack.succeed("preview"));
    expect(text).toContain(`--vault-name ${firewallMode.vaultName} --name kore-byok --tags "team=platform"`);
  });

  it("that revokes Kore's access takes the role assignment and the lock alone, and active brings both back", async () => {
    const from = stack.writes().length;
    await configured({ koreAccess: "revoked" }, () => stack.succeed("up --yes --skip-preview"));
    expect(
      stack
        .writes()
        .slice(from)
        .map(({ action }) => action),
    ).toEqual(["DELETE Microsoft.Authorization/locks", "DELETE Microsoft.Authorization/roleAssignments"]);
    expect((await stack.rehearse(koreAddress)).said).toMatch(/no role assignment/);
    await stack.succeed("up --yes --skip-preview");
    expect(stack.outputs()["roleAssignmentIds"]).toEqual(assignments);
    expect(stack.holdings()).toEqual(before);
    expect((await stack.rehearse(koreAddress)).passed).toBe(true);
  });

  it("of the access scope works with the lock lifted, and never leaves Kore without a role", async () => {
    await configured({ deleteLock: false }, () => stack.succeed("up --yes --skip-preview"));
    const from = stack.writes().length;
    stack.configure({ koreAccessScope: "key", deleteLock: false });
    await stack.succeed("up --yes --skip-preview");
    expect(
      stack
        .writes()
        .slice(from)
        .map(({ action }) => action),
    ).toEqual(["PUT Microsoft.Authorization/roleAssignments", "DELETE Microsoft.Authorization/roleAssignments"]);
    expect((await stack.rehearse(koreAddress)).passed).toBe(true);
    stack.configure({ koreAccessScope: undefined });
    await stack.succeed("up --yes --skip-preview");
    stack.configure({ deleteLock: undefined });
    await stack.succeed("up --yes --skip-preview");
    expect(stack.holdings()).toEqual(before);
  });

  it("that replaces the key on purpose takes two steps and keeps the old key", async () => {
    const keys = stack.holdings().keys;
    stack.configure({ allowKeyReplacement: true });
    await stack.succeed("up --yes --skip-preview");
    stack.configure({ keyName: "kore-byok-b" });
    await stack.succeed("up --yes --skip-preview");
    expect(stack.holdings().keys).toEqual(expect.arrayContaining(keys));
    expect(stack.holdings().keys).toHaveLength(keys.length + 1);
    stack.configure({ allowKeyReplacement: undefined });
    await stack.succeed("up --yes --skip-preview");
    const { protect, retainOnDelete } = stack.state().find(({ type }) => type === "azure-native:keyvault:Key")!;
    expect({ protect, retainOnDelete }).toEqual({ protect: true, retainOnDelete: true });
    expect((await stack.rehearse(koreAddress)).passed).toBe(true);
  });
});

it("that replaces a vault with a name of its own making on purpose is done with Kore's access revoked", async () => {
  const { vaultName, ...generated } = firewallMode;
  const stack = await startStack(generated, { inline: true });
  await stack.succeed("up --yes --skip-preview");
  const before = stack.holdings();

  stack.configure({ allowKeyReplacement: true, koreAccess: "revoked" });
  await stack.succeed("up --yes --skip-preview");
  stack.configure({ vaultName });
  await stack.succeed("up --yes --skip-preview");
  stack.configure({ allowKeyReplacement: undefined, koreAccess: undefined });
  await stack.succeed("up --yes --skip-preview");

  const after = stack.holdings();
  const rehearsed = await stack.rehearse(koreAddress);
  const protection = stack
    .state()
    .filter(({ type }) => /:(Vault|Key)$/.test(type) && type.startsWith("azure-native:"))
    .map(({ protect, retainOnDelete }) => ({ protect, retainOnDelete }));
  await stack.close();
  expect(after.vaults).toEqual(expect.arrayContaining(before.vaults));
  expect(after.vaults).toHaveLength(2);
  expect(after.keys).toEqual(expect.arrayContaining(before.keys));
  expect(rehearsed.passed).toBe(true);
  expect(protection).toEqual(Array(2).fill({ protect: true, retainOnDelete: true }));
});
