import { vaultDedicated } from "../../../policy/rules/vault-dedicated";
import { judgeStack, TestResource, urnOf } from "../../support/policyArgs";
import { otherTokens } from "../../support/resourceRuleCases";
import { keyOf, times, vaultOf } from "../../support/policyStack";

describe("vault-dedicated", () => {
  describe.each(times)("%s", (when) => {
    it.each<[string, TestResource[]]>([
      ["one key in one vault", [vaultOf(when), keyOf(when)]],
      ["one key in a vault named by plain text", [keyOf(when, "key", "kv", null)]],
      ["two keys in two vaults", [vaultOf(when), vaultOf(when, "kv-b"), keyOf(when), keyOf(when, "second", "kv-b")]],
      [
        "a near miss: a secret beside the key",
        [vaultOf(when), keyOf(when), { ...keyOf(when, "secret"), type: "azure-native:keyvault:Secret" }],
      ],
    ])("passes: %s", async (_title, resources) => {
      expect(await judgeStack(vaultDedicated, resources)).toEqual({ violations: [] });
    });

    it.each<[string, TestResource[], number]>([
      ["two keys", [vaultOf(when), keyOf(when), keyOf(when, "second")], 2],
      ["three keys", [vaultOf(when), keyOf(when), keyOf(when, "second"), keyOf(when, "third")], 3],
      [
        "two keys in one of two vaults",
        [vaultOf(when), vaultOf(when, "kv-b"), keyOf(when, "other", "kv-b"), keyOf(when), keyOf(when, "second")],
        2,
      ],
    ])("fails: %s", async (_title, resources, count) => {
      const { violations, notJudged } = await judgeStack(vaultDedicated, resources);
      expect(notJudged).toBeUndefined();
      expect(violations).toHaveLength(1);
      expect(violations[0]!.urn).toBe(urnOf(vaultOf(when)));
      expect(violations[0]!.message).toContain(`Vault "kv": ${count} keys are in the vault kv: "key", "second"`);
    });

    it("fails for keys of other API versions", async () => {
      const keys = otherTokens("azure-native:keyvault:Key").map((type, index) => ({
        ...keyOf(when, `key${index}`),
        type,
      }));
      const { violations } = await judgeStack(vaultDedicated, [vaultOf(when), ...keys]);
      expect(violations[0]!.message).toContain(`${keys.length} keys are in the vault`);
    });
  });

  it("fails for two keys in a vault that the stack does not manage", async () => {
    const keys = ["one", "two"].map((name) => keyOf("after the update", name, "kv-elsewhere", null));
    const { violations } = await judgeStack(vaultDedicated, keys);
    expect(violations).toHaveLength(1);
    expect(violations[0]!.urn).toBe(urnOf(keys[1]!));
    expect(violations[0]!.message).toContain('2 keys are in the vault kv-elsewhere: "one", "two"');
  });

  it("finds a key that names the stack's vault by plain text", async () => {
    const resources = [
      vaultOf("after the update"),
      keyOf("after the update"),
      keyOf("after the update", "two", "kv", null),
    ];
    const { violations } = await judgeStack(vaultDedicated, resources);
    expect(violations.map(({ urn }) => urn)).toEqual([urnOf(resources[0]!)]);
  });

  it("holds a vault that is yet to be made apart from the one that holds a key already", async () => {
    const resources = [
      vaultOf("in the preview of a new stack"),
      keyOf("in the preview of a new stack"),
      keyOf("after the update", "two", "kv-elsewhere", null),
    ];
    expect(await judgeStack(vaultDedicated, resources)).toEqual({ violations: [] });
  });

  it("does not judge a second key whose vault is named by plain text in a preview", async () => {
    const preview = "in the preview of a new stack";
    const resources = [vaultOf(preview), keyOf(preview), keyOf(preview, "second", "kv", null)];
    const judgement = await judgeStack(vaultDedicated, resources);
    expect(judgement).toEqual({
      violations: [],
      notJudged: `Key "second": string value at .id can't be known during preview`,
    });
    // Yet it hides nothing that is certain.
    const { violations, notJudged } = await judgeStack(vaultDedicated, [...resources, keyOf(preview, "third")]);
    expect(violations).toHaveLength(1);
    expect(notJudged).toContain('Key "second"');
  });

  it("has nothing to say about a stack without keys", async () => {
    const { notApplicable } = await judgeStack(vaultDedicated, [vaultOf("after the update")]);
    expect(notApplicable).toBe("the stack has no Key");
  });
});
