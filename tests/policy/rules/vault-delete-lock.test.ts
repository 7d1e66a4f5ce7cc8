import { vaultDeleteLock } from "../../../policy/rules/vault-delete-lock";
import { judgeStack, TestResource, unknown, urnOf } from "../../support/policyArgs";
import { otherTokens } from "../../support/resourceRuleCases";
import {
  groupOf,
  id,
  resourceGroupId,
  storageOf,
  subscription,
  times,
  vaultId,
  vaultOf,
  When,
} from "../../support/policyStack";

const byScope = "azure-native:authorization:ManagementLockByScope";

/** A lock's outputs: the scope is not among them, and shows in the ID alone. */
function lock(
  when: When,
  scope: string,
  from: TestResource["from"],
  level = "CanNotDelete",
  type = byScope,
): TestResource {
  const name = "lock";
  return {
    type,
    name,
    props: { id: id(when, `${scope}/providers/Microsoft.Authorization/locks/${name}`), level },
    ...(from && { from }),
  };
}

describe("vault-delete-lock", () => {
  describe.each(times)("%s", (when) => {
    const group = groupOf(when);
    const vault: TestResource = { ...vaultOf(when), from: { resourceGroupName: ["group"] } };

    it.each<[string, TestResource[]]>([
      ["a lock on the vault", [lock(when, vaultId, { scope: ["kv"] })]],
      ["a lock against any change", [lock(when, vaultId, { scope: ["kv"] }, "ReadOnly")]],
      [
        "a lock by the resource's name",
        [
          lock(
            when,
            vaultId,
            { resourceName: ["kv"] },
            "CanNotDelete",
            "azure-native:authorization:ManagementLockAtResourceLevel",
          ),
        ],
      ],
      [
        "a lock by the resource group's name",
        [
          lock(
            when,
            resourceGroupId,
            { resourceGroupName: ["group"] },
            "CanNotDelete",
            "azure-native:authorization:ManagementLockAtResourceGroupLevel",
          ),
        ],
      ],
      ...otherTokens(byScope).map((type): [string, TestResource[]] => [
        `a lock of the type ${type}`,
        [lock(when, vaultId, { scope: ["kv"] }, "CanNotDelete", type)],
      ]),
    ])("passes: %s", async (_title, locks) => {
      expect(await judgeStack(vaultDeleteLock, [group, vault, ...locks])).toEqual({ violations: [] });
    });

    it.each<[string, TestResource[]]>([
      ["no lock", []],
      ["a near miss: a lock on another resource", [lock(when, storageOf(when).props.id, { scope: ["storage"] })]],
      ["a lock without effect", [lock(when, vaultId, { scope: ["kv"] }, "NotSpecified")]],
      [
        "a lock on a second vault alone",
        [vaultOf(when, "kv-b"), lock(when, vaultId.replace("kv-kore-test", "kv-b"), { scope: ["kv-b"] })],
      ],
    ])("fails: %s", async (_title, rest) => {
      const resources = [group, vault, storageOf(when), ...rest];
      const { violations, notJudged } = await judgeStack(vaultDeleteLock, resources);
      expect(notJudged).toBeUndefined();
      expect(violations.map(({ urn }) => urn)).toEqual([urnOf(vault)]);
      expect(violations[0]!.message).toMatch(/no management lock of this stack is on it.+CanNotDelete/);
    });
  });

  it.each([
    ["the resource group", resourceGroupId],
    ["the subscription", subscription],
    ["the vault in other letters", vaultId.toUpperCase()],
    ["the vault, without the slash at the beginning", vaultId.slice(1)],
  ])("passes a lock on %s by its ID", async (_title, scope) => {
    const resources = [vaultOf("after the update"), lock("after the update", scope, undefined)];
    expect(await judgeStack(vaultDeleteLock, resources)).toEqual({ violations: [] });
  });

  it.each([
    ["a vault whose name begins alike", `${vaultId}-b`],
    ["a key in the vault", `${vaultId}/keys/kore-byok`],
    ["a resource group whose name begins alike", resourceGroupId.slice(0, -1)],
  ])("fails for a lock on %s", async (_title, scope) => {
    const resources = [vaultOf("after the update"), lock("after the update", scope, undefined)];
    expect((await judgeStack(vaultDeleteLock, resources)).violations).toHaveLength(1);
  });

  it.each([
    ["a key of the vault, whose ID is put together from the vault's", `${vaultId}/keys/kore-byok`, { scope: ["kv"] }],
    ["another vault, whose name is put together from the vault's", `${vaultId}-b`, { resourceName: ["kv"] }],
  ])("fails for a lock on %s", async (_title, scope, from) => {
    const resources = [vaultOf("after the update"), lock("after the update", scope, from)];
    expect((await judgeStack(vaultDeleteLock, resources)).violations).toHaveLength(1);
  });

  it("goes by what the scope came from where the provider repeats no IDs", async () => {
    const bare = ({ props: { id: _id, ...props }, ...rest }: TestResource): TestResource => ({ ...rest, props });
    const when = "after the update";
    const judge = (from: TestResource["from"]) =>
      judgeStack(vaultDeleteLock, [bare(vaultOf(when)), storageOf(when), bare(lock(when, vaultId, from))]);
    expect(await judge({ scope: ["kv"] })).toEqual({ violations: [] });
    expect((await judge({ scope: ["storage"] })).violations).toHaveLength(1);
    expect((await judge({})).notJudged).toContain('Vault "kv": ');
  });

  it("passes a lock by the ID, although its scope came from another resource", async () => {
    const when = "after the update";
    const resources = [vaultOf(when), storageOf(when), lock(when, vaultId, { scope: ["storage"] })];
    expect(await judgeStack(vaultDeleteLock, resources)).toEqual({ violations: [] });
  });

  it.each<[string, TestResource["from"]]>([
    ["whose scope is plain text", undefined],
    ["on the resource group's ID, or below it", { scope: ["group"] }],
  ])("does not judge a lock %s in a preview", async (_title, from) => {
    const preview = "in the preview of a new stack";
    const resources = [groupOf(preview), vaultOf(preview), lock(preview, "", from)];
    expect(await judgeStack(vaultDeleteLock, resources)).toEqual({
      violations: [],
      notJudged: `Vault "kv": string value at .id can't be known during preview`,
    });
  });

  it("does not judge an unknown level", async () => {
    const when = "after the update";
    const judgement = await judgeStack(vaultDeleteLock, [vaultOf(when), lock(when, vaultId, undefined, unknown)]);
    expect(judgement.notJudged).toContain('Vault "kv": string value at .level');
  });

  it("passes a vault with one lock that is certain and one that is not", async () => {
    const preview = "in the preview of a new stack";
    const resources = [
      vaultOf(preview),
      lock(preview, "", undefined),
      { ...lock(preview, "", { scope: ["kv"] }), name: "b" },
    ];
    expect(await judgeStack(vaultDeleteLock, resources)).toEqual({ violations: [] });
  });

  it("has nothing to say about a stack without vaults", async () => {
    expect((await judgeStack(vaultDeleteLock, [storageOf("after the update")])).notApplicable).toMatch(/no Vault/);
  });
});
