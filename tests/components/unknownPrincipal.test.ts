// The module itself, whose function can be replaced; a namespace import is a frozen view of it.
import timers = require("node:timers/promises");
import * as pulumi from "@pulumi/pulumi";
import { KoreKeyAccess } from "../../components";
import { kore, vaultIdOf } from "../support/mockedAzure";
import { deploy } from "../support/mocks";

const refusal = `Status=400 Code="PrincipalNotFound" Message="Principal ${kore.objectId.replaceAll("-", "")} does not exist"`;

async function access(koreAccess: "active" | "revoked" = "active") {
  const vaultId = vaultIdOf("kv-a");
  const args = { vaultId, keyName: "kore-byok", servicePrincipalObjectId: kore.objectId, koreAccess };
  return deploy(() => void new KoreKeyAccess("kore", args));
}

/** What the hook answers to an error, what it says, and how many seconds it waits. */
async function answerTo(failure: Partial<pulumi.ErrorHookArgs>) {
  const [hook] = (await access()).errorHooks;
  const said = jest.spyOn(pulumi.log, "info").mockResolvedValue();
  const waited = jest.spyOn(timers, "setTimeout").mockResolvedValue(undefined);
  const base = { urn: "urn", id: "", name: "name", type: "type", newInputs: { principalId: kore.objectId } };
  const again = await hook!.callback({ ...base, failedOperation: "create", errors: [], ...failure });
  const answer = {
    again,
    said: said.mock.calls.map(([message]) => message),
    seconds: waited.mock.calls.map(([milliseconds]) => milliseconds! / 1000),
  };
  said.mockRestore();
  waited.mockRestore();
  return answer;
}

describe("a role assignment whose principal Azure does not find", () => {
  it("is tried again after growing pauses, two minutes in all, with a message each", async () => {
    const pauses: number[] = [];
    for (let refusals = 1; refusals <= 7; refusals += 1) {
      const { again, said, seconds } = await answerTo({ errors: Array<string>(refusals).fill(refusal) });
      expect(again).toBe(true);
      expect(said.join()).toContain(kore.objectId);
      expect(said.join()).toContain(`trying again in ${seconds.join()} seconds, attempt ${refusals + 1} of 8`);
      pauses.push(...seconds);
    }
    expect(pauses).toEqual([...pauses].sort((one, other) => one - other));
    expect(pauses.slice(0, 3).reduce((sum, each) => sum + each)).toBe(10);
    expect(pauses.reduce((sum, each) => sum + each)).toBe(120);
    expect(await answerTo({ errors: Array<string>(8).fill(refusal) })).toEqual({ again: false, said: [], seconds: [] });
  });

  it.each<[string, Partial<pulumi.ErrorHookArgs>]>([
    ["after another refusal", { errors: ['Code="AuthorizationFailed"', refusal] }],
    ["when an update or a delete is refused", { errors: [refusal], failedOperation: "delete" }],
    ["without a reason", {}],
  ])("is not tried again %s", async (_, failure) => {
    expect(await answerTo(failure)).toEqual({ again: false, said: [], seconds: [] });
  });

  it("has no hook while access is revoked: there is no assignment", async () => {
    expect((await access("revoked")).errorHooks).toEqual([]);
  });
});
