import fc from "fast-check";
import { checkKeyName, checkResourceGroupName, checkVaultName } from "../../../components/plan/names";
import { errorsOf } from "../../../components/plan/problem";

/** Parts without hyphens at their ends, joined by one hyphen each: every vault name has this shape. */
const vaultNames = fc.stringMatching(/^[a-z][a-z0-9]{0,7}(-[a-z0-9]{1,7}){0,2}$/).filter((name) => name.length >= 3);
const keyNames = fc.stringMatching(/^[0-9a-zA-Z-]{1,127}$/);

describe("a vault's name", () => {
  it("is accepted where it follows every rule", () => {
    fc.assert(fc.property(vaultNames, (name) => expect(errorsOf(checkVaultName("vaultName", name))).toEqual([])));
  });

  const rulesOf = (name: string) => errorsOf(checkVaultName("vaultName", name)).map(({ rule }) => rule);
  it.each<[string, (name: string) => string, RegExp]>([
    ["cut to two characters", (name) => name.slice(0, 1) + "x", /3 to 24/],
    ["lengthened to 25", (name) => name.padEnd(25, "x"), /3 to 24/],
    ["with a digit first", (name) => `1${name.slice(1)}`, /starts with a letter/],
    ["with a hyphen last", (name) => `${name.slice(0, 20)}x-`, /ends with a letter or digit/],
    ["with two hyphens in a row", (name) => `${name.slice(0, 20)}x--x`, /no two hyphens/],
    ["with an upper-case letter", (name) => name.slice(0, -1) + "X", /lower-case/],
    ["with a character of another kind", (name) => name.slice(0, -2) + "_x", /lower-case/],
  ])("breaks one rule %s", (_, mutate, rule) => {
    fc.assert(
      fc.property(vaultNames, (name) => {
        const rules = rulesOf(mutate(name));
        expect(rules).toHaveLength(1);
        expect(rules[0]).toMatch(rule);
      }),
    );
  });

  it("is only warned of where Azure may refuse it for a reserved word", () => {
    const [problem, ...more] = checkVaultName("vaultName", "contoso-xbox-kv");
    expect(more).toEqual([]);
    expect(problem).toMatchObject({ severity: "warning", rule: expect.stringContaining("xbox") });
  });
});

describe("a key's name", () => {
  it("is accepted with 1 to 127 letters, digits and hyphens, and with no other character", () => {
    fc.assert(fc.property(keyNames, (name) => expect(checkKeyName("keyName", name)).toEqual([])));
    fc.assert(
      fc.property(keyNames, fc.stringMatching(/^[^0-9a-zA-Z-]$/u), (name, other) => {
        expect(checkKeyName("keyName", name.slice(0, -1) + other)).toHaveLength(1);
      }),
    );
  });

  it.each(["", "k".repeat(128)])("is refused where it is too short or too long", (name) => {
    expect(checkKeyName("keyName", name)).toHaveLength(1);
  });

  it.each(["kore-byok/0123456789abcdef", "https://kv.vault.azure.net/keys/kore-byok"])(
    "is told apart from an identifier, %s",
    (name) => expect(checkKeyName("keyName", name)[0]?.fix).toContain("take <name>"),
  );
});

describe("a resource group's name", () => {
  it.each(["rg", "rg-kore_byok.(1)", "rg-zürich", "rg-東京-٣", "r".repeat(90)])("may be %s", (name) => {
    expect(checkResourceGroupName("resourceGroupName", name)).toEqual([]);
  });
  it.each(["", "r".repeat(91), "rg.", "rg/kore", "rg kore", "rg\u200b", "rg-zu\u0308rich", "rg-\u{1d49c}", "rg²"])(
    "may not be %j",
    (name) => {
      expect(checkResourceGroupName("resourceGroupName", name)).toHaveLength(1);
    },
  );
});
