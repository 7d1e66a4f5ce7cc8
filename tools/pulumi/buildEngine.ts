import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { showProgress } from "./buildProgress";
import { ENGINE_PACKAGE, MODULE_FOLDER, pinnedVersion } from "./engineVersion";

/** How many of the compiler's last lines a failure shows. */
const SHOWN_LINES = 15;

/**
 * Builds the pinned engine with Go: half a minute to fetch and three to eight minutes to compile on two cores, seconds
 * when Go has compiled it before. Shows its progress on standard error.
 *
 * @param go path of the `go` command
 * @param folder folder to put `pulumi` into
 * @param env environment for Go
 * @throws Error with the last lines of Go's output if the build fails or is interrupted
 */
export async function buildEngine(go: string, folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const version = pinnedVersion();
  const stamp = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${version}`;
  // With readonly, Go stops rather than touch go.mod or go.sum; a go.work further up has no say.
  const build = ["build", "-v", "-mod=readonly", "-ldflags", stamp, "-o", join(folder, "pulumi"), ENGINE_PACKAGE];
  const child = spawn(go, build, {
    cwd: MODULE_FOLDER,
    env: { ...env, GOWORK: "off" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const interrupt = () => child.kill("SIGINT");
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);

  const progress = showProgress(`Pulumi ${version}`);
  const lines: string[] = [];
  let fetched = 0;
  let compiled = 0;
  createInterface({ input: child.stderr }).on("line", (line) => {
    lines.push(line);
    if (line.startsWith("go: downloading ")) progress.update(`fetching Go modules, ${++fetched} so far`);
    else progress.update(`compiling, ${++compiled} packages so far`);
  });
  try {
    const end = await new Promise<number | NodeJS.Signals | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => resolve(signal ?? code));
    });
    if (end !== 0) {
      const log = lines.filter((line) => !line.startsWith("go: downloading ")).slice(-SHOWN_LINES);
      throw new Error([`Pulumi ${version} could not be built: go build ended with ${end}.`, ...log].join("\n  "));
    }
    progress.succeed(`Pulumi ${version} is built`);
  } catch (error) {
    progress.fail(`Pulumi ${version} could not be built`);
    throw error;
  } finally {
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  }
}
