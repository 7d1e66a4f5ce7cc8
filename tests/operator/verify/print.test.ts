import { coloursFor } from "../../../operator/colours";
import { formatStage } from "../../../operator/verify/print";

const failed = {
  stage: "connection",
  passed: false,
  detail: "failed",
  kind: "firewall",
  cause: "The vault's firewall does not admit the client address 20.42.7.9.",
  fix: "Add it.",
} as const;

describe("the stages in a terminal", () => {
  const plain = coloursFor({ isTTY: false }, {});

  it("say what passed, what failed with cause and fix, and what was not run", () => {
    expect(formatStage({ stage: "decryption", passed: true, detail: "the same bytes came back" }, plain)).toBe(
      "passed   decryption      the same bytes came back",
    );
    expect(formatStage(failed, plain)).toBe(
      "failed   connection      The vault's firewall does not admit the client address 20.42.7.9.\n" +
        "                         Fix: Add it.",
    );
    expect(formatStage({ stage: "wrapKey", passed: false, detail: "not run" }, plain)).toBe("not run  wrapKey");
  });

  it("have colours in a terminal alone, and none with NO_COLOR", () => {
    const escape = String.fromCharCode(27);

    expect(formatStage(failed, coloursFor({ isTTY: true }, {}))).toContain(escape);
    expect(formatStage(failed, coloursFor({ isTTY: true }, { NO_COLOR: "1" }))).not.toContain(escape);
    expect(formatStage(failed, coloursFor({}, { CI: "true" }))).not.toContain(escape);
  });
});
