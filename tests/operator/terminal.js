/** Preloaded into a process: what it prints goes to a terminal of TERMINAL_COLUMNS columns. */
const nothing = () => true;
const columns = Number(process.env.TERMINAL_COLUMNS);
for (const stream of [process.stdout, process.stderr]) {
  Object.assign(stream, { isTTY: true, columns, cursorTo: nothing, clearLine: nothing, moveCursor: nothing });
}
