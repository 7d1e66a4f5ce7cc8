/** What all commands do with what they come to: the answer as JSON where it is asked for, and failures in plain words. */
import { CommandError, printCommandError } from "./commandError";
import type { Failed } from "./failed";

/**
 * Does a command's work.
 *
 * @param work prints its result for a person by itself where `json` does not ask for it
 * @param refused what is answered where the work cannot be done
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

/** What most commands answer where they could not do what they were asked. */
export function failedBecause(problem: Failed["problem"]): Failed {
  return { formatVersion: 1, outcome: "failed", problem };
}
