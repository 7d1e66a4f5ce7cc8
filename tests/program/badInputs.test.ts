import { nameOf, refusal, type Configuration } from "../support/stackConfiguration";
import { access } from "./badInputs/access";
import type { BadInput } from "./badInputs/badInput";
import { identity } from "./badInputs/identity";
import { ranges } from "./badInputs/ranges";
import { rotations } from "./badInputs/rotations";
import { types } from "./badInputs/types";
import { unknownKeys } from "./badInputs/unknownKeys";
import { vaultAndKey, vaultNames } from "./badInputs/vaultAndKey";

/**
 * Bad inputs, each with its number. They are refused before anything is registered, by a message that names the key, the
 * value, the rule and the fix, and for no other reason than their own.
 */
describe("the program refuses", () => {
  const rows = [
    ...identity,
    ...vaultNames,
    ...vaultAndKey,
    ...rotations,
    ...ranges,
    ...access,
    ...types,
    ...unknownKeys,
  ];

  it.each(rows.map((row): [string, BadInput] => [row.id, row]))("%s", (_, { set, rule, fix = /\S/, at, value }) => {
    const keys = at ?? Object.keys(set).filter((name) => name !== "networkMode");
    const problems = refusal(set);
    const [problem] = problems;
    expect(problems.map((told) => told.key)).toEqual(keys.map(nameOf));
    expect(problem?.rule).toMatch(rule);
    expect(problem?.fix).toMatch(fix);
    expect(problem?.value).toBe(value ?? shown(set, keys[0]!));
  });

  it("B100 a secret for a name, without showing it", () => {
    const [problem, ...more] = refusal({ vaultName: "kv-hidden" }, ["vaultName"]);
    expect(more).toEqual([]);
    expect(problem).toEqual({
      key: nameOf("vaultName"),
      value: '"[secret]"',
      rule: expect.stringContaining("no key of this project is a secret"),
      fix: expect.stringContaining("--plaintext"),
    });
  });
});

/** A value as a message shows it: an element of a list alone, what could not be read as the text that it is. */
function shown(set: Configuration, key: string): string {
  const [, name = key, index] = /^(.*)\[(\d+)\]$/.exec(key) ?? [];
  const value = index === undefined ? set[name] : (set[name] as unknown[])[Number(index)];
  const text = JSON.stringify(value).replace(
    /[^\x20-\x7e]/gu,
    (letter) => `\\u{${letter.codePointAt(0)!.toString(16)}}`,
  );
  return text;
}

// Rows of the list that no configuration can show:
// B10, B12 and B87's "other tenant" need the login's or the app's tenant: tests/components/koreByok.test.ts, and
//   koreServicePrincipal.test.ts.
// B23, B24 (name taken or soft-deleted) and B102 (one vault and key in two components) are Azure's to refuse: it knows
//   the names. The simulated Azure refuses them in its words.
// B41 and B46's "90 to 30" compare with a vault that stands: tests/components/plan/vaultUpdate.test.ts, byokVault.test.ts.
// B42's key without unwrapKey and decrypt is one that exists: tests/components/plan/keyRules.test.ts, byokKey.test.ts.
// B85: an endpoint takes its network's region, so another cannot be asked for: vaultPrivateEndpoint.test.ts.
// B97's options on a component: tests/components/koreByok.test.ts. A transform of the user's may do what it likes to the
//   program; the policies vault-protected and key-protected see it.
// B103: the API version is the pinned provider's, not a setting.
// B22, B25, B86, B88 and B101 are accepted, some with a warning: nearMisses.test.ts.
