import { firewallMode, koreAddress, startStack, type Stack } from "../support/stack";

/** Each write of a first deployment, with the type of its resource in the program. */
const operations = [
  ["PUT Microsoft.Resources/resourceGroups", "azure-native:resources:ResourceGroup"],
  ["PUT Microsoft.KeyVault/vaults", "azure-native:keyvault:Vault"],
  ["POST Graph/servicePrincipals", "azuread:index/servicePrincipal:ServicePrincipal"],
  ["PUT Microsoft.KeyVault/vaults/keys", "azure-native:keyvault:Key"],
  ["PUT Microsoft.Authorization/roleAssignments", "azure-native:authorization:RoleAssignment"],
  ["PUT Microsoft.Authorization/locks", "azure-native:authorization:ManagementLockByScope"],
] as const;

// The two deployments run the engine some twenty times.
jest.setTimeout(10 * 60 * 1000);

/** Every write meets its fault once, one deployment after the other, on the same stack. */
describe("a first deployment", () => {
  let stack: Stack;
  beforeEach(async () => {
    stack = await startStack(firewallMode, { inline: true });
  });
  afterEach(() => stack.close());

  /** How many resources of each kind were made, as Azure's answers say; checks that nothing was deleted but what is told. */
  function effects(deleted: string[]): number[] {
    const deletes = stack.writes().filter(({ action }) => action.startsWith("DELETE "));
    expect(deletes.map(({ action }) => action).sort()).toEqual(deleted);
    expect(Object.values(stack.holdings()).map((held: string[]) => held.length)).toEqual([1, 1, 1, 1, 1]);
    return operations.map(([action]) => stack.writes().filter((w) => w.action === action && w.status === 201).length);
  }

  it("that Azure refuses at every step once converges by running up again", async () => {
    for (const [action] of operations) stack.azure.faults.add({ action, kind: "refuse" });
    let runs = 1;
    while ((await stack.run("up --yes --skip-preview")).exitCode !== 0) {
      runs += 1;
      expect(runs).toBeLessThanOrEqual(operations.length + 1);
    }
    expect(runs).toBeGreaterThan(1);
    expect(effects([])).toEqual([1, 1, 1, 1, 1, 1]);
    await stack.succeed("preview --refresh --expect-no-changes");
  });

  it("whose answers get lost at every step converges by import and up, with one key and no second vault", async () => {
    for (const [action] of operations) stack.azure.faults.add({ action, kind: "loseAnswer" });
    const imported: string[] = [];
    let run = await upLosing();
    for (let round = 0; run.exitCode !== 0 && round <= operations.length; round += 1) {
      if (round === 0) {
        // Running up again names what is there already. Once seen: the runs below import at once.
        const again = await stack.run("up --yes --skip-preview");
        for (const id of run.lost) expect(again.text).toContain(`cannot create already existing resource '${id}'`);
      }
      for (const id of run.lost) imported.push(await importLost(id));
      run = await upLosing();
    }
    expect(run.exitCode).toBe(0);
    // The service principal needs no import: one that exists is adopted.
    expect(imported.sort()).toEqual(
      operations
        .map(([, type]) => type)
        .filter((type) => !type.startsWith("azuread"))
        .sort(),
    );
    // The others took effect once, with a lost answer. An imported scope has no leading slash, and a scope replaces:
    // role assignment and lock are made anew under the same names.
    expect(effects(["DELETE Microsoft.Authorization/locks", "DELETE Microsoft.Authorization/roleAssignments"])).toEqual(
      [0, 0, 0, 0, 1, 1],
    );
    const guarded = stack.state().filter(({ type }) => /ResourceGroup$|:Vault$|:Key$/.test(type));
    expect(guarded.map(({ protect, retainOnDelete }) => [protect, retainOnDelete])).toEqual(
      guarded.map(() => [true, true]),
    );
    await stack.succeed("preview --refresh --expect-no-changes");
    expect((await stack.rehearse(koreAddress)).passed).toBe(true);
  });

  /** One more run, and what it made in Azure without getting an answer. */
  async function upLosing(): Promise<{ exitCode: number; lost: string[] }> {
    const before = stack.azure.log.entries.length;
    const { exitCode } = await stack.run("up --yes --skip-preview");
    const lost = stack.azure.log.entries.slice(before).filter(({ face, status }) => face === "arm" && status >= 500);
    return { exitCode, lost: lost.map(({ target }) => target) };
  }

  /** Imports a resource as docs/recovery.md says; returns its type. */
  async function importLost(id: string): Promise<string> {
    const [type, name, component] = /\/locks\/[^/]+$/.test(id)
      ? [operations[5][1], "kore-byok-delete-lock", "KoreByok::kore-byok"]
      : /\/roleAssignments\/[^/]+$/.test(id)
        ? [operations[4][1], "kore-byok-crypto-user-on-vault", "KoreKeyAccess::kore-byok"]
        : /\/keys\/[^/]+$/.test(id)
          ? [operations[3][1], "kore-byok-key", "ByokKey::kore-byok"]
          : /\/vaults\/[^/]+$/.test(id)
            ? [operations[1][1], "kore-byok-vault", "ByokVault::kore-byok"]
            : [operations[0][1], "kore-byok-group", "KoreByok::kore-byok"];
    const parent = stack.urn(component);
    const unprotected = /ResourceGroup$|:Vault$|:Key$/.test(type) ? [] : ["--protect=false"];
    await stack.succeed(
      "import --yes --skip-preview --generate-code=false",
      ...unprotected,
      "--parent",
      `parent=${parent}`,
      type,
      name,
      id,
    );
    return type;
  }
});
