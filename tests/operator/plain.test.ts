import { plain, plainLines } from "../../operator/plain";

describe("text of others", () => {
  it("loses what would move a terminal's cursor, or turn the writing about", () => {
    expect(plain("Kore\u001b[2J\u001b]0;x\u0007\u009b31m\r\nApproved\u202edevorppA\u2066")).toBe(
      "Kore [2J ]0;x 31m Approved devorppA ",
    );
    expect(plain("Grüße, 数 🔑")).toBe("Grüße, 数 🔑");
  });

  it("keeps its lines where it has several", () => {
    expect(plainLines("one\u001b[1A\r\ntwo\n")).toBe("one [1A\ntwo\n");
  });
});
