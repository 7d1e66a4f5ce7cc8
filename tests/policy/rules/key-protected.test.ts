import { keyProtected } from "../../../policy/rules/key-protected";
import { judgeResource, unknown } from "../../support/policyArgs";
import { changed, key } from "../../support/policyFixtures";
import { otherTokens } from "../../support/resourceRuleCases";

describe("key-protected", () => {
  it.each([
    ["protected", {}],
    ["protected, all its properties unknown", { properties: unknown }],
    ["protected, under another name", { keyName: "other" }],
  ])("passes: %s", async (_title, set) => {
    expect(await judgeResource(keyProtected, changed(key(), set))).toEqual({ violations: [] });
  });

  it.each([
    ["protect off", { protect: false }],
    ["no options", {}],
    ["a near miss: only ignoreChanges", { ignoreChanges: ["properties"] }],
  ])("fails: %s", async (_title, opts) => {
    for (const type of [key().type, ...otherTokens(key().type)]) {
      const { violations } = await judgeResource(keyProtected, { ...key(), type, opts });
      expect(violations).toHaveLength(1);
      expect(violations[0]!.message).toMatch(/protect is not set\. Rule: .+\. Fix: add \{ protect: true, /);
    }
  });

  it("needs no property, so an unknown one neither hides a violation nor makes one", async () => {
    const resource = { ...changed(key(), { properties: unknown }), opts: { protect: false } };
    const judgement = await judgeResource(keyProtected, resource);
    expect(judgement.notJudged).toBeUndefined();
    expect(judgement.violations).toHaveLength(1);
  });

  it("takes no configuration", () => {
    expect(keyProtected.configSchema).toBeUndefined();
  });

  it("has nothing to say about other resources", async () => {
    const { notApplicable } = await judgeResource(keyProtected, { ...key(), type: "azure-native:keyvault:Secret" });
    expect(notApplicable).toMatch(/^judges /);
  });
});
