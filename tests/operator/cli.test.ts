import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { schemas } from "../../operator/schemas";
import { entry, koreByok } from "./koreByok";

const commands = ["connections", "doctor", "guard", "handoff", "restore", "revoke", "rotate", "verify"];

const usageExitCode = (command: string): number => (["guard", "verify"].includes(command) ? 2 : 1);

describe("kore-byok", () => {
  it("lists its commands", async () => {
    const { exitCode, stdout, stderr } = await koreByok(["--help"]);

    expect([exitCode, stderr]).toEqual([0, ""]);
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command} +\\S`, "m"));
  });

  it("tells its version", async () => {
    const { version } = JSON.parse(readFileSync(resolve(__dirname, "../../package.json"), "utf8")) as {
      version: string;
    };

    expect(await koreByok(["--version"])).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: "" });
  });

  it.each(commands)("%s takes --stack, --json and --help", async (command) => {
    const { exitCode, stdout } = await koreByok([command, "--help"]);

    expect(exitCode).toBe(0);
    for (const option of ["--stack <name>", "--json", "--help"]) expect(stdout).toContain(option);
    expect(stdout).toContain("Exit codes:");
  });

  it("names what connections approve requires in its usage", async () => {
    const { stdout } = await koreByok(["connections", "approve", "--help"]);

    expect(stdout).toContain("Usage: kore-byok connections approve <name> --from <subscription> [options]");
    expect(stdout.replace(/\s+/g, " ")).toContain("private endpoint is in (required)");
  });

  it.each([
    [],
    ...commands.map((command) => [command]),
    ["connections", "list"],
    ["connections", "approve"],
    ["connections", "reject"],
  ])("keeps its help to 80 columns: %s %s", async (...args: string[]) => {
    const { exitCode, stdout } = await koreByok([...args, "--help"]);

    expect([exitCode, stdout.split("\n").filter((line) => line.length > 80)]).toEqual([0, []]);
  });

  it.each([
    [["gard"], 1, "error: unknown command 'gard'\n(Did you mean guard?)"],
    [["--colour"], 1, "error: unknown option '--colour'"],
    [[], 1, "Usage: kore-byok"],
    [["guard", "--jsn", "x"], 2, "error: unknown option '--jsn'\n(Did you mean --json?)"],
    [["guard", "x", "y"], 2, "error: too many arguments"],
    [["guard", "x", "--enforcement-date", "2027-02-30"], 2, "It must be a date, YYYY-MM-DD."],
    [["guard", "x", "--json", "--markdown"], 2, "cannot be used with option"],
    [["connections", "aprove", "x", "--from", "y"], 1, "error: unknown command 'aprove'\n(Did you mean approve?)"],
    [["connections", "show"], 1, "error: unknown command 'show'"],
    [["connections", "--jsn"], 1, "error: unknown option '--jsn'\n(Did you mean --json?)"],
    [["connections", "list", "x"], 1, "error: too many arguments"],
    [["connections", "approve", "x"], 1, "error: required option '--from <subscription>' not specified"],
    [["connections", "approve", "x", "--from", "kore"], 1, "It must be a subscription ID"],
    ...commands.map((command) => [[command, "--stack", ""], usageExitCode(command), "It must name a stack."] as const),
    [["revoke", "--yes", "--stack=  "], 1, "It must name a stack."],
    [["handoff", "--json", "--format", "html"], 1, "error: option '--json' cannot be used with option '--format html'"],
    [["handoff", "--output", ""], 1, "It must name a file."],
    [["verify", "x"], 2, "error: too many arguments"],
    [["verify", "--wait", "ten"], 2, "It must be a whole number of seconds from 0 to 3600."],
    [["verify", "--wait", "1e3"], 2, "It must be a whole number of seconds from 0 to 3600."],
    [["verify", "--wait", "3601"], 2, "It must be a whole number of seconds from 0 to 3600."],
    [["verify", "--from", "kore"], 2, "It must be a subscription ID"],
    [["verify", "--jsn"], 2, "error: unknown option '--jsn'"],
  ] as const)("ends %j with %i", async (args, exitCode, message) => {
    const run = await koreByok([...args]);

    expect(run.exitCode).toBe(exitCode);
    expect(run.stderr).toContain(message);
    expect(run.stdout).toBe("");
  });

  it.each([
    [["verify", "--json"], 2],
    [["connections", "--json"], 1],
    [["rotate", "--json"], 1],
  ])("ends %j with %i where something fails that it does not reckon with", async (args, exitCode) => {
    const run = await koreByok(args, {
      environment: { NODE_OPTIONS: `--require ${join(__dirname, "breakCommands.js")}` },
    });

    expect([run.exitCode, run.stdout]).toEqual([exitCode, ""]);
    expect(run.stderr).toContain("Broken on purpose.");
  });

  it.each([
    ["--version", 1],
    ["guard --json -", 2],
  ])("says in one line that the disk is full: %s", async (args, exitCode) => {
    const script = `echo '{}' | "${process.execPath}" "${entry}" ${args} > /dev/full`;
    const { code, stderr } = await promisify(execFile)("bash", ["-c", script]).then(
      (done) => ({ code: 0, stderr: done.stderr }),
      (error: { code: number; stderr: string }) => error,
    );

    expect(code).toBe(exitCode);
    expect(stderr).toContain("kore-byok: standard output cannot be written: no space left\n");
    expect(stderr).not.toMatch(/^ +at |should not have happened/m);
  });

  it("loads no command for its help", async () => {
    // What a command needs, such as zod or the Azure SDK, would be among the modules.
    const { stdout, exitCode } = await koreByok(["--help"], {
      environment: { NODE_OPTIONS: `--require ${join(__dirname, "listModules.js")}` },
    });

    expect(exitCode).toBe(0);
    const loaded = /^loaded: (.*)$/m.exec(stdout)?.[1]?.split(" ") ?? [];
    expect(loaded).toContain("commander");
    // Nothing of Azure, no schema library: what else is loaded translates the TypeScript.
    expect(loaded.filter((name) => !["commander", "pirates"].includes(name) && !translates(name))).toEqual([]);
  });
});

describe("JSON Schemas", () => {
  it.each(Object.entries(schemas))("%s is up to date (npm run docs)", (path, schema) => {
    const written = JSON.parse(readFileSync(resolve(__dirname, "../../operator", path), "utf8")) as object;

    expect(written).toEqual(JSON.parse(JSON.stringify(schema())));
  });
});

/** What is needed to translate a file for the first time. */
function translates(name: string): boolean {
  const ofSucrase = ["sucrase", "ts-interface-checker", "lines-and-columns"];
  return name.startsWith("@jridgewell/") || [...ofSucrase, "write-file-atomic", "signal-exit"].includes(name);
}
