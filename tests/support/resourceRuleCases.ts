import { ResourceValidationPolicy } from "@pulumi/policy";
import { Rule } from "../../policy/rule";
import { judgeResource, TestResource, urnOf } from "./policyArgs";
import { changed } from "./policyFixtures";

/** One change to a compliant resource. */
interface Case {
  /** Properties by their path; `undefined` removes one. */
  set?: Record<string, unknown>;
  opts?: TestResource["opts"];
  type?: string;
  config?: object;
}

interface Cases {
  rule: Rule & ResourceValidationPolicy;
  /** A compliant resource. */
  compliant: TestResource;
  /** Near misses among them: what looks wrong and is right. */
  passes: Record<string, Case>;
  /** What each message must say, besides the resource's name, the rule and the fix. */
  fails: Record<string, Case & { says: (string | RegExp)[] }>;
  /** What must be reported as not judged, and the violations that must be found all the same. */
  unknown: Record<string, Case & { at: string; violations?: number }>;
}

/** Other ways to write the token `azure-native:<module>:<Type>`. */
export function otherTokens(token: string): string[] {
  const [, module, type] = token.split(":");
  return [
    `azure-native:${module}/v20230701:${type}`,
    `azure-native:${module}/v20241201preview:${type}`,
    `azure-native_${module}_v20230701:${module}:${type}`,
    `azure-native_${module}_v20260301preview:${module}:${type}`,
  ];
}

/** Resources that are somebody else's, or another thing of the same name. */
const foreignTokens = [
  "azure:keyvault/keyVault:KeyVault",
  "azure-classic:keyvault:Vault",
  "azure-native:recoveryservices:Vault",
  "azure-native:keyvault:ManagedHsm",
  "azure-nativex:keyvault:Vault",
  "azure-native:keyvault:Vault:extra",
  "aws:kms/key:Key",
  "kore-byok-azure:index:ByokVault",
  "pulumi:pulumi:Stack",
];

/**
 * Declares the tests of a rule on single resources: the fixture passes, whatever the token's API version, and each
 * case changes it in one way.
 */
export function describeResourceRule({ rule, compliant, passes, fails, unknown }: Cases): void {
  const run = ({ set = {}, opts, type, config }: Case) => {
    const resource = changed(compliant, set);
    return judgeResource(rule, { ...resource, type: type ?? resource.type, opts: opts ?? resource.opts }, config);
  };

  it("has three passes, three failures and one unknown value at least", () => {
    expect(Object.keys(passes).length).toBeGreaterThanOrEqual(2); // and the fixture itself
    expect(Object.keys(fails).length).toBeGreaterThanOrEqual(3);
    expect(Object.keys(unknown).length).toBeGreaterThanOrEqual(1);
  });

  it("passes the compliant resource", async () => {
    expect(await run({})).toEqual({ violations: [] });
  });

  it.each(Object.entries(passes))("passes: %s", async (_title, given) => {
    expect(await run(given)).toEqual({ violations: [] });
  });

  it.each(Object.entries(fails))("fails: %s", async (_title, { says, ...given }) => {
    const { violations, notJudged, notApplicable } = await run(given);
    expect({ notJudged, notApplicable }).toEqual({});
    expect(violations).toHaveLength(1);
    const { message, urn } = violations[0]!;
    expect(message).toMatch(new RegExp(`"${compliant.name}": .+\\. Rule: .+\\. Fix: .+\\.$`));
    for (const part of says) {
      expect(message).toMatch(part);
    }
    expect(urn).toBe(urnOf({ ...compliant, type: given.type ?? compliant.type }));
  });

  it.each(Object.entries(unknown))("does not judge: %s", async (_title, { at, violations = 0, ...given }) => {
    const judgement = await run(given);
    expect(judgement.notJudged).toContain(` value at .${at} can't be known during preview`);
    expect(judgement.violations).toHaveLength(violations);
  });

  it("judges every API version of the resource", async () => {
    const [failing] = Object.values(fails);
    for (const type of otherTokens(compliant.type)) {
      expect(await run({ type })).toEqual({ violations: [] });
      expect((await run({ ...failing, type })).violations).toHaveLength(1);
    }
  });

  it("has nothing to say about other resources", async () => {
    const [failing] = Object.values(fails);
    for (const type of foreignTokens) {
      const { violations, notApplicable } = await run({ ...failing, type });
      expect(violations).toEqual([]);
      expect(notApplicable).toMatch(/^judges /);
    }
  });
}
