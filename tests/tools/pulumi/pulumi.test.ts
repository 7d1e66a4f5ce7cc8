import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Engine } from "../../../tools/pulumi/findEngine";
import { pulumiEnvironment, runPulumi } from "../../../tools/pulumi/pulumi";

const REPOSITORY = join(__dirname, "../../..");

let folder: string;
let engine: Engine;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "run-pulumi-"));
  engine = { command: join(folder, "pulumi"), version: "99.0.0", source: "path", needsLanguageHost: false };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Makes the engine a shell script. */
function engineDoes(text: string): void {
  writeFileSync(engine.command, `#!/bin/sh\n${text}\n`);
  chmodSync(engine.command, 0o755);
}

describe("pulumiEnvironment", () => {
  it("puts the engine and this Node.js first on PATH", () => {
    const [first, second, ...rest] = pulumiEnvironment(engine).PATH!.split(delimiter);
    expect([first, second]).toEqual([folder, dirname(process.execPath)]);
    expect(rest.join(delimiter)).toBe(process.env.PATH);
  });

  it("names the language host only where the engine has none", () => {
    expect(pulumiEnvironment(engine)).not.toHaveProperty("KORE_BYOK_LANGUAGE_HOST");
    const built = pulumiEnvironment({ ...engine, source: "cache", needsLanguageHost: true });
    expect(built.KORE_BYOK_LANGUAGE_HOST).toBe(join(REPOSITORY, "tools/pulumi/languageHost.js"));
    expect(built.PATH).not.toContain(join(REPOSITORY, "tools/pulumi/bin"));
    const installedWithout = pulumiEnvironment({ ...engine, needsLanguageHost: true });
    expect(installedWithout.PATH!.split(delimiter)).toContain(join(REPOSITORY, "tools/pulumi/bin"));
  });

  it("adds what is given and removes what is given as undefined", () => {
    const environment = pulumiEnvironment(engine, { PULUMI_HOME: "/home", HOME: undefined });
    expect(environment).toMatchObject({ PULUMI_HOME: "/home", PULUMI_SKIP_UPDATE_CHECK: "1" });
    expect(environment).not.toHaveProperty("HOME");
  });
});

describe("runPulumi", () => {
  const run = (args: string[], more: object = {}) =>
    runPulumi(args, { cwd: folder, env: pulumiEnvironment(engine), ...more });

  it("returns the exit code and both streams, and tells each line", async () => {
    engineDoes(`echo "in $PWD with $*"; printf 'no\\nnewline' >&2; exit 7`);
    const told: string[] = [];
    const result = await run(["up", "two words"], {
      onLine: (line: string, stream: string) => told.push(`${stream}: ${line}`),
    });
    const said = `in ${folder} with up two words`;
    expect(result).toEqual({ exitCode: 7, stdout: `${said}\n`, stderr: "no\nnewline" });
    expect(told.sort()).toEqual(["stderr: newline", "stderr: no", `stdout: ${said}`]);
  });

  it("passes input on, and none is empty input", async () => {
    engineDoes("cat");
    expect((await run([], { input: "a secret\n" })).stdout).toBe("a secret\n");
    expect((await run([])).stdout).toBe("");
  });

  it("bears a program that does not read its input", async () => {
    engineDoes("exit 0");
    expect(await run([], { input: "x".repeat(1_000_000) })).toMatchObject({ exitCode: 0 });
  });

  it.each([
    ["SIGINT", 41],
    ["SIGTERM", 42],
  ] as const)("passes %s on and waits for the end", async (signal, code) => {
    engineDoes(`
      trap 'echo stopping; exit 41' INT
      trap 'echo stopping; exit 42' TERM
      echo ready
      while :; do sleep 0.05; done`);
    const onLine = (line: string) => line === "ready" && process.emit(signal, signal);
    expect(await run([], { onLine })).toMatchObject({ exitCode: code, stdout: "ready\nstopping\n" });
    expect(process.listenerCount(signal)).toBe(0);
  });

  it("tells the end by a signal as a shell does", async () => {
    engineDoes("kill -9 $$");
    expect(await run([])).toMatchObject({ exitCode: 137 });
  });

  it("fails if there is no pulumi", async () => {
    await expect(run([])).rejects.toThrow("spawn pulumi E");
  });
});

describe("the commands", () => {
  const execute = (tool: string, args: string[], env: Record<string, string>) =>
    promisify(execFile)(process.execPath, ["--import", "tsx", join(REPOSITORY, "tools/pulumi", tool), ...args], {
      cwd: REPOSITORY,
      env,
    });
  const environment = () => ({ PATH: `${folder}:/usr/bin:/bin`, KORE_BYOK_CACHE: join(folder, "cache") });

  it("pulumi hands on arguments, output and exit code", async () => {
    engineDoes(`[ "$1" = version ] && echo v99.0.0 && exit; echo "ran $*"; echo "and said" >&2; exit 9`);
    await expect(execute("cli.ts", ["preview", "--help"], environment())).rejects.toMatchObject({
      code: 9,
      stdout: "ran preview --help\n",
      stderr: "and said\n",
    });
  });

  it("prepare says what was found", async () => {
    engineDoes("echo v99.0.0");
    const { stdout } = await execute("prepare.ts", [], environment());
    expect(stdout).toContain(`Pulumi 99.0.0, found on PATH: ${engine.command}\n`);
  });

  it.each(["cli.ts", "prepare.ts"])(
    "%s ends with 1 and advice, without a stack, where there is no engine",
    async (tool) => {
      const nowhere = { ...environment(), PATH: folder };
      const failure = execute(tool, [], nowhere).catch((error: { code: number; stderr: string }) => error);
      expect(await failure).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^No Pulumi engine.*\n.*https:\/\/www\.pulumi\.com\/docs\/install\/.*\n.*\n$/),
      });
    },
  );
});
