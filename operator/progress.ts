/** Progress of long work: a spinner on a terminal; elsewhere one line as each step begins. */
import { isColoured } from "./colours";
import { plain } from "./plain";

/** Shows what takes long. */
export interface Progress {
  /** What is being done now. */
  say(text: string): void;
  /** Takes the spinner away, so that results can be printed. */
  end(): void;
}

/** Shows progress on standard error: standard output is for results. `quiet`, as with `--json`, shows nothing. */
export async function startProgress(quiet: boolean): Promise<Progress> {
  const { stderr } = process;
  if (quiet) return { say: () => undefined, end: () => undefined };
  if (!stderr.isTTY) return { say: (text) => void stderr.write(`${plain(text)}\n`), end: () => undefined };
  const { default: ora } = await import("ora");
  const spinner = ora({ stream: stderr, color: isColoured(stderr, process.env) && "cyan" });
  return {
    say(text) {
      spinner.text = plain(text);
      if (!spinner.isSpinning) spinner.start();
    },
    end: () => void spinner.stop(),
  };
}
