import * as fs from "node:fs";
import * as path from "node:path";

/**
 * Claims a state file for this process: two simulations that write one file would undo each other's work.
 *
 * A claim whose process has ended (a crash, a kill) is taken over.
 *
 * @returns Gives the claim back.
 * @throws Error where a running process holds the file, or the claim cannot be written beside it.
 */
export function claimStateFile(stateFile: string): () => void {
  const lockFile = `${stateFile}.lock`;
  try {
    fs.mkdirSync(path.dirname(path.resolve(lockFile)), { recursive: true });
    if (!create(lockFile) && !(removeStale(lockFile) && create(lockFile))) throw inUse(stateFile, lockFile);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new Error(
      `The state file ${stateFile} of the simulated Azure cannot be claimed (${(error as Error).message}). Choose a ` +
        "state file in a folder that is writable, or make this one writable.",
      { cause: error },
    );
  }
  return () => fs.rmSync(lockFile, { force: true });
}

/** In one step, so that of two processes one alone makes it. */
function create(lockFile: string): boolean {
  try {
    fs.writeFileSync(lockFile, String(process.pid), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/**
 * Removes the claim of a process that has ended. Two may see the same stale claim, and the slower one must not remove
 * what the faster one has made meanwhile: the file is moved away, which one alone can do, and looked at once more.
 */
function removeStale(lockFile: string): boolean {
  const stale = holderOf(lockFile);
  if (stale === undefined) return true;
  if (stale === "" || isRunning(Number(stale))) return false;
  const aside = `${lockFile}.${process.pid}`;
  try {
    fs.renameSync(lockFile, aside);
  } catch (error) {
    // Another process was faster: whether it has its claim by now is for `create` to see.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return true;
    throw error;
  }
  try {
    const isStale = fs.readFileSync(aside, "utf8") === stale;
    if (!isStale) fs.linkSync(aside, lockFile);
    return isStale;
  } finally {
    fs.rmSync(aside);
  }
}

/** The process that holds the claim: empty while it is being written, `undefined` where it is gone. */
function holderOf(lockFile: string): string | undefined {
  try {
    return fs.readFileSync(lockFile, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function inUse(stateFile: string, lockFile: string): Error {
  const holder = holderOf(lockFile);
  const [by, unless] = !holder
    ? ["a process that is starting", "none is"]
    : [`process ${holder}`, `process ${holder} is something else`];
  return new Error(
    `The state file ${stateFile} is in use by the simulated Azure of ${by}. Stop that one or choose another state file; ` +
      `if ${unless}, delete ${lockFile}.`,
  );
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
