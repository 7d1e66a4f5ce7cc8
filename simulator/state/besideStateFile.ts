import { basename, dirname, join, resolve } from "node:path";

/**
 * A file or folder that goes with a state file: beside it and named after it, as several simulations may keep their
 * state in one folder. `state.json` has `state.<suffix>`.
 */
export function besideStateFile(stateFile: string, suffix: string): string {
  const file = resolve(stateFile);
  return join(dirname(file), `${basename(file, ".json")}.${suffix}`);
}
