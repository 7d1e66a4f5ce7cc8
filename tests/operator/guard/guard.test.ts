import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import Ajv from "ajv";
import { koreByok } from "../koreByok";
import { fixturePath, previewOf, whole } from "./judged";

const dangerous = fixturePath("kore/key-rename-protected");
const folder = mkdtempSync(join(tmpdir(), "guard-"));
const write = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
/** The fixture as if it were made with `--show-sames`. */
const wholeFile = (name: string): string =>
  write(`${name.replace("/", "-")}.json`, JSON.stringify(whole(previewOf(name))));
const safe = wholeFile("kore/tags");
const schema = JSON.parse(
  readFileSync(resolve(__dirname, "../../../operator/guard/verdict.schema.json"), "utf8"),
) as object;
const validate = new Ajv({ allErrors: true }).compile(schema);

function parsed(stdout: string): Record<string, unknown> {
  const json = JSON.parse(stdout) as Record<string, unknown>;
  validate(json);
  expect(validate.errors).toBeNull();
  return json;
}

describe("kore-byok guard", () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("ends a safe plan with 0", async () => {
    const run = await koreByok(["guard", safe]);

    expect(run).toEqual({
      exitCode: 0,
      stdout:
        "SAFE  This plan affects neither the key nor Kore's access to it.\nstack dev of project kore-byok-azure\n",
      stderr: "",
    });
  });

  it("tells what a plain preview leaves out, and still ends with 0", async () => {
    const { exitCode, stdout } = await koreByok(["guard", fixturePath("kore/tags")]);

    expect(exitCode).toBe(0);
    expect(stdout).toContain("note     The preview leaves out 6 resources that do not change");
    expect(stdout).toContain("Make the preview with `pulumi preview --json --show-sames`.");
  });

  it("teaches --show-sames", async () => {
    const { stdout } = await koreByok(["guard", "--help"]);

    expect(stdout).toContain("pulumi preview --json --show-sames > preview.json");
    expect(stdout.replace(/\s+/g, " ")).not.toMatch(/preview --json(?! --show-sames)/);
  });

  it("ends a dangerous plan with 1, and says what it would do, the worst first", async () => {
    const { exitCode, stdout, stderr } = await koreByok(["guard", dangerous]);

    expect([exitCode, stderr]).toEqual([1, ""]);
    expect(stdout).toMatch(/^DANGEROUS {2}This plan would/);
    expect(stdout).toContain('danger   A rename to "kore-byok-2" would replace the key "kore-byok"');
    expect(stdout).toContain('keyName: "kore-byok" → "kore-byok-2"');
    expect(stdout).toContain("What to do: Revert the change.");
    expect(stdout).not.toContain("\u001b");
  });

  it.each([
    ["is not there", () => join(folder, "none.json"), "there is no such file"],
    [
      "is cut short",
      () => write("cut.json", readFileSync(dangerous, "utf8").slice(0, 2000)),
      "it was cut short after 2000 characters",
    ],
    ["is a state", () => fixturePath("kore/state"), "give that with --state"],
  ])("ends with 2 where the preview %s", async (_title, file, message) => {
    const { exitCode, stdout, stderr } = await koreByok(["guard", file()]);

    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
    expect(stderr).toContain("pulumi preview --json --show-sames > preview.json");
  });

  it("ends with 2 where it fails itself, whatever the form of the output", async () => {
    const preview = previewOf("kore/range-removed");
    const json = JSON.stringify(preview).replaceAll(
      '"bypass":"AzureServices"',
      `"bypass":${"[".repeat(20_000)}${"]".repeat(20_000)}`,
    );
    const file = write("deep.json", json);

    const { exitCode, stdout, stderr } = await koreByok(["guard", file, "--json"]);

    expect(exitCode).toBe(2);
    expect(parsed(stdout)).toMatchObject({ outcome: "unreadable" });
    expect(stderr).toContain("the guard failed on it: RangeError");
  });

  it.each([
    ["dangerous", () => dangerous, "", 1],
    ["unreadable", () => join(folder, "none.json"), "2>&1", 2],
  ])("keeps the exit code of a %s plan where nobody reads the output", async (_title, file, redirected, code) => {
    const bin = resolve(__dirname, "../../../operator/bin.js");
    const script = `"$0" "$1" guard "$2" --markdown ${redirected} | true; exit "\${PIPESTATUS[0]}"`;

    const exitCode = await new Promise((done) => {
      spawn("bash", ["-c", script, process.execPath, bin, file()], { stdio: "ignore" }).once("close", done);
    });

    expect(exitCode).toBe(code);
  });

  it("repeats no control character, and no line of its own making, of a file that it cannot read", async () => {
    const preview = { config: { "k\n::stop-commands::t\n\u001b[2J": 1 }, steps: [] };
    const files = [write("evil.json", JSON.stringify(preview)), write("evil.txt", "\u001b[2Jevil ##vso[x]")];

    for (const file of files) {
      const { exitCode, stderr } = await koreByok(["guard", file]);

      expect(exitCode).toBe(2);
      expect(stderr).toMatch(/^kore-byok guard: [\P{Cc}]+\n {2}expected: [\P{Cc}]+\n {2}fix: [\P{Cc}]+\n$/u);
    }
  });

  it("reads standard input, named or not", async () => {
    expect((await koreByok(["guard", "-"], { input: readFileSync(dangerous, "utf8") })).exitCode).toBe(1);
    expect((await koreByok(["guard"], { input: readFileSync(safe, "utf8") })).exitCode).toBe(0);
    const empty = await koreByok(["guard", "-"]);
    expect([empty.exitCode, empty.stderr]).toEqual([2, expect.stringContaining("standard input: it is empty")]);
  });

  it("judges the state too", async () => {
    const unchanged = fixturePath("kore/unchanged");

    expect((await koreByok(["guard", unchanged, "--state", fixturePath("kore/state")])).exitCode).toBe(0);
    expect((await koreByok(["guard", unchanged, "--state", fixturePath("kore/state-unprotected")])).exitCode).toBe(1);
    expect((await koreByok(["guard", unchanged, "--state", safe])).exitCode).toBe(2);
  });

  it("refuses the state, and the preview, of another stack", async () => {
    const foreign = await koreByok(["guard", safe, "--state", fixturePath("platform/state")]);
    expect([foreign.exitCode, foreign.stderr]).toEqual([
      2,
      expect.stringContaining("it belongs to stack dev of project platform"),
    ]);

    expect((await koreByok(["guard", safe, "--stack", "dev"])).exitCode).toBe(0);
    expect((await koreByok(["guard", safe, "--stack", "contoso/kore-byok-azure/dev"])).exitCode).toBe(0);
    expect((await koreByok(["guard", safe, "--stack", "prod"])).exitCode).toBe(2);
    expect((await koreByok(["guard", safe, "--stack", "contoso/platform/dev"])).exitCode).toBe(2);
  });

  it("takes the enforcement date", async () => {
    const { stdout } = await koreByok(["guard", dangerous, "--enforcement-date", "2026-01-01"]);

    expect(stdout).toContain("The enforcement date, 2026-01-01, has come: key and vault are frozen.");
  });

  describe("--json", () => {
    it.each([
      ["safe", () => safe, 0],
      ["dangerous", () => dangerous, 1],
      ["unreadable", () => join(folder, "none.json"), 2],
    ])("%s: as the schema has it", async (outcome, file, code) => {
      const { exitCode, stdout } = await koreByok(["guard", file(), "--json"]);

      expect(exitCode).toBe(code);
      expect(parsed(stdout)).toMatchObject({ formatVersion: 1, outcome });
    });

    it("has findings that the schema knows", async () => {
      const { stdout } = await koreByok(["guard", dangerous, "--json", "--enforcement-date", "2026-01-01"]);

      expect(parsed(stdout)).toMatchObject({
        stack: "dev",
        project: "kore-byok-azure",
        enforcement: { date: "2026-01-01", inForce: true },
        counts: { danger: 2, warning: 0, note: 1 },
        findings: [
          { rule: "key-renamed", level: "danger", enforced: true },
          { rule: "stopped-by-protection" },
          { rule: "unchanged-not-shown" },
        ],
      });
    });

    it("is refused by the schema where it is anything else", () => {
      expect(validate({ formatVersion: 1, outcome: "fine" })).toBe(false);
      expect(validate({ formatVersion: 2, outcome: "unreadable", problem: {} })).toBe(false);
    });
  });

  describe("--markdown", () => {
    /** Names that would like to be something else in a comment. */
    const hostile = () => {
      const preview = whole(previewOf("kore/key-rename-ignore-protect"));
      const evil = "x|](https://evil.example)<img src=x>\n| ✅ safe | @org/team `x` --> ";
      const [step] = preview.steps?.filter(({ op }) => op === "replace") ?? [];
      if (step?.newState?.inputs) step.newState.inputs["keyName"] = evil;
      return write("hostile.json", JSON.stringify(preview));
    };

    it.each([
      ["key-rename", [dangerous, "--enforcement-date", "2026-01-01"], 1],
      ["range-removed", [wholeFile("kore/range-removed")], 1],
      ["revoked", [wholeFile("kore/revoked")], 0],
      ["safe", [safe], 0],
    ])("%s is the golden file", async (name, args, code) => {
      const { exitCode, stdout } = await koreByok(["guard", ...args, "--markdown"]);

      expect(exitCode).toBe(code);
      expect(stdout).toBe(readFileSync(join(__dirname, "golden", `${name}.md.txt`), "utf8"));
    });

    it("of hostile names is the golden file", async () => {
      const { stdout } = await koreByok(["guard", hostile(), "--markdown"]);

      expect(stdout).toBe(readFileSync(join(__dirname, "golden", "hostile.md.txt"), "utf8"));
    });

    it("begins with the same marker whatever it says, where the stack is given", async () => {
      const firstLines = await Promise.all(
        [safe, dangerous, join(folder, "none.json")].map(
          async (file) => (await koreByok(["guard", file, "--markdown", "--stack", "dev"])).stdout.split("\n")[0],
        ),
      );

      expect(new Set(firstLines)).toEqual(new Set(["<!-- kore-byok-guard: dev -->"]));
    });

    it("stays within a comment's length", async () => {
      const preview = previewOf("kore/key-rename-ignore-protect");
      const [step] = preview.steps?.filter(({ op }) => op === "replace") ?? [];
      for (let number = 0; number < 200 && step !== undefined; number += 1) {
        preview.steps?.push({ ...step, urn: `${step.urn}-${number}` });
      }

      const { stdout } = await koreByok(["guard", write("many.json", JSON.stringify(preview)), "--markdown"]);

      expect(stdout.length).toBeLessThan(65_536);
      expect(stdout).toContain("And 172 more");
    });

    it("stays within it where names and messages are long, too", async () => {
      const preview = previewOf("kore/bad-config");
      const urn = `urn:pulumi:${"s".repeat(70_000)}::${"p".repeat(70_000)}::a:b:C::${"*".repeat(70_000)}`;
      preview.diagnostics = Array.from({ length: 40 }, () => ({
        severity: "error",
        urn,
        message: "|#".repeat(70_000),
      }));

      const { stdout } = await koreByok(["guard", write("long.json", JSON.stringify(preview)), "--markdown"]);

      expect(stdout.length).toBeLessThan(65_536);
      expect(stdout).toMatch(/And \d+ more/);
    });

    it("stays within it where a thousand ranges go and a thousand come", async () => {
      const preview = previewOf("kore/range-removed");
      const vault = preview.steps?.find(({ urn }) => urn.includes("keyvault:Vault::"));
      for (const [state, first] of [[vault?.oldState, 100] as const, [vault?.newState, 120] as const]) {
        const { networkAcls } = state?.inputs?.["properties"] as { networkAcls: { ipRules: unknown } };
        networkAcls.ipRules = Array.from({ length: 1000 }, (_, index) => ({
          value: `${first}.${100 + Math.floor(index / 250)}.${index % 250}.96/28`,
        }));
      }

      const { stdout } = await koreByok(["guard", write("ranges.json", JSON.stringify(preview)), "--markdown"]);

      expect(stdout.length).toBeLessThan(10_000);
      expect(stdout).toContain("100.100.5.96–100.100.5.111 and 994 more");
    });
  });
});
