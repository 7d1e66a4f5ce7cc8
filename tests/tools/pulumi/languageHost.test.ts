import { tinyProject, type TinyProject } from "./tinyProject";

/** Long enough for an engine that has to be built first. */
const BUILD_TIMEOUT = 15 * 60_000;
jest.setTimeout(120_000);

let project: TinyProject;
beforeAll(async () => {
  project = await tinyProject();
}, BUILD_TIMEOUT);
beforeEach(() => project.reset({}));
afterAll(() => project.remove());

describe("the language host runs a program", () => {
  it("with its configuration, and the engine gets resources, outputs and both streams", async () => {
    project.write(
      "index.ts",
      `import * as pulumi from "@pulumi/pulumi";
        class Thing extends pulumi.ComponentResource {
          constructor(name: string) {
            super("tiny:index:Thing", name);
            this.registerOutputs({});
          }
        }
        new Thing("the-thing");
        const config = new pulumi.Config();
        console.log("said on standard output");
        console.error("said on standard error");
        const wrongType: number = "not checked" as any;
        export const where = [pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack(), pulumi.runtime.isDryRun()];
        export const plain = config.require("plain");
        export const hidden = config.requireSecret("hidden");
        export const folders = [pulumi.runtime.getRootDirectory(), process.cwd()];`,
    );
    await project.pulumi(["config", "set", "plain", "a=b, c"]);
    await project.pulumi(["config", "set", "--secret", "hidden", "a secret"]);

    const preview = await project.pulumi(["preview"]);
    expect(preview.stdout).toContain("tiny:index:Thing");
    expect(preview.stdout).toMatch(/^\s*said on standard output$/m);
    expect(preview.stdout).toMatch(/^\s*said on standard error$/m);
    expect(preview.stdout).toMatch(/hidden\s*: \[secret\]/);
    expect(preview.stdout).not.toContain("a secret");
    expect(preview.stdout + preview.stderr).not.toContain("warning");
    expect(preview.exitCode).toBe(0);

    const up = await project.pulumi(["up", "--yes", "--skip-preview"]);
    expect(up.exitCode).toBe(0);
    const outputs = JSON.parse((await project.pulumi(["stack", "output", "--json"])).stdout);
    expect(outputs.where).toEqual(["organization", "tiny", "dev", false]);
    expect(outputs.plain).toBe("a=b, c");
    expect(outputs.hidden).toBe("[secret]");
    expect(outputs.folders[0]).toBe(outputs.folders[1]);
  });

  it("that throws a RunError: its message is printed, alone and once", async () => {
    project.write("index.ts", `import * as pulumi from "@pulumi/pulumi"; throw new pulumi.RunError("what is wrong");`);
    const { exitCode, stdout } = await project.pulumi(["preview"]);
    expect(exitCode).not.toBe(0);
    const diagnostics = stdout.slice(stdout.indexOf("Diagnostics:"), stdout.indexOf("Resources:"));
    expect(diagnostics.trim().split(/\s*\n\s*/)).toEqual([
      "Diagnostics:",
      "pulumi:pulumi:Stack (tiny-dev):",
      "error: what is wrong",
    ]);
  });

  it("that exits by itself: the exit code is told", async () => {
    project.write("index.ts", "process.exit(3);");
    const { exitCode, stdout } = await project.pulumi(["preview"]);
    expect(exitCode).not.toBe(0);
    expect(stdout).toContain("Program exited with non-zero exit code: 3");
  });

  it("that is killed: the signal is told", async () => {
    project.write("index.ts", `process.kill(process.pid, "SIGKILL");`);
    const { exitCode, stdout } = await project.pulumi(["preview"]);
    expect(exitCode).not.toBe(0);
    expect(stdout).toContain("Program was ended by SIGKILL");
  });

  it("that does not end: an interrupt ends it, the host and the preview", async () => {
    project.write(
      "index.ts",
      `console.log("running as " + process.pid + " under " + process.ppid); setInterval(() => {}, 1000);`,
    );
    let pids: number[] = [];
    const { exitCode, stdout } = await project.pulumi(["preview"], (line) => {
      const found = /running as (\d+) under (\d+)/.exec(line);
      if (found === null || pids.length > 0) return;
      pids = found.slice(1).map(Number);
      process.emit("SIGINT", "SIGINT");
    });
    expect(exitCode).not.toBe(0);
    expect(stdout).toContain("preview canceled");
    expect(pids).toHaveLength(2);
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  });
});

describe("the language host honours runtime.options", () => {
  it("nodeargs, quoted words included", async () => {
    project.reset({ nodeargs: `--stack-trace-limit=7 --title="two words"` });
    project.write("index.ts", "export const seen = process.execArgv;");
    const { exitCode } = await project.pulumi(["up", "--yes", "--skip-preview"]);
    expect(exitCode).toBe(0);
    const outputs = JSON.parse((await project.pulumi(["stack", "output", "--json"])).stdout);
    expect(outputs.seen).toEqual(["--stack-trace-limit=7", "--title=two words"]);
  });

  it("tsconfig", async () => {
    project.reset({ tsconfig: "elsewhere.json" });
    project.write("index.ts", "export const unchecked: number = 1;");
    const { exitCode, stdout } = await project.pulumi(["preview"]);
    expect(exitCode).not.toBe(0);
    expect(stdout).toContain("tsconfig path was set to elsewhere.json but the file was not found");
  });

  it("typescript: false, which leaves TypeScript to Node.js", async () => {
    project.reset({ typescript: false });
    project.write("package.json", JSON.stringify({ name: "tiny", main: "index.js" }));
    project.write("index.js", `exports.compiler = process.env.PULUMI_NODEJS_TYPESCRIPT ?? "none";`);
    const { exitCode, stdout } = await project.pulumi(["preview"]);
    expect(stdout).toMatch(/compiler: "none"/);
    expect(exitCode).toBe(0);
  });
});

// The other kind of plugin, components, it runs for the plugin's schema: tests/packaging/pluginSchema.test.ts.
describe("the language host runs a policy pack", () => {
  it("of which a mandatory violation stops the preview, and an advisory one does not", async () => {
    project.write(
      "index.ts",
      `import * as pulumi from "@pulumi/pulumi";
      class Thing extends pulumi.ComponentResource {}
      new Thing("tiny:index:Thing", new pulumi.Config().require("thing"));`,
    );
    project.write("pack/PulumiPolicy.yaml", "runtime: nodejs\n");
    project.write("pack/package.json", JSON.stringify({ name: "tiny-pack", version: "1.0.0", main: "index.js" }));
    project.write(
      "pack/index.js",
      `const { PolicyPack } = require("@pulumi/policy");
      console.error("the pack runs in " + process.cwd());
      const rule = (enforcementLevel, name) => ({
        name: name + "-is-bad",
        description: "Names are good.",
        enforcementLevel,
        validateResource: (args, report) => args.name === name && report("this name is " + name),
      });
      new PolicyPack("tiny-pack", { policies: [rule("mandatory", "wrong"), rule("advisory", "odd")] });`,
    );

    await project.pulumi(["config", "set", "thing", "wrong"]);
    const mandatory = await project.pulumi(["preview", "--policy-pack", "pack"]);
    expect(mandatory.stdout).toMatch(/\[mandatory\]\s+wrong-is-bad\s+\(tiny:index:Thing: wrong\)/);
    expect(mandatory.stdout).toContain("this name is wrong");
    expect(mandatory.stdout).toMatch(/the pack runs in .*\/project\/pack$/m);
    expect(mandatory.exitCode).not.toBe(0);

    await project.pulumi(["config", "set", "thing", "odd"]);
    const advisory = await project.pulumi(["preview", "--policy-pack", "pack"]);
    expect(advisory.stdout).toMatch(/\[advisory\]\s+odd-is-bad\s+\(tiny:index:Thing: odd\)/);
    expect(advisory.exitCode).toBe(0);
  });
});
