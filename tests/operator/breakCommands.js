/** Preloaded into a process: `pulumi` cannot even be tried, so that the commands meet an error that they do not expect. */
require("node:child_process").execFile = () => {
  throw new TypeError("Broken on purpose.");
};
