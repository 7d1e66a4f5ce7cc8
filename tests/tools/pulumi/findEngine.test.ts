import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { isAtLeast, pinnedVersion } from "../../../tools/pulumi/engineVersion";
import { EngineError, findEngine } from "../../../tools/pulumi/findEngine";

let root: string;
let reported: string[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "find-engine-"));
  reported = [];
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const cache = () => join(root, "cache");

/** Writes a shell script as an executable; the folders it stands in become a PATH. */
function script(path: string, text: string): string {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${text}\n`);
  chmodSync(file, 0o755);
  return file;
}

function find(...folders: string[]) {
  const path = folders.map((folder) => join(root, folder)).join(delimiter);
  return findEngine({ PATH: path, KORE_BYOK_CACHE: cache() }, (line) => reported.push(line));
}

/** A `go` that writes what it is told to build, or fails. */
const GO_BUILDS = `
  [ -f go.mod ] && [ "$GOWORK" = off ] || exit 9
  echo "go: downloading example.com/module v1.0.0" >&2
  echo "example.com/module" >&2
  while [ $# -gt 0 ]; do
    if [ "$1" = -o ]; then printf '#!/bin/sh\\necho built' > "$2"; /bin/chmod 755 "$2"; fi
    shift
  done`;

describe("findEngine", () => {
  it("takes a pulumi on PATH that has its language host beside it", async () => {
    const command = script("one/pulumi", "echo v99.1.2-alpha.3+dirty");
    script("one/pulumi-language-nodejs", "");
    const engine = await find("one");
    expect(engine).toEqual({ command, version: "99.1.2-alpha.3+dirty", source: "path", needsLanguageHost: false });
    expect(reported).toEqual([]);
  });

  it("takes a pulumi on PATH whose language host stands elsewhere on PATH", async () => {
    script("one/pulumi", `echo v${pinnedVersion()}`);
    script("two/pulumi-language-nodejs", "");
    expect(await find("one", "two")).toMatchObject({ source: "path", needsLanguageHost: false });
  });

  it("says that a pulumi on PATH without language host needs ours", async () => {
    script("one/pulumi", `echo ${pinnedVersion()}`);
    expect(await find("one")).toMatchObject({ version: pinnedVersion(), source: "path", needsLanguageHost: true });
  });

  it.each([
    ["is too old", "echo v3.100.0", /one\/pulumi is version v3\.100\.0, older than \d+\.\d+\.\d+: it is passed over\./],
    ["fails", "exit 1", /one\/pulumi does not tell its version: it is passed over\./],
    ["is something else", "echo hello", /one\/pulumi does not tell its version: it is passed over\./],
  ])("passes over a pulumi on PATH that %s, says so, and takes the cached build", async (_why, text, told) => {
    script("one/pulumi", text);
    const command = script(`cache/pulumi-${pinnedVersion()}/pulumi`, "");
    const engine = await find("one");
    expect(engine).toEqual({ command, version: pinnedVersion(), source: "cache", needsLanguageHost: true });
    expect(reported).toEqual([expect.stringMatching(told)]);
  });

  it("puts the launcher of the language host beside a cached build, and renews a stale one", async () => {
    script(`cache/pulumi-${pinnedVersion()}/pulumi`, "");
    const launcher = script(`cache/pulumi-${pinnedVersion()}/pulumi-language-nodejs`, "exit 1 # of an older release");
    await find();
    expect(statSync(launcher).mode & 0o111).toBe(0o111);
    expect(readdirSync(dirname(launcher)).sort()).toEqual(["pulumi", "pulumi-language-nodejs"]);
    rmSync(launcher);
    await find();
    expect(statSync(launcher).size).toBeGreaterThan(100);
  });

  it("without pulumi and Go says how to get either", async () => {
    const error = await find("nothing-here").catch((e: unknown) => e);
    expect(error).toBeInstanceOf(EngineError);
    const { message } = error as EngineError;
    expect(message).toContain("No Pulumi engine, and no Go to build one.");
    expect(message).toContain(`version ${pinnedVersion()} or newer: https://www.pulumi.com/docs/install/`);
    expect(message).toContain("https://go.dev/doc/install");
  });
});

describe("findEngine, where it has to build", () => {
  let log: jest.SpyInstance;
  beforeEach(() => (log = jest.spyOn(console, "error").mockImplementation(() => {})));
  afterEach(() => log.mockRestore());

  it("builds with Go, shows the progress, and finds the build the next time", async () => {
    script("bin/go", GO_BUILDS);
    const engine = await find("bin");
    const command = join(cache(), `pulumi-${pinnedVersion()}`, "pulumi");
    expect(engine).toEqual({ command, version: pinnedVersion(), source: "build", needsLanguageHost: true });
    const lines = log.mock.calls.map(([line]) => String(line));
    expect(lines).toEqual([
      expect.stringMatching(/fetching Go modules, 1 so far \(\d+ s\)$/),
      expect.stringMatching(/compiling, 1 packages so far \(\d+ s\)$/),
      expect.stringMatching(/is built \(\d+ s\)$/),
    ]);
    expect(await find("bin")).toEqual({ ...engine, source: "cache" });
    expect(log).toHaveBeenCalledTimes(3);
  });

  it("replaces what is there but cannot be run", async () => {
    script("bin/go", GO_BUILDS);
    mkdirSync(join(cache(), `pulumi-${pinnedVersion()}`), { recursive: true });
    writeFileSync(join(cache(), `pulumi-${pinnedVersion()}`, "pulumi"), "half a binary", { mode: 0o644 });
    const { command, source } = await find("bin");
    expect(source).toBe("build");
    expect(statSync(command).mode & 0o111).not.toBe(0);
  });

  it("twice at once leaves one whole build", async () => {
    script("bin/go", GO_BUILDS);
    const [one, two] = await Promise.all([find("bin"), find("bin")]);
    expect(one).toEqual(two);
    expect(readdirSync(cache())).toEqual([`pulumi-${pinnedVersion()}`]);
    expect(readdirSync(dirname(one.command)).sort()).toEqual(["pulumi", "pulumi-language-nodejs"]);
  });

  it("and fails, shows the end of the log and what to do, and leaves nothing behind", async () => {
    script(
      "bin/go",
      `while [ $# -gt 0 ]; do [ "$1" = -o ] && echo half > "$2"; shift; done
      i=0; while [ $i -lt 40 ]; do i=$((i+1)); echo "line $i of the log" >&2; done; exit 2`,
    );
    const error = await find("bin").catch((e: unknown) => e);
    expect(error).toBeInstanceOf(EngineError);
    const { message } = error as EngineError;
    expect(message).toContain("could not be built: go build ended with 2.");
    expect(message).toContain("line 40 of the log");
    expect(message).not.toContain("line 20 of the log");
    expect(message).toContain("https://www.pulumi.com/docs/install/");
    expect(readdirSync(cache())).toEqual([]);
  });

  it("and is interrupted, stops Go and leaves nothing behind", async () => {
    script("bin/go", `echo "go: downloading a v1" >&2; exec /bin/sleep 600`);
    log.mockImplementation(() => process.emit("SIGINT", "SIGINT"));
    await expect(find("bin")).rejects.toThrow("go build ended with SIGINT");
    expect(readdirSync(cache())).toEqual([]);
  });
});

describe("isAtLeast", () => {
  it.each([
    ["v3.259.0", "3.259.0", true],
    ["3.259.1", "3.259.0", true],
    ["3.260.0-alpha.1", "3.259.5", true],
    ["4.0.0", "3.259.0", true],
    ["3.99.10", "3.259.0", false],
    ["v2.300.0", "3.259.0", false],
    ["3.258.9", "3.259.0", false],
    ["hello", "3.259.0", false],
  ])("%s against %s: %s", (version, minimum, expected) => {
    expect(isAtLeast(version, minimum)).toBe(expected);
  });
});
