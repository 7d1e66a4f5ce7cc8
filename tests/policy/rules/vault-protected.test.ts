import { vaultProtected } from "../../../policy/rules/vault-protected";
import { judgeResource, unknown } from "../../support/policyArgs";
import { changed, vault } from "../../support/policyFixtures";
import { otherTokens } from "../../support/resourceRuleCases";

describe("vault-protected", () => {
  it.each([
    ["protected", {}],
    ["protected, all its properties unknown", { properties: unknown }],
    ["protected, under another name", { vaultName: "other" }],
  ])("passes: %s", async (_title, set) => {
    expect(await judgeResource(vaultProtected, changed(vault(), set))).toEqual({ violations: [] });
  });

  it.each([
    ["protect off", { protect: false }],
    ["no options", {}],
    ["a near miss: only ignoreChanges", { ignoreChanges: ["properties"] }],
  ])("fails: %s", async (_title, opts) => {
    for (const type of [vault().type, ...otherTokens(vault().type)]) {
      const { violations } = await judgeResource(vaultProtected, { ...vault(), type, opts });
      expect(violations).toHaveLength(1);
      expect(violations[0]!.message).toMatch(/protect is not set\. Rule: .+\. Fix: add \{ protect: true, /);
    }
  });

  it("needs no property, so an unknown one neither hides a violation nor makes one", async () => {
    const resource = { ...changed(vault(), { properties: unknown }), opts: { protect: false } };
    const judgement = await judgeResource(vaultProtected, resource);
    expect(judgement.notJudged).toBeUndefined();
    expect(judgement.violations).toHaveLength(1);
  });

  it("takes no configuration", () => {
    expect(vaultProtected.configSchema).toBeUndefined();
  });

  it("has nothing to say about other resources", async () => {
    const { notApplicable } = await judgeResource(vaultProtected, { ...vault(), type: "azure-native:keyvault:Secret" });
    expect(notApplicable).toMatch(/^judges /);
  });
});
