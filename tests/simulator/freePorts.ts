import { createServer } from "node:net";
import type { Server } from "node:net";

/**
 * The first of four free ports in a row on 127.0.0.1. They lie below the ephemeral ports of Linux, macOS and Windows,
 * which any process may be given at any time: nobody takes them between this look and their use.
 */
export async function fourFreePorts(): Promise<number> {
  for (;;) {
    const first = 20_000 + 4 * Math.floor(Math.random() * 2_500);
    const held = await Promise.all([0, 1, 2, 3].map((offset) => hold(first + offset)));
    await Promise.all(held.map((server) => new Promise((resolve) => server?.close(resolve) ?? resolve(undefined))));
    if (!held.includes(undefined)) return first;
  }
}

/** Listens on a port; `undefined` where it is in use. */
export function hold(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined)).listen(port, "127.0.0.1", () => resolve(server));
  });
}
