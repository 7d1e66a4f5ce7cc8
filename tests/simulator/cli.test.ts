import { spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fourFreePorts } from "./freePorts";

const CLI = resolve(__dirname, "../../simulator/cli.ts");

/** A run of the command. */
class Run {
  output = "";
  readonly ended: Promise<number | null>;

  constructor(private readonly child: ChildProcessWithoutNullStreams) {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (this.output += text));
    }
    this.ended = new Promise((done) => child.once("close", (code) => done(code)));
  }

  /** Waits for a text in the output; fails where the command ends before. */
  until(text: string): Promise<void> {
    return new Promise((done, fail) => {
      const look = () => this.output.includes(text) && done();
      this.child.stdout.on("data", look);
      void this.ended.then(() => fail(new Error(`"${text}" did not come: ${this.output}`)));
      look();
    });
  }

  interrupt(): Promise<number | null> {
    this.child.kill("SIGINT");
    return this.ended;
  }
}

describe("npm run simulator", () => {
  let folder: string;
  const runs: Run[] = [];
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "simulator-cli-test-"))));
  afterEach(async () => {
    for (const run of runs.splice(0)) await run.interrupt();
    rmSync(folder, { recursive: true });
  });

  const start = (...args: string[]): Run => {
    const run = new Run(spawn(process.execPath, ["--import", "tsx", CLI, ...args]));
    runs.push(run);
    return run;
  };
  const stateFile = () => join(folder, "state.json");
  const environmentFile = (name = "state") => join(folder, `${name}.environment.sh`);

  it("runs until Ctrl-C and keeps its state, with an app to try it with", async () => {
    const first = start("--state", stateFile());
    await first.until("client secret");
    const exports = readFileSync(environmentFile(), "utf8");
    expect(exports).toMatch(/^export PULUMI_DEBUG_PROVIDERS='azure-native:\d+,azuread:\d+,random:\d+'$/m);
    expect(exports).toContain(`export PULUMI_BACKEND_URL='file://${folder}/state.stacks'`);
    expect(first.output).toContain(exports);
    expect(first.output).toMatch(/client ID +55555555-5555-4555-8555-555555555555/);
    const [, secret] = /client secret +(\S+) \(made up/.exec(first.output)!;
    expect(await first.interrupt()).toBe(0);
    expect(existsSync(environmentFile())).toBe(false);
    expect(readFileSync(stateFile(), "utf8")).not.toContain(secret);

    const second = start("--state", stateFile());
    await second.until("client secret      was shown when the app was registered");
    expect(JSON.parse(readFileSync(stateFile(), "utf8"))).toMatchObject({
      applications: [{ ownerTenantId: "66666666-6666-4666-8666-666666666666" }],
    });
    expect(await second.interrupt()).toBe(0);
  });

  it("ends with 1 and leaves the file where the state is unreadable", async () => {
    writeFileSync(stateFile(), "{");
    const run = start("--state", stateFile());
    expect(await run.ended).toBe(1);
    expect(run.output).toContain(`The state file ${stateFile()} of the simulated Azure is not whole JSON`);
    expect(readFileSync(stateFile(), "utf8")).toBe("{");
  });

  it("ends with 1 where a port or the state is in use, and leaves the running one alone", async () => {
    const port = await fourFreePorts();
    const running = start("--state", stateFile(), "--port-base", String(port));
    await running.until("client secret");

    const samePort = start("--state", join(folder, "other", "state.json"), "--port-base", String(port));
    expect(await samePort.ended).toBe(1);
    expect(samePort.output).toBe(
      `The simulated Azure's azure-native provider cannot listen on 127.0.0.1:${port}: port ${port} is in use: ` +
        "end what holds it, or choose another port.\n",
    );
    const sameState = start("--state", stateFile());
    expect(await sameState.ended).toBe(1);
    expect(sameState.output).toContain(`The state file ${stateFile()} is in use`);

    expect(existsSync(environmentFile())).toBe(true);
    expect(await running.interrupt()).toBe(0);
  });

  it("shares a folder with another one", async () => {
    const [one, two] = [start("--state", join(folder, "one.json")), start("--state", join(folder, "two.json"))];
    await Promise.all([one.until("client secret"), two.until("client secret")]);
    expect(two.output).toContain(readFileSync(environmentFile("two"), "utf8"));
    expect(await one.interrupt()).toBe(0);
    expect([existsSync(environmentFile("one")), existsSync(environmentFile("two"))]).toEqual([false, true]);
    expect(two.output).toContain(`NODE_EXTRA_CA_CERTS='${join(folder, "two.ca.pem")}'`);
  });

  it("ends with 1 and says what to do where state or log cannot be written", async () => {
    writeFileSync(join(folder, "file"), "");
    const noState = start("--state", join(folder, "file", "state.json"));
    const noLog = start("--state", stateFile(), "--log", folder);
    expect(await noState.ended).toBe(1);
    expect(noState.output).toMatch(/^The state file .* Choose a state file in a folder that is writable.*\n$/);
    expect(await noLog.ended).toBe(1);
    expect(noLog.output).toMatch(/^The log file .* Give a path that is writable.*\n$/);
  });

  it.each(["80", "65533", "many"])("refuses --port-base %s", async (value) => {
    const run = start("--port-base", value);
    expect(await run.ended).toBe(1);
    expect(run.output).toContain("It must be a whole number from 1024 to 65532.");
  });
});
