import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { installStandIns, type StandIns } from "../doctor/standIns";
import { koreByok } from "../koreByok";
import { type OperatedVault, startOperatedVault } from "../operatedVault";

const NODE_OPTIONS = `--require ${join(__dirname, "../impatient.js")}`;

describe("a proxy that takes connections and never answers", () => {
  let vault: OperatedVault;
  let doctors: StandIns;
  let proxy: Server;
  const sockets = new Set<Socket>();
  beforeAll(async () => {
    vault = await startOperatedVault();
    vault.installPulumi(vault.stackOutputs());
    doctors = installStandIns();
    doctors.configure({
      "kore-byok-azure:koreClientId": "7d2f8a34-51b6-4f0e-9c83-2b1f0d6e4a11",
      "azure-native:location": "westeurope",
    });
    proxy = createServer((socket) => void sockets.add(socket.on("error", () => {}))).listen(0, "127.0.0.1");
    await once(proxy, "listening");
  });
  afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
    doctors.close();
    await vault.close();
  });

  it.each([
    ["connections", 1, /^Asking Azure for .* of vault kv-kore-test$/m, "login.microsoftonline.com"],
    ["rotate --yes", 1, /^Asking https:\/\/kv-kore-test.* for the versions/m, "kv-kore-test.vault.azure.net"],
    ["doctor", 1, /^Asking Entra who is logged in$/m, "login.microsoftonline.com"],
    ["verify --wait 5", 1, /^$/, "kv-kore-test.vault.azure.net"],
  ])("ends %s, which says so", async (command, exitCode, progress, host) => {
    const PATH = command === "doctor" ? doctors.PATH : vault.path;
    const HTTPS_PROXY = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;

    const run = await koreByok(command.split(" "), {
      environment: { ...vault.as("login"), PATH, HTTPS_PROXY, NODE_OPTIONS },
    });

    expect([run.exitCode, run.stderr]).toEqual([exitCode, expect.stringMatching(progress)]);
    const said = run.stdout + run.stderr;
    expect(said).toContain(`${host} did not answer within 30 s.`);
    expect(said).toMatch(/fix: .*HTTPS_PROXY/i);
  });

  it("leaves it open whether a late rotation will be carried out, and makes no second one", async () => {
    await vault.assignRole("14b46e9e-c2b7-41b4-b07b-48a6ebf60603", "6c1f7f3e-7f57-4c6e-9a3d-0d7e5a1c2b3f");
    vault.azure.faults.add({ action: "POST keys/rotate", kind: "delay", milliseconds: 6_000 });

    const run = await vault.run(["rotate", "--yes"], { ...vault.as("kore"), NODE_OPTIONS });

    expect([run.exitCode, run.stdout]).toEqual([1, ""]);
    expect(run.stderr).toContain("kv-kore-test.vault.azure.net did not answer within 30 s.");
    expect(run.stderr).toContain("There is no new version so far; the request may still be carried out.");
    expect(run.stderr).toContain("Do not simply repeat it");
    expect(run.stderr).toContain("az keyvault key list-versions --vault-name kv-kore-test --name kore-byok");
    const asked = vault.azure.log.entries.filter(({ action }) => action === "POST keys/rotate");
    expect(asked.length).toBeLessThanOrEqual(1);
  });
});
