import { maximumAddresses, maximumRanges, specialBlocks, widestPrefix } from "../../components/plan/ipv4Ranges";
import { specialPurposeBlocks } from "../../policy/resources/addressRange";
import { manyAddresses, maximumRules, widestRange } from "../../policy/rules/vault-firewall-ranges";

describe("the pack's list of blocks that no client comes from", () => {
  it("has the same blocks as the program's, so that no range passes the one and fails the other", () => {
    expect(specialPurposeBlocks.map(({ text }) => text).sort()).toEqual(specialBlocks.map(({ cidr }) => cidr).sort());
  });
});

describe("the pack's limits of a firewall", () => {
  it("are the program's, so that no range passes the one and fails the other", () => {
    expect({ maximumRules, widestRange, manyAddresses }).toEqual({
      maximumRules: maximumRanges,
      widestRange: 2 ** (32 - widestPrefix),
      manyAddresses: maximumAddresses,
    });
  });
});
