import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { logVerbosity, setLogVerbosity } from "@grpc/grpc-js";
import { startSimulation } from "../../simulator/simulation";
import { fourFreePorts, hold } from "./freePorts";

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
    const portBase = await fourFreePorts();
    const occupied = (await hold(portBase + index))!;
    await expect(startSimulation({ stateFile, portBase })).rejects.toThrow(String(portBase + index));
    await new Promise((resolve) => occupied.close(resolve));
    // The ports before it are free again, and so is the state file.
    const simulation = await startSimulation({ stateFile, portBase });
    await simulation.close();
  });

  it("shares a folder with another, each with a certificate of its own", async () => {
    const one = await startSimulation({ stateFile: join(folder, "one.json") });
    const two = await startSimulation({ stateFile: join(folder, "two.json") });
    expect([one.https.caFile, two.https.caFile]).toEqual([join(folder, "one.ca.pem"), join(folder, "two.ca.pem")]);
    await one.close();
    await two.close();
  });

  it("leaves a half-written state file as it is", async () => {
    const stateFile = join(folder, "state.json");
    writeFileSync(stateFile, '{"formatVersion":1');
    await expect(startSimulation({ stateFile })).rejects.toThrow(stateFile);
    expect(readFileSync(stateFile, "utf8")).toBe('{"formatVersion":1');
  });
});
