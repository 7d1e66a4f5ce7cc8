import { rolePrincipalType } from "../../../policy/rules/role-principal-type";
import { judgeStack, TestResource, unknown, urnOf } from "../../support/policyArgs";
import { changed, roleAssignment } from "../../support/policyFixtures";
import { describeResourceRule, otherTokens } from "../../support/resourceRuleCases";

const principalType = "principalType";

describe("role-principal-type, by the inputs", () => {
  describeResourceRule({
    rule: rolePrincipalType,
    compliant: roleAssignment(),
    passes: {
      "a user": { set: { [principalType]: "User" } },
      "a group": { set: { [principalType]: "Group" } },
      "an unknown principal": { set: { principalId: unknown } },
    },
    fails: {
      "left out": { set: { [principalType]: undefined }, says: ["principalType is not set", '"ServicePrincipal"'] },
      null: { set: { [principalType]: null }, says: ["principalType is not set"] },
      empty: { set: { [principalType]: "" }, says: ['principalType is ""'] },
      "an API version that has it not": {
        type: "azure-native:authorization/v20150701:RoleAssignment",
        set: { [principalType]: undefined, properties: { principalId: "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee" } },
        says: ["principalType is not set", "use API version 2022-04-01"],
      },
      "an API version that has it not, by a local package": {
        type: "azure-native_authorization_v20180101preview:authorization:RoleAssignment",
        set: { [principalType]: undefined },
        says: ["use API version 2022-04-01"],
      },
    },
    unknown: { "an unknown type": { set: { [principalType]: unknown }, at: principalType } },
  });
});

describe("role-principal-type, by where the principal comes from", () => {
  const servicePrincipal: TestResource = {
    type: "azuread:index/servicePrincipal:ServicePrincipal",
    name: "kore-app",
    props: { objectId: unknown },
  };
  const identity: TestResource = {
    type: "azure-native:managedidentity:UserAssignedIdentity",
    name: "pipeline",
    props: { principalId: unknown },
  };
  /** A resource with an identity of its own, of this type. */
  const app = (type?: string): TestResource => ({
    type: "azure-native:web:WebApp",
    name: "app",
    props: { identity: type && { type, principalId: unknown } },
  });
  const assigned = (type: unknown, source?: TestResource): TestResource => ({
    ...changed(roleAssignment(), { [principalType]: type, principalId: unknown }),
    ...(source && { from: { principalId: [source.name] } }),
  });

  it.each([
    ["a service principal under its own type", [servicePrincipal, assigned("ServicePrincipal", servicePrincipal)]],
    ["a managed identity under its own type", [identity, assigned("ServicePrincipal", identity)]],
    ["an agent's own type", [servicePrincipal, assigned("AgentServicePrincipal", servicePrincipal)]],
    ["a resource's identity under its own type", [app("SystemAssigned"), assigned("ServicePrincipal", app())]],
    ["a near miss: a user that a resource without an identity names", [app(), assigned("User", app())]],
    ["a resource with another's identity, which names a user", [app("UserAssigned"), assigned("User", app())]],
    ["a user from the configuration", [servicePrincipal, assigned("User")]],
    ["a near miss: the type left out, which the other part judges", [identity, assigned(undefined, identity)]],
  ])("passes: %s", async (_title, resources) => {
    expect(await judgeStack(rolePrincipalType, resources)).toEqual({ violations: [] });
  });

  it.each([servicePrincipal, identity, ...otherTokens(identity.type).map((type) => ({ ...identity, type }))])(
    "fails: the SDK's default for a principal from $type",
    async (source) => {
      const assignment = assigned("User", source);
      const { violations } = await judgeStack(rolePrincipalType, [source, assignment]);
      expect(violations).toHaveLength(1);
      expect(violations[0]!.urn).toBe(urnOf(assignment));
      expect(violations[0]!.message).toContain(
        `principalType is "User", but principalId comes from the service principal`,
      );
      expect(violations[0]!.message).toContain(`"${source.name}"`);
    },
  );

  it.each([
    ["a service principal", "Group", servicePrincipal],
    ["a managed identity", "ForeignGroup", identity],
    ["a resource's own identity", "User", app("SystemAssigned")],
    ["a resource's own identity beside another", "Group", app("SystemAssigned, UserAssigned")],
  ])("fails: %s as a %s", async (_title, type, source) => {
    const { violations } = await judgeStack(rolePrincipalType, [source, assigned(type, source)]);
    expect(violations).toHaveLength(1);
    expect(violations[0]!.message).toContain(
      `principalType is "${type}", but principalId comes from the service principal "${source.name}"`,
    );
  });

  it("fails: an identity in an API version that has the properties under properties", async () => {
    const properties = { principalType: "User", principalId: unknown };
    const old = { ...assigned(undefined), from: { properties: [identity.name] } };
    const { violations } = await judgeStack(rolePrincipalType, [identity, { ...old, props: { properties } }]);
    expect(violations).toHaveLength(1);
  });

  it("does not judge an unknown type, and judges the other assignments all the same", async () => {
    const judgement = await judgeStack(rolePrincipalType, [
      servicePrincipal,
      { ...assigned(unknown, servicePrincipal), name: "first" },
      { ...assigned("User", servicePrincipal), name: "second" },
    ]);
    expect(judgement.notJudged).toBe(
      `Role assignment "first": string value at .principalType can't be known during preview`,
    );
    expect(judgement.violations).toHaveLength(1);
  });

  it("has nothing to say about a stack without role assignments", async () => {
    expect((await judgeStack(rolePrincipalType, [servicePrincipal])).notApplicable).toMatch(/has no Role assignment/);
  });
});
