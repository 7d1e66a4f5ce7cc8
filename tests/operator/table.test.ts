import { printTable } from "../../operator/table";

describe("a table", () => {
  const head = ["Name", "Message", ""];
  const rows = [
    ["one", "\u001b[32mKore.ai BYOK\u001b[39m", "pending"],
    ["two", "", "approved"],
  ];

  it("is one where no terminal is, or it has the width or none", () => {
    const wide = printTable(head, rows, undefined);
    const width = wide.indexOf("\n");

    expect(wide).toContain("│ one  │ \u001b[32mKore.ai BYOK\u001b[39m │ pending  │");
    expect([printTable(head, rows, width), printTable(head, rows, 0)]).toEqual([wide, wide]);
    expect(printTable(head, rows, width - 1)).not.toContain("│");
  });

  it("is a block for each row, a field a line, where the terminal is narrower", () => {
    expect(printTable(head, rows, 20)).toBe(
      "Name     one\nMessage  \u001b[32mKore.ai BYOK\u001b[39m\n         pending\n\nName     two\nMessage\n         approved",
    );
  });
});
