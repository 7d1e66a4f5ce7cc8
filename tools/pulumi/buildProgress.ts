import type { Ora } from "ora" with { "resolution-mode": "import" };

/** How often the time shown moves on, in milliseconds: on a terminal, and in a log. */
const TERMINAL_INTERVAL = 1_000;
const LOG_INTERVAL = 30_000;

/** Progress of a long task. */
export interface Progress {
  /** Says what is being done now. */
  update(step: string): void;
  /** Ends the display with a good end. */
  succeed(text: string): void;
  /** Ends the display with a bad end. */
  fail(text: string): void;
}

/**
 * Shows a task's progress and the time it has taken on standard error: as a spinner on a terminal, otherwise as a plain
 * line at each new kind of step and every half minute.
 *
 * @param task name of the task, the start of each line
 */
export function showProgress(task: string): Progress {
  const started = Date.now();
  const elapsed = () => `${Math.round((Date.now() - started) / 1000)} s`;
  let step = "building";
  let spinner: Ora | undefined;
  // A terminal may say that it has no columns; the spinner would count its lines for ever.
  let plain = !process.stderr.isTTY || process.stderr.columns === 0;
  let ended = false;
  const line = () => `${task}: ${step} (${elapsed()})`;

  const tick = setInterval(
    () => {
      if (spinner) spinner.text = line();
      else if (plain) console.error(line());
    },
    plain ? LOG_INTERVAL : TERMINAL_INTERVAL,
  );
  if (!plain) {
    // An ES module, loaded only where it is used; where it cannot be, as within jest, lines have to do.
    import("ora").then(
      ({ default: ora }) => {
        // Standard input is left alone, so that Ctrl-C goes on reaching the build.
        if (!ended) spinner = ora({ text: line(), discardStdin: false }).start();
      },
      () => (plain = true),
    );
  }
  const end = (mark: "succeed" | "fail", text: string) => {
    ended = true;
    clearInterval(tick);
    const last = `${text} (${elapsed()})`;
    if (spinner) spinner[mark](last);
    else console.error(last);
  };
  return {
    update(next) {
      const isNewKind = next.split(",")[0] !== step.split(",")[0];
      step = next;
      if (spinner) spinner.text = line();
      else if (plain && isNewKind) console.error(line());
    },
    succeed: (text) => end("succeed", text),
    fail: (text) => end("fail", text),
  };
}
