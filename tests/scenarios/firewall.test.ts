import { demoApplication } from "../../simulator/demoApplication";
import { startSimulation, type Simulation } from "../../simulator/simulation";
import { createWorkspace, type Workspace } from "../../tools/pulumi/workspace";
import { Story } from "../../demo/story";
import { rehearseAsKore } from "../../demo/rehearseAsKore";
import pc from "picocolors";

/** The stack in firewall mode, from the first preview to the last destroy, with the real engine. */
describe("the stack in firewall mode", () => {
  let simulation: Simulation;
  let workspace: Workspace;
  let outputs: Record<string, unknown>;
  let kore: { clientId: string; clientSecret: string };
  let said: string[];

  beforeAll(async () => {
    simulation = await startSimulation();
    const { application, clientSecret = "" } = demoApplication(simulation.azure)!;
    kore = { clientId: application.appId, clientSecret };
    workspace = await createWorkspace(simulation.environment, {
      "azure-native:location": "westeurope",
      "kore-byok-azure:koreClientId": kore.clientId,
      "kore-byok-azure:vaultName": "kv-kore-scenario",
      "kore-byok-azure:keySize": 2048,
      "kore-byok-azure:networkMode": "firewall",
      "kore-byok-azure:koreIpRanges": ["20.42.7.0/28"],
    });
  });

  afterAll(async () => {
    workspace.close();
    await simulation.close();
  });

  const writes = () => simulation.azure.log.entries.filter(({ action }) => !action.startsWith("GET "));
  const liveKey = () => simulation.azure.keys.get(outputs["vaultId"] as string, "kore-byok");
  const assignmentId = () => (outputs["roleAssignmentIds"] as string[])[0]!;

  /** Runs the Test Configuration as Kore from an address; what it said is kept in `said`. */
  async function rehearse(from = "20.42.7.9"): Promise<boolean> {
    said = [];
    const spy = jest.spyOn(console, "log").mockImplementation((line: string) => void said.push(line));
    try {
      return await rehearseAsKore(
        {
          vaultUri: outputs["vaultUri"] as string,
          keyName: outputs["keyName"] as string,
          tenantId: outputs["tenantId"] as string,
          ...kore,
          proxyUrl: simulation.keyVault.proxyUrl(from),
          caFile: simulation.keyVault.caFile,
        },
        new Story(pc.createColors(false)),
      );
    } finally {
      spy.mockRestore();
    }
  }

  it("tells every problem at once, before anything is registered", async () => {
    workspace.configure({ "kore-byok-azure:keySize": 3072, "kore-byok-azure:vaultName": "kore--kv" });
    const preview = await workspace.run(["preview"]);
    workspace.configure({ "kore-byok-azure:keySize": 2048, "kore-byok-azure:vaultName": "kv-kore-scenario" });
    expect(preview.exitCode).not.toBe(0);
    expect(preview.stdout).toContain("kore-byok-azure:keySize: 3072");
    expect(preview.stdout).toContain('kore-byok-azure:vaultName: "kore--kv"');
    expect(simulation.azure.log.entries).toEqual([]);
  });

  it("comes up, and then has nothing to change, refreshed or not", async () => {
    expect((await workspace.run(["up", "--yes"])).exitCode).toBe(0);
    outputs = await workspace.outputs();
    expect((await workspace.run(["preview", "--refresh", "--expect-no-changes"])).exitCode).toBe(0);
    const before = writes().length;
    expect((await workspace.run(["up", "--yes", "--skip-preview"])).exitCode).toBe(0);
    expect(writes().slice(before)).toEqual([]);
  });

  it("gives exactly the outputs that others rely on", () => {
    const vaultId = `/subscriptions/${simulation.azure.state.subscriptionId}/resourceGroups/rg-kore-byok/providers/Microsoft.KeyVault/vaults/kv-kore-scenario`;
    const { handoff, koreServicePrincipalObjectId, roleAssignmentIds, ...others } = outputs;
    expect(others).toEqual({
      tenantId: simulation.azure.state.tenantId,
      vaultUri: "https://kv-kore-scenario.vault.azure.net/",
      keyName: "kore-byok",
      keyIdentifier: "https://kv-kore-scenario.vault.azure.net/keys/kore-byok",
      vaultId,
      vaultName: "kv-kore-scenario",
      location: "westeurope",
      adminConsentUrl: `https://login.microsoftonline.com/${simulation.azure.state.tenantId}/adminconsent?client_id=${kore.clientId}`,
      networkMode: "firewall",
    });
    const [servicePrincipal] = simulation.azure.state.servicePrincipals;
    expect(koreServicePrincipalObjectId).toBe(servicePrincipal?.objectId);
    expect(roleAssignmentIds).toHaveLength(1);
    expect(simulation.azure.state.resources[assignmentId().toLowerCase()]?.properties).toMatchObject({
      principalId: servicePrincipal?.objectId,
      principalType: "ServicePrincipal",
    });
    expect(handoff).toMatchObject({
      shareWithKore: { "Key Name": "kore-byok" },
      console: { test: "Test Configuration" },
    });
  });

  it("passes Kore's Test Configuration from Kore's range, and from nowhere else", async () => {
    expect(await rehearse()).toBe(true);
    expect(await rehearse("20.42.8.9")).toBe(false);
    expect(said.join("\n")).toMatch(/firewall/i);
  });

  it("fails it with the cause in words when the key is disabled", async () => {
    await simulation.azure.keys.update(outputs["vaultId"] as string, "kore-byok", undefined, { enabled: false });
    expect(await rehearse()).toBe(false);
    expect(said.join("\n")).toMatch(/disabled/i);
    await simulation.azure.keys.update(outputs["vaultId"] as string, "kore-byok", undefined, { enabled: true });
    expect(await rehearse()).toBe(true);
  });

  it.each([
    ["the key's name", { "kore-byok-azure:keyName": "kore-byok-b" }, "marked for protection"],
    ["the vault's name", { "kore-byok-azure:vaultName": "kv-kore-other" }, "marked for protection"],
    ["the key's size", { "kore-byok-azure:keySize": 4096 }, "never updates a key"],
  ])("stops a change of %s in the preview", async (_, change, reason) => {
    const before = { writes: writes().length, versions: liveKey().versions.map(({ version }) => version) };
    workspace.configure(change);
    const up = await workspace.run(["up", "--yes"]);
    workspace.configure({
      "kore-byok-azure:keyName": undefined,
      "kore-byok-azure:vaultName": "kv-kore-scenario",
      "kore-byok-azure:keySize": 2048,
    });
    expect(up.exitCode).not.toBe(0);
    expect(up.stdout + up.stderr).toContain(reason);
    expect(writes()).toHaveLength(before.writes);
    expect(liveKey().versions.map(({ version }) => version)).toEqual(before.versions);
  });

  it.each([["destroy"], ["destroy --skip-preview"], ["destroy --skip-preview --run-program"]])(
    "keeps group, vault, key, role assignment and service principal through %s",
    async (command) => {
      const versions = liveKey().versions.map(({ version }) => version);
      const destroy = await workspace.run([...command.split(" "), "--yes"]);
      expect(destroy.exitCode).not.toBe(0);
      const { resources, servicePrincipals } = simulation.azure.state;
      const vaultId = (outputs["vaultId"] as string).toLowerCase();
      for (const id of [vaultId.split("/providers/")[0]!, vaultId, assignmentId().toLowerCase()]) {
        expect(Object.keys(resources)).toContain(id);
      }
      expect(servicePrincipals).toHaveLength(1);
      expect(liveKey().versions.map(({ version }) => version)).toEqual(versions);
    },
  );

  it("revokes Kore's access in one update, under the delete lock, and brings the same assignment back", async () => {
    workspace.configure({ "kore-byok-azure:koreAccess": "revoked" });
    expect((await workspace.run(["up", "--yes", "--skip-preview"])).exitCode).toBe(0);
    expect((await workspace.outputs())["roleAssignmentIds"]).toEqual([]);
    expect(await rehearse()).toBe(false);
    expect(said.join("\n")).toMatch(/role/i);
    workspace.configure({ "kore-byok-azure:koreAccess": undefined });
    expect((await workspace.run(["up", "--yes", "--skip-preview"])).exitCode).toBe(0);
    expect((await workspace.outputs())["roleAssignmentIds"]).toEqual(outputs["roleAssignmentIds"]);
    expect(await rehearse()).toBe(true);
  });
});
