import { checkArgumentTypes, checkKnownEarly } from "../../../components/plan/argumentTypes";
import { checkByok, type ByokRequest } from "../../../components/plan/checkByok";
import { keys } from "../../../settings";

const koreClientId = "5f4d9b7a-3a55-4c1c-9d0f-1f2e3d4c5b6a";
/** One value of each type that a caller in another language might pass. */
const values = {
  text: "text",
  number: 90,
  flag: true,
  list: ["text"],
  object: { name: "text" },
  nothing: null,
  numbers: [5],
};
const keysOf = (request: object) => checkByok(request as ByokRequest, new Date()).map(({ key }) => key);

describe("an argument's type", () => {
  it.each<[keyof ByokRequest, (keyof typeof values)[]]>([
    ["vaultName", ["text"]],
    ["koreClientId", ["text"]],
    ["keySize", ["number"]],
    ["deleteLock", ["flag"]],
    ["allowKeyReplacement", ["flag"]],
    ["koreIpRanges", ["list"]],
    ["alertEmails", ["list"]],
    ["keyRotation", ["object"]],
    ["tags", ["object"]],
  ])("B99 of %s is %j alone", (key, types) => {
    const accepted = Object.entries(values).filter(([, value]) => checkArgumentTypes({ [key]: value }).length === 0);
    expect(accepted.map(([type]) => type)).toEqual(types);
  });

  it.each(Object.keys(keys))("B99 of %s is told as one problem, whatever comes", (key) => {
    for (const value of [null, Symbol.iterator, { a: { b: 1 } }, [[]]]) {
      expect(keysOf({ koreClientId, [key]: value })).toEqual([key]);
    }
  });

  it("B99 does not make a text true: it would lift the protection", () => {
    expect(keysOf({ koreClientId, allowKeyReplacement: "false", existingKey: "false" })).toEqual([
      "allowKeyReplacement",
      "existingKey",
    ]);
  });

  it("leaves alone what is no argument, and what is left out", () => {
    expect(checkArgumentTypes({ vaultName: undefined, toString: 5, ["__proto__x"]: 5 })).toEqual([]);
  });
});

it("B100 what decides what is made cannot be an output; what is only a value can", () => {
  const pending = new Set(["vaultName", "koreAccess", "existingVaultId", "koreClientId", "koreIpRanges", "tags"]);
  expect(checkKnownEarly(pending).map(({ key }) => key)).toEqual(["vaultName", "koreAccess", "existingVaultId"]);
});
