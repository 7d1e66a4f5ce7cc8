import { vaultRbac } from "../../../policy/rules/vault-rbac";
import { judgeResource, unknown } from "../../support/policyArgs";
import { vault } from "../../support/policyFixtures";
import { describeResourceRule, otherTokens } from "../../support/resourceRuleCases";

const enabled = "properties.enableRbacAuthorization";
const policies = "properties.accessPolicies";

describe("vault-rbac", () => {
  describeResourceRule({
    rule: vaultRbac,
    compliant: vault(),
    passes: {
      "an empty list of access policies": { set: { [policies]: [] } },
      "access policies null": { set: { [policies]: null } },
    },
    fails: {
      "access policies on": { set: { [enabled]: false }, says: [`${enabled} is false`] },
      "the model left out, which older API versions take as access policies": {
        set: { [enabled]: undefined },
        says: [`${enabled} is not set`],
      },
      "an inline access policy that lies in wait": {
        set: { [policies]: [{ objectId: "1", permissions: { keys: ["all"] } }] },
        says: [`${policies} has 1 entries`],
      },
    },
    unknown: {
      "an unknown model": { set: { [enabled]: unknown }, at: enabled },
      "unknown access policies, with the model off": {
        set: { [policies]: unknown, [enabled]: false },
        at: policies,
        violations: 1,
      },
    },
  });

  it("fails for an access policy that stands as a resource of its own, on whichever vault", async () => {
    const type = "azure-native:keyvault:AccessPolicy";
    for (const token of [type, ...otherTokens(type)]) {
      const { violations } = await judgeResource(vaultRbac, {
        type: token,
        name: "grant",
        props: { vaultName: unknown, policy: { objectId: "1" } },
      });
      expect(violations).toHaveLength(1);
      expect(violations[0]!.message).toContain('Access policy "grant": it grants access by an access policy');
    }
  });
});
