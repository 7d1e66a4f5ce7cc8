/** Ctrl-C while a change must not stay half done. */
import { CommandError } from "./commandError";

/** Ctrl-C, held back. */
export interface Interruption {
  /** Whether Ctrl-C was pressed meanwhile. */
  happened(): boolean;
  /** From here on Ctrl-C ends the process again. */
  release(): void;
}

/**
 * Keeps this process running on Ctrl-C, so that it can put things back. The commands that it started get the signal from
 * the terminal too, and end by themselves.
 */
export function holdInterruption(): Interruption {
  let happened = false;
  const note = (): void => void (happened = true);
  process.on("SIGINT", note).on("SIGTERM", note);
  return { happened: () => happened, release: () => void process.off("SIGINT", note).off("SIGTERM", note) };
}

/** The error of an interruption before anything was changed. */
export function interrupted(): CommandError {
  return new CommandError("Interrupted. Nothing was changed.", "Run the command again if you mean it.");
}
