import { execFileSync } from "node:child_process";
import { realpathSync } from "node:fs";
import { dirname } from "node:path";
import { buildEngine } from "./buildEngine";
import { addToCache, cachedEngine } from "./engineCache";
import { isAtLeast, pinnedVersion } from "./engineVersion";
import { executableIn, findExecutable } from "./executable";

/** A Pulumi engine that can be run. */
export interface Engine {
  /** Absolute path of `pulumi`. */
  command: string;
  /** Its version, such as `3.259.0`. */
  version: string;
  /** Whether it was found on PATH, found in the cache, or built just now. */
  source: "path" | "cache" | "build";
  /** True if it has no language host for Node.js of its own, so that ours must run the programs. */
  needsLanguageHost: boolean;
}

/** No engine was found, and none could be built. The message says what to do. */
export class EngineError extends Error {
  override readonly name = "EngineError";
}

/**
 * Finds the Pulumi engine: on PATH, else in the cache, else by building it from the pinned Go module.
 *
 * @param env environment to search: PATH, and what `cacheFolder` reads; the process's own by default
 * @param report told in a line each why an engine on PATH is passed over; standard error by default
 * @throws EngineError if there is none and none can be built
 */
export async function findEngine(
  env: NodeJS.ProcessEnv = process.env,
  report: (line: string) => void = (line) => console.error(line),
): Promise<Engine> {
  const onPath = engineOnPath(env, report);
  if (onPath !== undefined) return onPath;

  const built = { version: pinnedVersion(), needsLanguageHost: true };
  const cached = cachedEngine(env);
  if (cached !== undefined) return { command: cached, source: "cache", ...built };

  const go = findExecutable("go", env.PATH);
  if (go === undefined) throw new EngineError(`No Pulumi engine, and no Go to build one.\n${advice()}`);
  try {
    const command = await addToCache(env, (folder) => buildEngine(go, folder, env));
    return { command, source: "build", ...built };
  } catch (error) {
    throw new EngineError(`${error instanceof Error ? error.message : String(error)}\n${advice()}`, { cause: error });
  }
}

/** How to get an engine by hand. */
function advice(): string {
  const version = pinnedVersion();
  return [
    `Install the Pulumi CLI, version ${version} or newer: https://www.pulumi.com/docs/install/`,
    `or install Go (https://go.dev/doc/install), from which Pulumi ${version} is built once and kept.`,
  ].join("\n");
}

function engineOnPath(env: NodeJS.ProcessEnv, report: (line: string) => void): Engine | undefined {
  const command = findExecutable("pulumi", env.PATH);
  if (command === undefined) return undefined;
  const version = versionOf(command, env);
  if (version === undefined) {
    report(`${command} does not tell its version: it is passed over.`);
    return undefined;
  }
  if (!isAtLeast(version, pinnedVersion())) {
    report(`${command} is version ${version}, older than ${pinnedVersion()}: it is passed over.`);
    return undefined;
  }
  // The engine, too, looks beside its real file and on PATH.
  const host =
    executableIn(dirname(realpathSync(command)), "pulumi-language-nodejs") ??
    findExecutable("pulumi-language-nodejs", env.PATH);
  return { command, version: version.replace(/^v/, ""), source: "path", needsLanguageHost: host === undefined };
}

function versionOf(command: string, env: NodeJS.ProcessEnv): string | undefined {
  try {
    const output = execFileSync(command, ["version"], {
      encoding: "utf8",
      env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "1" },
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
    return /^v?\d+\.\d+\.\d+/.test(output) ? output : undefined;
  } catch {
    return undefined;
  }
}
