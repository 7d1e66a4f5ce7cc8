/** How every command ends: the answer as JSON if that is asked for, and failures in plain words. */
import { CommandError, printCommandError } from "./commandError";
import type { Failed } from "./failed";

/**
 * Does a command's work.
 *
 * @param work does the work; without `json` it also prints its result for a person
 * @param refused makes the answer if the work cannot be done
 * @returns the answer, which decides the exit code
 */
export async function answer<Report, Refused = Failed>(
  command: string,
  json: boolean | undefined,
  work: () => Promise<Report>,
  refused: (problem: Failed["problem"]) => Refused,
): Promise<Report | Refused> {
  let answered: Report | Refused;
  try {
    answered = await work();
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    printCommandError(command, error);
    answered = refused({ message: error.message, fix: error.fix });
  }
  if (json) process.stdout.write(`${JSON.stringify(answered, undefined, 2)}\n`);
  return answered;
}

/** What most commands answer if they could not do what they were asked. */
export function failedBecause(problem: Failed["problem"]): Failed {
  return { formatVersion: 1, outcome: "failed", problem };
}
