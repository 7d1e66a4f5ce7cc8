import * as path from "node:path";
import { EnforcementLevel, PolicyType } from "@pulumi/pulumi/proto/analyzer_pb";
import { rules } from "../../policy/rules";
import { unknown, urnOf } from "../support/policyArgs";
import { changed, key, roleAssignment, vault } from "../support/policyFixtures";
import { keyOf, vaultOf } from "../support/policyStack";
import { servePack, ServedPack } from "../support/servedPack";

describe("the pack in a process of its own, spoken to as by the engine", () => {
  let pack: ServedPack;

  beforeAll(async () => {
    pack = await servePack(path.join(__dirname, "../../policy"));
  }, 60_000);
  afterAll(() => pack.stop());
  beforeEach(() => pack.configure({}));

  it("introduces itself with every rule, its level, schema and references", async () => {
    const info = await pack.info();
    expect(info.name).toBe("kore-byok-azure");
    expect(info.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(info.policiesList.map(({ name }) => name)).toEqual(rules.map(({ name }) => name));
    const softDelete = info.policiesList.find(({ name }) => name === "vault-soft-delete")!;
    expect(softDelete.enforcementlevel).toBe(EnforcementLevel.MANDATORY);
    expect(softDelete.configschema?.properties).toBeDefined();
    expect(softDelete.framework?.reference).toBe("3.3.5");
    const stackRules = info.policiesList.filter(({ policyType }) => policyType === PolicyType.POLICY_TYPE_STACK);
    expect(stackRules.map(({ name }) => name)).toEqual([
      "vault-dedicated",
      "vault-delete-lock",
      "vault-audit-logs",
      "private-endpoint-dns",
    ]);
  });

  it("finds no mandatory violation in compliant resources", async () => {
    for (const resource of [vault(), key(), roleAssignment()]) {
      const found = await pack.analyze(resource);
      expect(found.filter(({ enforcementlevel }) => enforcementlevel === EnforcementLevel.MANDATORY)).toEqual([]);
    }
  });

  it("names rule, value and fix of a mandatory violation", async () => {
    const [violation, ...others] = await pack.analyze(changed(vault(), { "properties.enablePurgeProtection": false }));
    expect(others.map(({ policyname }) => policyname)).toEqual(["vault-public-access"]);
    expect(violation).toMatchObject({
      policyname: "vault-purge-protection",
      enforcementlevel: EnforcementLevel.MANDATORY,
      message: expect.stringContaining(
        'Vault "kv": properties.enablePurgeProtection is false. Rule: purge protection must be on. ' +
          "Fix: set properties.enablePurgeProtection to true.",
      ) as string,
    });
  });

  it("tells a rule that an unknown value kept from judging, by its name", async () => {
    const found = await pack.analyze(changed(vault(), { "properties.enablePurgeProtection": unknown }));
    const [notJudged] = found.filter(({ policyname }) => policyname === "vault-purge-protection");
    expect(notJudged!.enforcementlevel).toBe(EnforcementLevel.ADVISORY);
    expect(notJudged!.message).toMatch(
      /^can't run policy 'vault-purge-protection' .* during preview: .*enablePurgeProtection can't be known/,
    );
  });

  it("judges the stack by what depends on what", async () => {
    const when = "in the preview of a new stack";
    const found = await pack.analyzeStack([vaultOf(when), keyOf(when), keyOf(when, "second")]);
    expect(found.map(({ policyname, urn }) => [policyname, urn])).toEqual([
      ["vault-dedicated", urnOf(vaultOf(when))],
      ["vault-delete-lock", urnOf(vaultOf(when))],
      ["vault-audit-logs", urnOf(vaultOf(when))],
    ]);
  });

  it("runs both halves of a rule that judges resource and stack", async () => {
    const names = (found: { policyname: string }[]): string[] => found.map(({ policyname }) => policyname);
    expect(names(await pack.analyze(changed(roleAssignment(), { principalType: undefined })))).toEqual([
      "role-principal-type",
    ]);
    const principal = {
      type: "azuread:index/servicePrincipal:ServicePrincipal",
      name: "app",
      props: { objectId: unknown },
    };
    const byDefault = { ...changed(roleAssignment(), { principalType: "User" }), from: { principalId: ["app"] } };
    expect(names(await pack.analyzeStack([principal, byDefault]))).toEqual(["role-principal-type"]);
  });

  it("obeys its configuration", async () => {
    const short = changed(vault(), { "properties.softDeleteRetentionInDays": 30 });
    const softDelete = async (): Promise<unknown[]> =>
      (await pack.analyze(short)).filter(({ policyname }) => policyname === "vault-soft-delete");
    expect(await softDelete()).toHaveLength(1);
    await pack.configure({ "vault-soft-delete": { minimumDays: 30 } });
    expect(await softDelete()).toHaveLength(0);
  });

  it("refuses a configuration with unknown names, all at once", async () => {
    const refused = pack.configure({ "vault-softdelete": {}, "key-rsa-size": { minimumBit: 4096 } });
    await expect(refused).rejects.toThrow("the policy configuration is refused:\n- ");
    await expect(refused).rejects.not.toThrow(/\bat .*configuration\.ts/);
    await expect(refused).rejects.toThrow(
      /"vault-softdelete" is not a rule of this pack; did you mean "vault-soft-delete"\?/,
    );
    await expect(refused).rejects.toThrow(/"key-rsa-size" has no property "minimumBit"; did you mean "minimumBits"\?/);
  });
});
