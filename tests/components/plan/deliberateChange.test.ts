import {
  checkHaste,
  checkNetworkStays,
  checkOtherKey,
  checkOtherVault,
  type ComponentUpdate,
} from "../../../components/plan/deliberateChange";
import type { Problem } from "../../../components/plan/problem";

const now = new Date("2026-11-27T12:00:00Z");
const past = "2026-11-01";
const keysOf = (problems: Problem[]) => problems.map(({ key }) => key);
type Args = Record<string, unknown>;

it("flag and change at once are refused by the name of what changed, each of them alone is not", () => {
  const haste = (before: Args, after: Args) => keysOf(checkHaste({ before, after, outputs: {} }, ["keyName"]));
  expect(haste({ keyName: "a" }, { keyName: "b", allowReplacement: true })).toEqual(["keyName"]);
  expect(haste({ keyName: "a" }, { keyName: "a", allowReplacement: true })).toEqual([]);
  expect(haste({ keyName: "a", allowReplacement: true }, { keyName: "b", allowReplacement: true })).toEqual([]);
});

describe("another key", () => {
  const outputs = { keyName: "a", keyIdentifier: "https://kv-a.vault.azure.net/keys/a" };
  const base = { vaultName: "kv-a", keyName: "a" };
  const refused = (before: Args, after: Args, given: Args = outputs) =>
    keysOf(checkOtherKey({ before: { ...base, ...before }, after: { ...base, ...after }, outputs: given }, now));

  it.each<[string, Args, Args, string[]]>([
    ["no other", { existingKey: true }, { existingKey: true }, []],
    ["in another case", { existingKey: true }, { existingKey: true, keyName: "A" }, []],
    ["another name", { existingKey: true }, { existingKey: true, keyName: "b" }, ["keyName"]],
    ["another vault", { existingKey: true }, { existingKey: true, vaultName: "kv-b" }, ["vaultName"]],
    ["one made here instead", { existingKey: true }, { keyName: "b" }, ["keyName"]],
    [
      "another name on purpose",
      { existingKey: true, allowReplacement: true },
      { existingKey: true, allowReplacement: true, keyName: "b" },
      [],
    ],
    ["a vault that is not known yet", { existingKey: true }, { existingKey: true, vaultName: undefined }, []],
    // What is made here Pulumi itself protects.
    ["another name of one made here", {}, { keyName: "b" }, []],
  ])("before the enforcement date: %s", (_, before, after, keys) => {
    expect(refused(before, after)).toEqual(keys);
  });

  it("is refused from the enforcement date on, made here or not, whatever the flag, and with the date taken out", () => {
    for (const existingKey of [true, false]) {
      const flag = { existingKey, allowReplacement: true };
      expect(refused({ ...flag, enforcementDate: past }, { ...flag, keyName: "b" })).toEqual(["keyName"]);
      expect(refused(flag, { ...flag, keyName: "b", enforcementDate: past })).toEqual(["keyName"]);
      expect(refused(flag, { ...flag, keyName: "b", enforcementDate: "2027-01-31" })).toEqual([]);
    }
  });

  it("corrects one that was never handed out", () => {
    expect(refused({ existingKey: true }, { existingKey: true, keyName: "b" }, {})).toEqual([]);
  });
});

describe("another vault", () => {
  const id = (name: string) => `/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/${name}`;
  const outputs = { vaultName: "kv-a", vaultId: id("kv-a") };
  const refused = (before: Args, after: Args) => keysOf(checkOtherVault({ before, after, outputs }, now));

  it.each<[string, Args, Args, string[]]>([
    ["an existing one", { existingVaultId: id("kv-a") }, { existingVaultId: id("kv-b") }, ["existingVaultId"]],
    ["the same in another spelling", { existingVaultId: id("kv-a") }, { existingVaultId: id("KV-A") }, []],
    ["one made here", { existingVaultId: id("kv-a") }, {}, ["existingVaultId"]],
    ["one that Pulumi protects", { vaultName: "kv-a" }, { vaultName: "kv-b" }, []],
    ["its generated name said", {}, { vaultName: "kv-a" }, []],
  ])("before the enforcement date: %s", (_, before, after, keys) => {
    expect(refused(before, after)).toEqual(keys);
  });

  it("is refused from the enforcement date on, a generated name for a given one too", () => {
    const since = { enforcementDate: past };
    expect(refused({ ...since, vaultName: "kv-a" }, { ...since, vaultName: "kv-b" })).toEqual(["vaultName"]);
    expect(refused({ ...since, vaultName: "kv-a" }, since)).toEqual(["vaultName"]);
    expect(refused(since, { ...since, vaultName: "kv-b" })).toEqual(["vaultName"]);
    expect(refused(since, since)).toEqual([]);
  });
});

describe("the vault's network", () => {
  const base = { enforcementDate: past, networkMode: "firewall", koreIpRanges: ["20.42.7.0/28", "52.168.3.9"] };
  const refused = (after: Args, more: Partial<ComponentUpdate> = {}) =>
    keysOf(checkNetworkStays({ before: base, after: { ...base, ...after }, outputs: { vaultId: "id" }, ...more }, now));

  it.each<[string, Args, string[]]>([
    ["as it is", {}, []],
    ["the other mode", { networkMode: "privateEndpoint", koreIpRanges: [] }, ["networkMode"]],
    ["the other mode by default", { networkMode: undefined, koreIpRanges: undefined }, ["networkMode"]],
    ["none of Kore's ranges left", { koreIpRanges: ["8.8.8.8"] }, ["koreIpRanges"]],
    ["no range at all", { koreIpRanges: [] }, ["koreIpRanges"]],
    ["one of them left, in a wider one", { koreIpRanges: ["52.168.3.0/24", "8.8.8.8"] }, []],
    ["ranges that are not known yet", { koreIpRanges: Symbol("unknown") }, []],
    ["Kore cut off on purpose", { networkMode: "privateEndpoint", koreAccess: "revoked" }, []],
    ["a vault of someone else's", { networkMode: "privateEndpoint", existingVaultId: "id" }, []],
  ])("after the enforcement date: %s", (_, after, keys) => {
    expect(refused(after)).toEqual(keys);
  });

  it("may change before the date, and where no vault was made", () => {
    const other = { networkMode: "privateEndpoint" };
    expect(refused(other, { before: { ...base, enforcementDate: undefined }, after: other })).toEqual([]);
    expect(refused(other, { outputs: {} })).toEqual([]);
  });
});
