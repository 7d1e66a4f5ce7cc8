import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runScript } from "./jobRunner";
import { repository } from "./workflow";

const documentation = readFileSync(join(repository, "docs/pull-requests.md"), "utf8");

describe("the guard in another repository", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "copied-guard-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("runs with what docs/pull-requests.md says to copy", async () => {
    const listed = /for the guard (.*?), with `bin`/s.exec(documentation)![1]!;
    const files = [...listed.matchAll(/`(.*?)`/g)].map(([, file]) => file!);
    expect(files).toContain("operator");
    for (const file of [...files, "package.json"]) {
      cpSync(join(repository, file), join(folder, file), { recursive: true });
    }
    symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"), "dir");
    cpSync(join(__dirname, "../operator/guard/fixtures/kore/unchanged.json"), join(folder, "preview.json"));

    const PATH = process.env["PATH"]!;
    const { exitCode, text } = await runScript("node operator/bin.js guard preview.json", folder, { PATH });

    expect([exitCode, text]).toEqual([0, expect.stringContaining("SAFE")]);
  });

  it("has an owner for each file that it is made of", () => {
    const owned = [...documentation.matchAll(/^ +\/(\S+?)\/? +@contoso\/platform$/gm)].map(([, path]) => path!);

    expect(owned).toEqual(
      expect.arrayContaining(["operator", "components", "settings.ts", "tools/translate", "package.json", ".github"]),
    );
    expect(owned.filter((path) => !existsSync(join(repository, path)))).toEqual([]);
  });
});
