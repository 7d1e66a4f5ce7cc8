/** Progress of long work: a spinner on a terminal; elsewhere one line as each step begins. */
import { isColoured } from "./colours";
import { plain, plainLines } from "./plain";

/** Shows what takes long. */
export interface Progress {
  /** What is being done now. */
  say(text: string): void;
  /** How far that is: on a terminal only. */
  update(text: string): void;
  /** Prints lines that stay. */
  note(text: string): void;
  /** Takes the spinner away, so that results can be printed. */
  end(): void;
}

/** Shows progress on standard error: standard output is for results. `quiet`, as with `--json`, shows nothing. */
export async function startProgress(quiet: boolean): Promise<Progress> {
  const { stderr } = process;
  const nothing = (): void => undefined;
  if (quiet) return { say: nothing, update: nothing, note: nothing, end: nothing };
  const note = (text: string): void => void stderr.write(`${plainLines(text)}\n`);
  // A pseudo-terminal that was never given a size reports 0 columns, in which the spinner would draw for ever.
  if (!stderr.isTTY || !(stderr.columns > 0)) {
    return { say: (text) => note(plain(text)), update: nothing, note, end: nothing };
  }
  const { default: ora } = await import("ora");
  // By default ora puts the terminal's input into raw mode, in which Ctrl-C is a character like any other.
  const spinner = ora({ stream: stderr, color: isColoured(stderr, process.env) && "cyan", discardStdin: false });
  const say = (text: string): void => {
    spinner.text = plain(text);
    if (!spinner.isSpinning) spinner.start();
  };
  return {
    say,
    update: say,
    note(text) {
      spinner.stop();
      note(text);
    },
    end: () => void spinner.stop(),
  };
}
