import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { describeStalePages, stalePages, writePages, type Page } from "../../../tools/docs/page";

describe("generated pages", () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(path.join(tmpdir(), "pages-"))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const format = (file: string, text: string): Promise<string> =>
    Promise.resolve(`${text} of ${path.basename(file)}\n`);
  const pages = (first: string): Page[] => [
    { path: "docs/first.md", text: () => Promise.resolve(first) },
    { path: "docs/deep/second.json", text: () => Promise.resolve("{}") },
  ];

  it("are up to date once they are written, formatted for their kind", async () => {
    await writePages(root, pages("one"), format);
    expect(readFileSync(path.join(root, "docs/first.md"), "utf8")).toBe("one of first.md\n");
    expect(await stalePages(root, pages("one"), format)).toEqual([]);
    expect(describeStalePages([])).toBe("");
  });

  it("are found where the code says something else, and are left as they are", async () => {
    await writePages(root, pages("one"), format);
    expect(await stalePages(root, pages("two"), format)).toEqual(["docs/first.md"]);
    expect(readFileSync(path.join(root, "docs/first.md"), "utf8")).toBe("one of first.md\n");
  });

  it("are found where somebody wrote by hand, and where one is missing", async () => {
    await writePages(root, pages("one"), format);
    writeFileSync(path.join(root, "docs/first.md"), "one of first.md");
    rmSync(path.join(root, "docs/deep/second.json"));
    expect(await stalePages(root, pages("one"), format)).toEqual(["docs/first.md", "docs/deep/second.json"]);
  });

  it("are told each with the fix", () => {
    expect(describeStalePages(["docs/first.md", "docs/deep/second.json"]).split("\n")).toEqual([
      expect.stringMatching(/^docs\/first\.md .*npm run docs/),
      expect.stringMatching(/^docs\/deep\/second\.json .*npm run docs/),
    ]);
  });
});
