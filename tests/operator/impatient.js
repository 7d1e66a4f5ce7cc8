/** Preloaded into a process: 30 s, which Azure has for an answer, last 2 s. */
const wait = globalThis.setTimeout;
globalThis.setTimeout = (work, milliseconds, ...rest) =>
  wait(work, milliseconds === 30_000 ? 2_000 : milliseconds, ...rest);
