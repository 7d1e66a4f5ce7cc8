import { specialBlocks } from "../../components/plan/ipv4Ranges";
import { specialPurposeBlocks } from "../../policy/resources/addressRange";

describe("the pack's list of blocks that no client comes from", () => {
  it("has the same blocks as the program's, so that no range passes the one and fails the other", () => {
    expect(specialPurposeBlocks.map(({ text }) => text).sort()).toEqual(specialBlocks.map(({ cidr }) => cidr).sort());
  });
});
