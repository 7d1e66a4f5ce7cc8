/** Waits until Azure shows what was decided of a private endpoint connection: it answers before that works. */
import { setTimeout as sleep } from "node:timers/promises";
import { CommandError } from "../commandError";
import type { Connection } from "./connection";

/** Milliseconds before the second look; doubled for each later one, up to `longest`. */
const first = 1_000;
const longest = 15_000;

/**
 * Looks again until the connection has the status, and Azure has it in force: an approved connection lets calls through
 * only once its provisioning has succeeded, where Azure states that (learn.microsoft.com, "Diagnose private links
 * configuration issues on Azure Key Vault").
 *
 * @param list reads all connections of the vault
 * @param onWait told of each look that is not the last, what it showed
 * @param patience how long, milliseconds
 * @returns all connections, as they are then
 * @throws CommandError where Azure failed at it, does not show it in time, or cannot be read
 */
export async function awaitStatus(
  list: () => Promise<Connection[]>,
  name: string,
  wanted: "Approved" | "Rejected",
  onWait: (shown: string) => void,
  patience = 300_000,
): Promise<Connection[]> {
  const end = Date.now() + patience;
  for (let pause = first; ; pause = Math.min(pause * 2, longest)) {
    const all = await list().catch((error: unknown) => {
      if (!(error instanceof CommandError)) throw error;
      throw new CommandError(
        `Azure has taken it that connection ${name} is to be ${wanted}; whether it is cannot be read: ${error.message}`,
        `${error.fix} Then look with \`kore-byok connections\`.`,
      );
    });
    const found = all.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (found === undefined) {
      throw new CommandError(
        `Connection ${name} is gone: the other side has removed its private endpoint meanwhile.`,
        "Ask Kore to make its private endpoint again, then approve the new connection.",
      );
    }
    const shown = `connection ${name} is ${found.status}, its provisioning ${found.provisioningState || "(not stated)"}`;
    const state = found.provisioningState.toLowerCase();
    if (state === "failed") {
      throw new CommandError(
        `Azure failed at it: ${shown}.`,
        wanted === "Approved"
          ? "It lets nobody through. Run the command again; if it stays so, ask Kore to make its private endpoint again."
          : "Run the command again; if it stays so, remove the connection in the portal.",
      );
    }
    const inForce =
      wanted === "Approved" ? /^(succeeded)?$/.test(state) : !/^(creating|updating|deleting)$/.test(state);
    if (found.status === wanted && inForce) return all;
    const left = end - Date.now();
    if (left <= 0) {
      throw new CommandError(
        `Azure has taken it that connection ${name} is to be ${wanted}, and after ${Math.round(patience / 1000)} s ${shown}.`,
        "Look again with `kore-byok connections` in some minutes; if it stays so, run the command again.",
      );
    }
    onWait(shown);
    await sleep(Math.min(pause, left));
  }
}
