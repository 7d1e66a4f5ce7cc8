import * as fs from "node:fs";
import writeFileAtomic from "write-file-atomic";
import { z } from "zod";
import type { AzureState } from "../model";
import { stateSchema } from "./stateSchema";

/**
 * Reads the state of a simulated Azure.
 *
 * @returns The state, or `undefined` where there is no such file yet.
 * @throws Error that names the file, what is wrong with it and the fix. The file is never touched.
 */
export function readStateFile(file: string): AzureState | undefined {
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw unusable(file, `cannot be read (${(error as Error).message})`, "Check its path and permissions");
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw unusable(file, `is not whole JSON (${(error as Error).message})`, "Restore a copy");
  }
  const version = (content as { formatVersion?: unknown } | null)?.formatVersion;
  if (version !== 1) {
    throw unusable(
      file,
      `has formatVersion ${JSON.stringify(version)}; this release reads formatVersion 1`,
      "Open it with the release that wrote it",
    );
  }
  const checked = stateSchema.safeParse(content);
  if (!checked.success) {
    throw unusable(file, `does not hold a simulated Azure:\n${z.prettifyError(checked.error)}\n`, "Restore a copy");
  }
  return checked.data;
}

/**
 * Replaces the state file in one step, readable by its owner alone.
 *
 * Synchronous, so that a call is answered only once its effect is on disk, also when the process is killed next.
 *
 * @throws Error that names the file, the problem and the fix. The file is as it was.
 */
export function writeStateFile(file: string, state: AzureState): void {
  try {
    writeFileAtomic.sync(file, `${JSON.stringify(state, undefined, 2)}\n`, { mode: 0o600 });
  } catch (error) {
    throw new Error(
      `The state file ${file} of the simulated Azure cannot be written (${(error as Error).message}). Make room for it, ` +
        "or make its folder writable; it holds the last state that could be written.",
      { cause: error },
    );
  }
}

function unusable(file: string, problem: string, fix: string): Error {
  return new Error(
    `The state file ${file} of the simulated Azure ${problem}. ${fix}, or move it away to start with an empty ` +
      `Azure. It has been left as it is.`,
  );
}
