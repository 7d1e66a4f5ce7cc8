import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { PolicyPackConfig } from "@pulumi/policy";
import { z } from "zod";
import { configurationProblems } from "../../policy/configuration";
import { rules } from "../../policy/rules";

const folder = path.join(__dirname, "../../policy/profiles");
const read = (profile: string): PolicyPackConfig =>
  JSON.parse(readFileSync(path.join(folder, `${profile}.json`), "utf8"));

/** A profile's setting of a rule, in the engine's two forms. */
function setting(profile: PolicyPackConfig, name: string): { level: unknown; config: Record<string, unknown> } {
  const given = profile[name]!;
  if (typeof given === "string") {
    return { level: given, config: {} };
  }
  const { enforcementLevel: level, ...config } = given;
  return { level, config };
}

/** What the pack does without a profile. */
const defaults = Object.fromEntries(
  rules.map(({ name, enforcementLevel: level, configSchema }) => {
    const stated = Object.entries(configSchema?.properties ?? {}).filter(([, schema]) => schema.default !== undefined);
    return [
      name,
      { level, config: Object.fromEntries(stated.map(([property, schema]) => [property, schema.default])) },
    ];
  }),
);
const settingsOf = (profile: PolicyPackConfig): object =>
  Object.fromEntries(Object.keys(profile).map((name) => [name, setting(profile, name)]));
const raised = (...names: string[]): object =>
  Object.fromEntries(names.map((name) => [name, { ...defaults[name]!, level: "mandatory" }]));

describe("the profiles", () => {
  const present = readdirSync(folder).map((file) => path.basename(file, ".json"));

  // A team may commit one of its own (docs/pull-requests.md, "A deliberate new key").
  it("have the three among them that are documented", () => {
    expect(present).toEqual(expect.arrayContaining(["baseline", "hsm", "private"]));
  });

  it.each(present)("%s names rules and properties that exist, with values they take", (name) => {
    const profile = read(name);
    expect(configurationProblems(profile, rules)).toEqual([]);
    for (const { name: rule, configSchema } of rules) {
      const { level, config } = setting(profile, rule);
      expect(["mandatory", "advisory", "disabled"]).toContain(level);
      const schema = z.fromJSONSchema({
        type: "object",
        ...configSchema,
        additionalProperties: false,
      } as Parameters<typeof z.fromJSONSchema>[0]);
      expect([rule, schema.safeParse(config).error]).toEqual([rule, undefined]);
    }
  });

  it("baseline is the defaults, written out", () => {
    expect(settingsOf(read("baseline"))).toEqual(defaults);
  });

  it("private makes a private network mandatory", () => {
    expect(settingsOf(read("private"))).toEqual({ ...defaults, ...raised("vault-public-access") });
  });

  it("hsm makes premium, HSM and a private network mandatory", () => {
    expect(settingsOf(read("hsm"))).toEqual({
      ...defaults,
      ...raised("vault-public-access", "vault-premium-sku", "key-hsm"),
    });
  });
});
