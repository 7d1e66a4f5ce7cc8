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
  let step = "starting";
  let spinner: Ora | undefined;
  let ended = false;
  const line = () => `${task}: ${step} (${elapsed()})`;

  if (process.stderr.isTTY) {
    // An ES module, loaded only where it is used.
    void import("ora").then(({ default: ora }) => {
      if (!ended) spinner = ora(line()).start();
    });
  }
  const tick = setInterval(
    () => {
      if (spinner) spinner.text = line();
      else if (!process.stderr.isTTY) console.error(line());
    },
    process.stderr.isTTY ? TERMINAL_INTERVAL : LOG_INTERVAL,
  );
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
      else if (!process.stderr.isTTY && isNewKind) console.error(line());
    },
    succeed: (text) => end("succeed", text),
    fail: (text) => end("fail", text),
  };
}
