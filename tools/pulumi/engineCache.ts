import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { basename, join } from "node:path";
import { executableIn } from "./executable";
import { MODULE_FOLDER, pinnedVersion } from "./engineVersion";

/** The launcher of the language host: the engine looks for it under this name, on PATH and beside itself. */
const LAUNCHER = "pulumi-language-nodejs";

/** Folder of the launcher, for the PATH of an engine that has no language host of its own. */
export const LAUNCHER_FOLDER = join(MODULE_FOLDER, "bin");

/**
 * The folder that holds engines built here: `KORE_BYOK_CACHE`, or else `kore-byok-azure` in the place that the
 * operating system has for caches (`$XDG_CACHE_HOME` or `~/.cache`; on macOS `~/Library/Caches`).
 *
 * @param env environment to read
 */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  if (env.KORE_BYOK_CACHE) return env.KORE_BYOK_CACHE;
  const home = env.HOME ?? homedir();
  const caches = process.platform === "darwin" ? join(home, "Library", "Caches") : join(home, ".cache");
  return join(env.XDG_CACHE_HOME || caches, "kore-byok-azure");
}

/** The folder in which the Node.js processes of all runs share compiled code: beside the engines. */
export function compileCacheFolder(env: NodeJS.ProcessEnv): string {
  return join(cacheFolder(env), "node-compile-cache");
}

/**
 * Looks for a build of the pinned engine in the cache.
 *
 * @param env environment that names the cache
 * @returns path of `pulumi`, or undefined if there is none
 */
export function cachedEngine(env: NodeJS.ProcessEnv): string | undefined {
  const folder = engineFolder(env);
  const command = executableIn(folder, "pulumi");
  if (command !== undefined) placeLauncher(folder);
  return command;
}

/**
 * Builds an engine into the cache: into a folder of its own first, which takes its final name when it is complete, so
 * that a build that fails, is interrupted or runs beside another leaves nothing half-written.
 *
 * @param env environment that names the cache
 * @param build puts `pulumi` into the folder given
 * @returns path of `pulumi` in the cache
 * @throws whatever `build` throws, and the file system's errors
 */
export async function addToCache(env: NodeJS.ProcessEnv, build: (folder: string) => Promise<void>): Promise<string> {
  const target = engineFolder(env);
  mkdirSync(cacheFolder(env), { recursive: true });
  const folder = mkdtempSync(join(cacheFolder(env), `.${basename(target)}-`));
  try {
    await build(folder);
    chmodSync(folder, 0o755);
    placeLauncher(folder);
    try {
      renameSync(folder, target);
    } catch (error) {
      // Something is there: an engine that someone else built meanwhile, or else rubbish.
      if (cachedEngine(env) === undefined) {
        if (!existsSync(target)) throw error;
        rmSync(target, { recursive: true });
        renameSync(folder, target);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return join(target, "pulumi");
}

function engineFolder(env: NodeJS.ProcessEnv): string {
  return join(cacheFolder(env), `pulumi-${pinnedVersion()}`);
}

/**
 * Puts the launcher beside the engine. There the engine takes it for its own; found on PATH alone, it would warn of a
 * foreign language host in every update.
 */
function placeLauncher(folder: string): void {
  const source = join(LAUNCHER_FOLDER, LAUNCHER);
  const target = join(folder, LAUNCHER);
  if (executableIn(folder, LAUNCHER) && readFileSync(target).equals(readFileSync(source))) return;
  const written = `${target}-${process.pid}`;
  copyFileSync(source, written);
  chmodSync(written, 0o755);
  renameSync(written, target);
}
