/** Asks a person before something is changed. */
import { createInterface } from "node:readline/promises";
import { CommandError } from "./commandError";

/**
 * Asks on the terminal; `--yes` answers beforehand.
 *
 * @throws CommandError if the answer is not `yes`, or there is no terminal to ask at: nothing has been changed then
 */
export async function confirm(question: string, yes: boolean): Promise<void> {
  if (yes) return;
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new CommandError(
      "This changes something, and there is no terminal to ask at. Nothing was changed.",
      "Read what it would do, then run it again with --yes.",
    );
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // Ctrl-C and Ctrl-D are answers too.
  const closed = new Promise<string>((resolve) => terminal.once("close", () => resolve("")));
  const answer = await Promise.race([terminal.question(`${question} (yes/no) `), closed]);
  terminal.close();
  if (answer.trim().toLowerCase() === "yes") return;
  throw new CommandError("Not confirmed. Nothing was changed.", "Answer yes if you mean it.");
}
