import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import MarkdownIt from "markdown-it";

const root = path.join(__dirname, "../../..");

/** The tables of docs/safety.md in order, each as rows of cells, without the head. */
function tables(): string[][][] {
  const found: string[][][] = [];
  const tokens = new MarkdownIt().parse(readFileSync(path.join(root, "docs/safety.md"), "utf8"), {});
  tokens.forEach(({ type }, index) => {
    if (type === "tbody_open") {
      found.push([]);
    } else if (type === "tr_open" && found.length > 0 && tokens[index + 1]?.type === "td_open") {
      found.at(-1)!.push([]);
    } else if (type === "td_open") {
      found
        .at(-1)!
        .at(-1)!
        .push(tokens[index + 1]!.content);
    }
  });
  return found;
}

/** The files that a cell of the last column names: a path in backquotes, or a scenario by its bare name. */
function testFiles(cell: string): string[] {
  return cell
    .split(", ")
    .filter((name) => name !== "none")
    .map((name) => (name.startsWith("`") ? name.slice(1, -1) : `tests/scenarios/${name}.test.ts`));
}

describe("docs/safety.md", () => {
  const [attacks = [], ways = []] = tables();
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1));

  it("has a row for each of the twenty attacks and each of the 49 ways, in order", () => {
    expect(attacks.map(([number]) => number)).toEqual(numbers(20));
    expect(ways.map(([number]) => number)).toEqual(numbers(49));
  });

  it.each([...attacks, ...ways].map((row) => [row[1]!, row]))(
    "says of %s what comes of it and which test shows it",
    (_, row) => {
      expect(row).toHaveLength(4);
      expect(row.filter((cell) => cell.trim() === "")).toEqual([]);
      expect(testFiles(row[3]!).filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
    },
  );

  it("shows every attack by a test, and calls none prevented or recovered without one, unless no argument leads there", () => {
    const untested = (rows: string[][]) => rows.filter(([, , , tests = ""]) => testFiles(tests).length === 0);
    expect(untested(attacks)).toEqual([]);
    expect(
      untested(ways).filter(([, , what = ""]) =>
        /prevented|recovered/.test(what.replace(/not prevented|prevented: no argument/g, "")),
      ),
    ).toEqual([]);
  });
});
