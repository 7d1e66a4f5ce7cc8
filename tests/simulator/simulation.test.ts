import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo, Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { logVerbosity, setLogVerbosity } from "@grpc/grpc-js";
import { startSimulation } from "../../simulator/simulation";

describe("the whole simulated Azure", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "simulation-test-"));
    setLogVerbosity(logVerbosity.NONE);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("tells the engine where its providers are, each on a port of its own", async () => {
    const simulation = await startSimulation();
    try {
      const attached = simulation.environment["PULUMI_DEBUG_PROVIDERS"]!.split(",").map((part) => part.split(":"));
      expect(attached.map(([packageName]) => packageName)).toEqual(["azure-native", "azuread", "random"]);
      expect(new Set(attached.map(([, port]) => port)).size).toBe(3);
      expect(simulation.environment["PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"]).toBe("true");
      expect(existsSync(simulation.https.caFile)).toBe(true);
    } finally {
      await simulation.close();
    }
    expect(existsSync(simulation.https.caFile)).toBe(false);
  });

  it("keeps its state in the file", async () => {
    const stateFile = join(folder, "state.json");
    const first = await startSimulation({ stateFile });
    first.azure.outside.takeVaultName("kv-taken");
    await first.close();
    const second = await startSimulation({ stateFile });
    expect(second.azure.state.takenVaultNames).toEqual(["kv-taken"]);
    await second.close();
  });

  it.each([0, 1, 2, 3])("leaves nothing running where port %i of its four is in use", async (index) => {
    const stateFile = join(folder, "state.json");
    const { portBase, occupied } = await occupyOneOfFour(index);
    await expect(startSimulation({ stateFile, portBase })).rejects.toThrow(String(portBase + index));
    await new Promise((resolve) => occupied.close(resolve));
    // The ports before it are free again, and so is the state file.
    const simulation = await startSimulation({ stateFile, portBase });
    await simulation.close();
  });

  it("leaves a half-written state file as it is", async () => {
    const stateFile = join(folder, "state.json");
    writeFileSync(stateFile, '{"formatVersion":1');
    await expect(startSimulation({ stateFile })).rejects.toThrow(stateFile);
    expect(readFileSync(stateFile, "utf8")).toBe('{"formatVersion":1');
  });
});

/** Four ports in a row of which one is held. */
async function occupyOneOfFour(index: number): Promise<{ portBase: number; occupied: Server }> {
  const listen = (server: Server, port: number) =>
    new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false)).listen(port, "127.0.0.1", () => resolve(true));
    });
  for (;;) {
    const servers = [createServer(), createServer(), createServer(), createServer()];
    await listen(servers[0]!, 0);
    const portBase = (servers[0]!.address() as AddressInfo).port;
    const rest = await Promise.all([1, 2, 3].map((offset) => listen(servers[offset]!, portBase + offset)));
    const open = servers.filter((server, offset) => server.listening && (offset !== index || rest.includes(false)));
    await Promise.all(open.map((server) => new Promise((resolve) => server.close(resolve))));
    if (!rest.includes(false)) return { portBase, occupied: servers[index]! };
  }
}
