/** Preloaded into a process: 10 s, after which an update is repeated, last 50 ms. */
const timers = require("node:timers/promises");
const wait = timers.setTimeout;
timers.setTimeout = (milliseconds, ...rest) => wait(milliseconds === 10_000 ? 50 : milliseconds, ...rest);
