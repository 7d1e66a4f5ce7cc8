import * as fs from "node:fs";
import * as path from "node:path";
import type { Operation, OperationLog } from "../azure";

/**
 * Keeps one entry per call, refused calls included.
 *
 * @param now The simulated clock.
 * @param logFile Gets one JSON line per entry, after those of earlier runs. None: memory alone.
 */
export function createOperationLog(now: () => number, logFile?: string): OperationLog {
  const entries: Operation[] = [];
  if (logFile !== undefined) fs.mkdirSync(path.dirname(path.resolve(logFile)), { recursive: true });
  return {
    entries,
    record(operation) {
      const entry: Operation = { at: now(), ...operation };
      entries.push(entry);
      if (logFile !== undefined) fs.appendFileSync(logFile, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
    },
  };
}
