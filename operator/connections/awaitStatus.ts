/** Waits until Azure shows the decision on a private endpoint connection: it answers before that takes effect. */
import { setTimeout as sleep } from "node:timers/promises";
import { CommandError } from "../commandError";
import { type Connection, hasFailed, isInForce } from "./connection";

/** Milliseconds before the second look; doubled for each later one, up to `longest`. */
const first = 1_000;
const longest = 15_000;

/**
 * Looks again until the connection has the status, and Azure has applied it: see `isInForce`.
 *
 * @param list reads all connections of the vault
 * @param onWait called with what each look but the last has shown
 * @param patience how long, milliseconds
 * @returns all connections, as they are then
 * @throws CommandError if Azure reports a failure, does not show the status in time, or cannot be read
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
        `Azure accepted the request to set connection ${name} to ${wanted}, but its status could not be read: ${error.message}`,
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
    if (hasFailed(found)) {
      throw new CommandError(
        `Azure reported a failure: ${shown}.`,
        wanted === "Approved"
          ? "No call gets through it. Run the command again; if it persists, ask Kore to make its private endpoint again."
          : "Run the command again; if it persists, remove the connection in the portal.",
      );
    }
    const isUnderWay = /^(creating|updating|deleting)$/i.test(found.provisioningState);
    if (wanted === "Approved" ? isInForce(found) : found.status === wanted && !isUnderWay) return all;
    const left = end - Date.now();
    if (left <= 0) {
      throw new CommandError(
        `Azure accepted the request to set connection ${name} to ${wanted}, but after ${Math.round(patience / 1000)} s ${shown}.`,
        "Look again with `kore-byok connections` in a few minutes; if it persists, run the command again.",
      );
    }
    onWait(shown);
    await sleep(Math.min(pause, left));
  }
}
