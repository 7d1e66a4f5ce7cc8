import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { rules } from "../../../policy/rules";

const root = path.join(__dirname, "../../..");
const document = "docs/policy-rules.md";

/** Runs the generator on a copy of the sources, so that the repository's own page is never touched. */
describe("the policy rule reference", () => {
  let copy: string;
  const generate = (...args: string[]): { status: number | null; stderr: string } =>
    spawnSync(process.execPath, ["--import", "tsx", "tools/docs/policyReference.ts", ...args], {
      cwd: copy,
      encoding: "utf8",
    });
  const page = (): string => readFileSync(path.join(copy, document), "utf8");

  beforeEach(() => {
    copy = mkdtempSync(path.join(tmpdir(), "policy-reference-"));
    for (const part of ["policy", "tools/docs", "package.json", ".prettierrc.json", document]) {
      mkdirSync(path.dirname(path.join(copy, part)), { recursive: true });
      cpSync(path.join(root, part), path.join(copy, part), { recursive: true });
    }
    symlinkSync(path.join(root, "node_modules"), path.join(copy, "node_modules"));
  });
  afterEach(() => rmSync(copy, { recursive: true, force: true }));

  it("is up to date in the repository, and written the same again", () => {
    const committed = page();
    expect(generate("--check")).toMatchObject({ status: 0, stderr: "" });
    expect(generate()).toMatchObject({ status: 0 });
    expect(page()).toBe(committed);
  });

  it("has a row and a section for every rule", () => {
    for (const { name, description } of rules) {
      expect(page()).toContain(`| [\`${name}\`](#${name})`);
      expect(page()).toContain(`\n## ${name}\n\n${description}\n`);
    }
  });

  it("is refused by --check when a rule has changed, or when it is missing", () => {
    const rule = path.join(copy, "policy/rules/vault-rbac.ts");
    writeFileSync(
      rule,
      readFileSync(rule, "utf8").replace("which Contributors can change", "which anybody can change"),
    );
    const before = page();
    const drifted = generate("--check");
    expect(drifted.status).toBe(1);
    expect(drifted.stderr).toContain("docs/policy-rules.md is out of date. Run: tsx tools/docs/policyReference.ts");
    expect(page()).toBe(before);
    rmSync(path.join(copy, document));
    expect(generate("--check").status).toBe(1);
  });

  it("refuses an option that it does not know", () => {
    const refused = generate("--chek");
    expect(refused.status).not.toBe(0);
    expect(refused.stderr).toContain("--chek");
  });
});
