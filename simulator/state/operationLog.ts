import * as fs from "node:fs";
import * as path from "node:path";
import type { Call, Operation, OperationLog } from "../azure";
import { AzureError } from "../model";

/** Takes one line for a log file. Never throws. */
type LogFile = (line: string) => void;

/**
 * Keeps one entry per call, refused calls included.
 *
 * @param now The simulated clock.
 * @param logFile Gets one JSON line per entry. None: memory alone.
 */
export function createOperationLog(now: () => number, logFile?: LogFile): OperationLog {
  const entries: Operation[] = [];
  return {
    entries,
    record(operation) {
      const entry: Operation = { at: now(), ...operation };
      entries.push(entry);
      logFile?.(`${JSON.stringify(entry)}\n`);
    },
  };
}

/**
 * Opens a log file, whose lines of earlier runs stay.
 *
 * A line that cannot be written later is told once and no more: by then its call has taken effect, and an error would
 * have the caller believe that it has not.
 *
 * @throws Error that names the file, the problem and the fix.
 */
export function openLogFile(file: string): LogFile {
  const append = (text: string): void => fs.appendFileSync(file, text, { mode: 0o600 });
  try {
    fs.mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
    append("");
  } catch (error) {
    throw new Error(
      `The log file ${file} cannot be written (${(error as Error).message}). Give a path that is writable, or leave the ` +
        "log out.",
      { cause: error },
    );
  }
  let told = false;
  return (line) => {
    try {
      append(line);
    } catch (error) {
      if (told) return;
      told = true;
      process.emitWarning(`The log file ${file} has lost lines (${(error as Error).message}).`);
    }
  };
}

/** Lets a call pass a check that comes before it is made: a refusal is logged here, as no one else sees the call. */
export function passOrLog(log: OperationLog, call: Call, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (error instanceof AzureError) log.record({ ...call, status: error.status, code: error.code });
    throw error;
  }
}
