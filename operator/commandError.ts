import { plainLines } from "./plain";

/** A command cannot do what it was asked. Says why in plain words, and what to do about it. */
export class CommandError extends Error {
  override readonly name = "CommandError";

  /**
   * @param message what is wrong, naming the thing and the value
   * @param fix what to do about it
   */
  constructor(
    message: string,
    readonly fix: string,
  ) {
    super(message);
  }
}

/** Writes it for a person, on standard error. */
export function printCommandError(command: string, { message, fix }: CommandError): void {
  process.stderr.write(`kore-byok ${command}: ${plainLines(message)}\n  fix: ${plainLines(fix)}\n`);
}
