import { checkArguments, checkOutputs } from "../../../components/plan/argumentTypes";
import { checkByok, type ByokRequest } from "../../../components/plan/checkByok";
import { byokVaultArguments, koreByokArguments } from "../../../components/plan/componentArguments";
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
/** The problems of arguments beside the one that is required. */
const typesOf = (request: object) => checkArguments({ koreClientId, ...request }, koreByokArguments, new Set());
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
    const accepted = Object.entries(values).filter(([, value]) => typesOf({ [key]: value }).length === 0);
    expect(accepted.map(([type]) => type)).toEqual(types);
  });

  it.each(Object.keys(keys))("B99 of %s is reported under its own name alone, whatever comes", (key) => {
    for (const value of [null, Symbol.iterator, { a: { b: 1 } }, [[]]]) {
      // What is wrong inside of tags or keyRotation is reported part by part.
      const keysAlone = keysOf({ koreClientId, [key]: value }).map((each) => each.split(".")[0]);
      expect([...new Set(keysAlone)]).toEqual([key]);
    }
  });

  it("B99 does not make a text true: it would lift the protection", () => {
    expect(keysOf({ koreClientId, allowKeyReplacement: "false", existingKey: "false" })).toEqual([
      "allowKeyReplacement",
      "existingKey",
    ]);
  });

  it("leaves alone what is left out, under whatever name", () => {
    expect(typesOf({ vaultName: undefined, vaultNmae: undefined })).toEqual([]);
  });
});

describe("an argument's name", () => {
  it.each<[string, string]>([
    ["vaultNmae", "leave it out; did you mean vaultName?"],
    ["ipRanges", "leave it out; did you mean koreIpRanges?"],
    ["enablePurgeProtection", "leave it out; the nearest argument is "],
    ["toString", "leave it out; the nearest argument is "],
    ["__proto__x", "leave it out; the nearest argument is "],
  ])("that is none, %s, is told with the nearest", (key, fix) => {
    expect(typesOf({ [key]: 5 })).toEqual([
      { key, value: 5, rule: expect.stringContaining("not an argument"), fix: expect.stringContaining(fix) },
    ]);
  });

  it("is one of the component's own, not of another's", () => {
    const given = { tenantId: "t", koreClientId };
    expect(checkArguments(given, byokVaultArguments, new Set())).toMatchObject([{ key: "koreClientId" }]);
  });

  it("that is required and missing is told, unless its value is only not known yet", () => {
    const told = checkArguments({ koreClientId: undefined }, koreByokArguments, new Set());
    expect(told).toMatchObject([{ key: "koreClientId", rule: expect.stringContaining("required") }]);
    expect(checkArguments({}, koreByokArguments, new Set(["koreClientId"]))).toEqual([]);
  });
});

it("B100 what decides what is made cannot be an output; what is only a value can", () => {
  const late = Object.keys(koreByokArguments).filter(
    (key) => checkOutputs(new Set([key]), koreByokArguments).length === 0,
  );
  expect(late.sort()).toEqual(
    [
      "koreClientId",
      "koreAppOwnerTenantId",
      "koreServicePrincipalObjectId",
      "tenantId",
      "location",
      "resourceGroupName",
      "vaultSku",
      "softDeleteRetentionDays",
      "keyType",
      "keySize",
      "koreIpRanges",
      "operatorIpRanges",
      "trustedMicrosoftServices",
      "endpointSubnetId",
      "privateDnsZoneId",
      "logAnalyticsWorkspaceId",
      "tags",
    ].sort(),
  );
  expect(checkOutputs(new Set(["vaultNmae"]), koreByokArguments)).toMatchObject([{ key: "vaultNmae" }]);
});
