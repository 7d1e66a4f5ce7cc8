import type { StepResult } from "./jobRunner";
import { startRehearsedRepository, type RehearsedRepository } from "./rehearsedRepository";

/** drift.yml's job as it stands there, with the real engine, on a stack whose vault and key somebody changes in Azure. */
describe("the nightly comparison", () => {
  let rehearsed: RehearsedRepository;
  beforeAll(async () => (rehearsed = await startRehearsedRepository()));
  afterAll(() => rehearsed.close());

  const keyName = "kore-byok";
  const vaultId = () =>
    Object.values(rehearsed.simulation.azure.state.resources).find(({ type }) => type === "Microsoft.KeyVault/vaults")!
      .id;
  const failed = (steps: StepResult[]) => steps.flatMap(({ title, outcome }) => (outcome === "failure" ? title : []));
  const issues = () => rehearsed.github.issues.map(({ title, state }) => `${state}: ${title}`);

  it("keeps no issue where nothing differs", async () => {
    expect(failed(await rehearsed.drift())).toEqual([]);
    expect(issues()).toEqual([]);
  });

  it.each<[string, (keys: RehearsedRepository["simulation"]["azure"]["keys"]) => Promise<unknown>, string, string]>([
    [
      "a key that was disabled",
      (keys) => keys.update(vaultId(), keyName, undefined, { enabled: false }),
      "Azure could not be compared with the program: stack dev",
      "a disabled key refuses every call",
    ],
    [
      "a key that has expired",
      (keys) => keys.update(vaultId(), keyName, undefined, { enabled: true, exp: Math.floor(Date.now() / 1000) - 60 }),
      "Azure could not be compared with the program: stack dev",
      "the key expired on",
    ],
    [
      "a key that was deleted",
      (keys) => keys.softDelete(vaultId(), keyName),
      "The vault or the key is gone from Azure: stack dev",
      "docs/recovery.md",
    ],
  ])("keeps one issue with %s", async (_title, act, title, words) => {
    await act(rehearsed.simulation.azure.keys);

    expect(failed(await rehearsed.drift())).toEqual(["Compare Azure with the program"]);
    expect(issues()).toEqual([`open: ${title}`]);
    expect(rehearsed.github.issues[0]?.body).toContain(words);
  });

  it("closes it once the key is recovered and valid", async () => {
    const { keys } = rehearsed.simulation.azure;
    await keys.recover(vaultId(), keyName);
    await keys.update(vaultId(), keyName, undefined, { exp: Math.floor(Date.now() / 1000) + 400 * 24 * 60 * 60 });

    expect(failed(await rehearsed.drift())).toEqual([]);
    expect(issues()).toEqual(["closed: The vault or the key is gone from Azure: stack dev"]);
  });

  it("opens another one with a vault that was deleted, and says how to recover it", async () => {
    const { arm, state } = rehearsed.simulation.azure;
    const lock = Object.values(state.resources).find(({ type }) => type === "Microsoft.Authorization/locks")!;
    await arm.delete(lock.id, "2020-05-01");
    await arm.delete(vaultId(), "2024-11-01");

    expect(failed(await rehearsed.drift())).toEqual(["Compare Azure with the program"]);
    expect(issues().slice(1)).toEqual(["open: The vault or the key is gone from Azure: stack dev"]);
    expect(rehearsed.github.issues[1]?.body).toContain("**Do not run `pulumi up`");
  });
});
