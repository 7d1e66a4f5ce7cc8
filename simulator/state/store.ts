import type { AzureState } from "../model";
import { writeStateFile } from "./stateFile";
import { claimStateFile } from "./stateLock";

/** The state, the clock that runs on it, and the way to disk. What every rule of the simulated Azure works on. */
export interface Store {
  readonly state: AzureState;
  /** Milliseconds since the epoch on the simulated clock. */
  readonly now: () => number;
  /** Writes the state to its file; without a file it lives in memory alone. */
  readonly save: () => void;
  /** Saves a last time and gives the file back. A later `save` throws. */
  readonly close: () => void;
}

/**
 * @param state The state to work on, in place.
 * @param stateFile Where it is kept; none means memory alone.
 * @param releaseClaim Gives the claim on the file back.
 */
function openStore(state: AzureState, stateFile?: string, releaseClaim?: () => void): Store {
  let open = true;
  const save = (): void => {
    if (!open) throw new Error("This simulated Azure is closed; create another one to go on.");
    if (stateFile !== undefined) writeStateFile(stateFile, state);
  };
  return {
    state,
    now: () => Date.now() + state.clockOffsetMs,
    save,
    close() {
      if (!open) return;
      save();
      open = false;
      releaseClaim?.();
    },
  };
}

/** A store in memory: gone with the process. */
export function createMemoryStore(state: AzureState): Store {
  return openStore(state);
}

/**
 * A store kept in a file, which it holds for itself until it is closed.
 *
 * @param load Yields the state: read from the file, or new. What it throws leaves the file as it was.
 */
export function createFileStore(stateFile: string, load: () => AzureState): Store {
  const release = claimStateFile(stateFile);
  try {
    const store = openStore(load(), stateFile, release);
    store.save();
    return store;
  } catch (error) {
    release();
    throw error;
  }
}
