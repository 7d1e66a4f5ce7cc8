import { configurationProblems } from "../../policy/configuration";
import { rules } from "../../policy/rules";

describe("configurationProblems", () => {
  it.each([
    ["nothing", {}],
    ["levels", { "vault-rbac": "advisory" as const, "key-hsm": "disabled" as const }],
    ["a level for all rules", { all: "advisory" as const }],
    ["properties", { "vault-soft-delete": { enforcementLevel: "mandatory" as const, minimumDays: 30 } }],
    ["what the engine fills in", Object.fromEntries(rules.map(({ name }) => [name, {}]))],
  ])("accepts %s", (_title, configuration) => {
    expect(configurationProblems(configuration, rules)).toEqual([]);
  });

  it("names every unknown rule and property at once, with the nearest known one", () => {
    expect(
      configurationProblems(
        {
          "vault-purge-protecton": "mandatory",
          "something-else-altogether": { days: 1 },
          "vault-soft-delete": { enforcementLevel: "mandatory", minimumDay: 30 },
          "vault-rbac": { strict: true },
          all: { minimumDays: 1 },
        },
        rules,
      ),
    ).toEqual([
      '"vault-purge-protecton" is not a rule of this pack; did you mean "vault-purge-protection"?',
      '"something-else-altogether" is not a rule of this pack',
      '"vault-soft-delete" has no property "minimumDay"; did you mean "minimumDays"?; it takes enforcementLevel, minimumDays',
      '"vault-rbac" has no property "strict"; it takes enforcementLevel',
      '"all" has no property "minimumDays"; it takes enforcementLevel',
    ]);
  });

  it.each(["constructor", "__proto__", "toString"])("is not misled by %s", (name) => {
    const configuration = JSON.parse(`{${JSON.stringify(name)}: "mandatory"}`);
    expect(configurationProblems(configuration, rules)).toEqual([`"${name}" is not a rule of this pack`]);
  });
});
