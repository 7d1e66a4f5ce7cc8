import * as pulumi from "@pulumi/pulumi";
import { privateArgs, up } from "../support/koreByokProgram";

const conflict = {
  vault:
    "A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault.",
  key: "Key kore-byok is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the key can only be recovered or purged.",
};

/** What the hook of a resource says of an error. */
async function said(hookName: string, failure: Partial<pulumi.ErrorHookArgs>): Promise<string[]> {
  const { errorHooks } = await up(privateArgs);
  const hook = errorHooks.find(({ name }) => name === hookName)!;
  const print = jest.spyOn(pulumi.log, "error").mockResolvedValue();
  const newInputs = { vaultName: "kv-a", keyName: "kore-byok" };
  const again = await hook.callback({
    urn: "urn",
    id: "",
    name: "name",
    type: "type",
    failedOperation: "create",
    errors: [],
    newInputs,
    ...failure,
  });
  const lines = print.mock.calls.map(([message]) => message);
  print.mockRestore();
  expect(again).toBe(false);
  return lines;
}

describe("a name that something deleted holds", () => {
  it("is told with the way back to the vault", async () => {
    const [message, ...more] = await said("kore-vault-name-of-deleted", { errors: [conflict.vault] });
    expect(more).toEqual([]);
    expect(message).toContain("az keyvault recover --name kv-a");
    expect(message).toContain("Never purge it");
  });

  it("is told with the way back to the key", async () => {
    const [message, ...more] = await said("kore-key-name-of-deleted", { errors: [conflict.key] });
    expect(more).toEqual([]);
    expect(message).toContain("az keyvault key recover --vault-name kv-a --name kore-byok");
  });

  it("is told before the engine gets its answer, with which it ends the update", async () => {
    const { errorHooks } = await up(privateArgs);
    const hook = errorHooks.find(({ name }) => name === "kore-vault-name-of-deleted")!;
    let deliver = (): void => undefined;
    const print = jest.spyOn(pulumi.log, "error").mockReturnValue(new Promise((resolve) => (deliver = resolve)));
    const base = { urn: "urn", id: "", name: "name", type: "type", newInputs: {} };

    let answered = false;
    const answer = Promise.resolve(
      hook.callback({ ...base, failedOperation: "create", errors: [conflict.vault] }),
    ).finally(() => (answered = true));
    await new Promise(setImmediate);
    expect(answered).toBe(false);
    deliver();
    expect(await answer).toBe(false);
    print.mockRestore();
  });

  it.each<[string, Partial<pulumi.ErrorHookArgs>]>([
    ["another refusal", { errors: ["The vault name 'kv-a' is already in use."] }],
    ["an older refusal than the last", { errors: ["Too many requests", conflict.vault] }],
    ["an update", { errors: [conflict.vault], failedOperation: "update" }],
    ["no reason at all", {}],
  ])("is not taken for the cause of %s", async (_, failure) => {
    expect(await said("kore-vault-name-of-deleted", failure)).toEqual([]);
  });
});
