import * as fs from "node:fs";
import * as path from "node:path";

/**
 * Claims a state file for this process: two simulations that write one file would undo each other's work.
 *
 * A claim whose process has ended (a crash, a kill) is taken over.
 *
 * @returns Gives the claim back.
 * @throws Error where a running process holds the file.
 */
export function claimStateFile(stateFile: string): () => void {
  const lockFile = `${stateFile}.lock`;
  fs.mkdirSync(path.dirname(path.resolve(lockFile)), { recursive: true });
  try {
    fs.writeFileSync(lockFile, String(process.pid), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    const holder = Number(fs.readFileSync(lockFile, "utf8"));
    if (isRunning(holder)) {
      throw new Error(
        `The state file ${stateFile} is in use by the simulated Azure of process ${holder}. Stop that one or choose ` +
          `another state file; if process ${holder} is something else, delete ${lockFile}.`,
      );
    }
    fs.writeFileSync(lockFile, String(process.pid), { mode: 0o600 });
  }
  return () => fs.rmSync(lockFile, { force: true });
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
