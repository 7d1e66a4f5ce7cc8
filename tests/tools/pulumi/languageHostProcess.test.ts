import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, delimiter, join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeClient } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as protocol from "@pulumi/pulumi/proto/language_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";

const LAUNCHER = join(__dirname, "../../../tools/pulumi/bin/pulumi-language-nodejs");

let folder: string;
let host: ChildProcessByStdio<Writable, Readable, null>;
let lines: Interface;
let client: LanguageRuntimeClient;
let stubborn: number | undefined;

/** The host as the engine starts it: it prints its port, and then serves. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "language-host-"));
  const path = `${dirname(process.execPath)}${delimiter}${process.env.PATH}`;
  host = spawn(LAUNCHER, ["127.0.0.1:1"], {
    cwd: folder,
    env: { ...process.env, PATH: path },
    stdio: ["pipe", "pipe", "inherit"],
  });
  lines = createInterface({ input: host.stdout });
  const port = await nextLine();
  expect(port).toMatch(/^\d+$/);
  client = new LanguageRuntimeClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
});

afterEach(() => {
  client.close();
  host.kill("SIGKILL");
  try {
    if (stubborn !== undefined) process.kill(stubborn, "SIGKILL");
  } catch {
    // Gone, as it should be.
  }
  stubborn = undefined;
  rmSync(folder, { recursive: true, force: true });
});

async function nextLine(): Promise<string> {
  const [line] = (await once(lines, "line")) as [string];
  return line;
}

function info(options: Record<string, JavaScriptValue> = {}): protocol.ProgramInfo {
  return new protocol.ProgramInfo()
    .setProgramDirectory(folder)
    .setEntryPoint(".")
    .setOptions(Struct.fromJavaScript(options));
}

/** Starts a program that says its process ID and then hears no signal but SIGKILL. */
async function startStubbornProgram(): Promise<number> {
  writeFileSync(
    join(folder, "stubborn.js"),
    `process.on("SIGINT", () => {});
    require("node:fs").writeSync(1, process.pid + "\\n");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);`,
  );
  const request = new protocol.RunRequest().setInfo(info({ nodeargs: `--require ${join(folder, "stubborn.js")}` }));
  client.run(request, () => {});
  stubborn = Number(await nextLine());
  return stubborn;
}

function expectGone(pid: number): void {
  expect(pid).toBeGreaterThan(1);
  expect(() => process.kill(pid, 0)).toThrow("ESRCH");
}

describe("the language host as a process", () => {
  it.each([
    ["the engine closes its standard input, as when it dies", () => host.stdin.end()],
    ["it gets SIGINT, as when the engine closes it", () => host.kill("SIGINT")],
    ["it gets SIGTERM", () => host.kill("SIGTERM")],
  ])("ends when %s", async (_when, act) => {
    act();
    expect(await once(host, "exit")).toEqual([0, null]);
  });

  it("takes along a program that does not want to end", async () => {
    const pid = await startStubbornProgram();
    host.stdin.end();
    expect(await once(host, "exit")).toEqual([0, null]);
    expectGone(pid);
  }, 30_000);

  it("ends programs when it is told to cancel, and serves on", async () => {
    writeFileSync(join(folder, "waits.js"), `console.log(String(process.pid)); setInterval(() => {}, 1000);`);
    const request = new protocol.RunRequest().setInfo(info({ nodeargs: `--require ${join(folder, "waits.js")}` }));
    request.setMonitorAddress("127.0.0.1:1");
    const response = new Promise<protocol.RunResponse>((resolve, reject) =>
      client.run(request, (error, value) => (error ? reject(error) : resolve(value))),
    );
    const pid = Number(await nextLine());
    await new Promise((resolve) => client.cancel(new Empty(), resolve));
    expect((await response).getError()).toBe("Program was ended by SIGINT");
    expectGone(pid);
    expect(host.exitCode).toBeNull();
  });

  it.each([
    ["typescript", "yes", "typescript option must be a boolean"],
    ["tsconfig", 1, "tsconfig option must be a string"],
    ["nodeargs", true, "nodeargs option must be a string"],
  ])("refuses runtime.options.%s: %p", async (option, value, message) => {
    const request = new protocol.RunRequest().setInfo(info({ [option]: value }));
    const response = await new Promise<protocol.RunResponse>((resolve, reject) =>
      client.run(request, (error, answer) => (error ? reject(error) : resolve(answer))),
    );
    expect(response.getError()).toContain(message);
  });

  it("tells that it installs nothing", async () => {
    const call = client.installDependencies(new protocol.InstallDependenciesRequest().setInfo(info()));
    const said: string[] = [];
    call.on("data", (part: protocol.InstallDependenciesResponse) => {
      said.push(Buffer.from(part.getStderr_asU8()).toString());
    });
    await once(call, "end");
    expect(said).toEqual([`Nothing was installed: run "npm ci" in ${folder} instead.\n`]);
  });

  it("answers UNIMPLEMENTED to what it does not do", async () => {
    const request = new protocol.GetProgramDependenciesRequest().setInfo(info());
    const error = await new Promise<grpc.ServiceError | null>((resolve) =>
      client.getProgramDependencies(request, (failure) => resolve(failure)),
    );
    expect(error?.code).toBe(grpc.status.UNIMPLEMENTED);
  });
});
