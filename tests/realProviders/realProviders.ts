/**
 * Opt-in, and untried: the real azure-native, azuread and random plugins, pointed at the simulated Azure by `metadataHost`.
 * It needs the plugins (`pulumi plugin install resource azure-native 3.28.0`, azuread 6.9.1, random 4.21.2), which the
 * other tests do without. docs/untried.md says what to report.
 *
 *   npm run test:real-providers
 */
import { demoApplication } from "../../simulator/demoApplication";
import { startSimulation, type Simulation } from "../../simulator/simulation";
import { createWorkspace, type Workspace } from "../../tools/pulumi/workspace";

const metadataHost = "management.azure.com";

describe("the real providers on the simulated Azure", () => {
  let simulation: Simulation;
  let workspace: Workspace;
  beforeAll(async () => {
    simulation = await startSimulation();
    const { AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET } = simulation.https.loginEnvironment;
    workspace = await createWorkspace(
      {
        // Nothing is attached: the engine starts the installed plugins, which reach the simulation through the proxy.
        HTTPS_PROXY: simulation.https.proxyUrl(),
        NO_PROXY: "127.0.0.1,localhost",
        // Go reads its certification authorities here.
        SSL_CERT_FILE: simulation.https.caFile,
        ARM_TENANT_ID: AZURE_TENANT_ID!,
        ARM_CLIENT_ID: AZURE_CLIENT_ID!,
        ARM_CLIENT_SECRET: AZURE_CLIENT_SECRET!,
        ARM_SUBSCRIPTION_ID: simulation.azure.state.subscriptionId,
        // The installed plugins are the user's.
        PULUMI_HOME: process.env["PULUMI_HOME"] ?? `${process.env["HOME"]}/.pulumi`,
      },
      {
        "azure-native:location": "westeurope",
        "azure-native:metadataHost": metadataHost,
        "azure-native:disableInstanceDiscovery": true,
        "azuread:metadataHost": metadataHost,
        "kore-byok-azure:koreClientId": demoApplication(simulation.azure)!.application.appId,
        "kore-byok-azure:vaultName": "kv-kore-real",
        "kore-byok-azure:keySize": 2048,
        "kore-byok-azure:networkMode": "firewall",
        "kore-byok-azure:koreIpRanges": ["20.42.7.0/28"],
      },
    );
  });
  afterAll(async () => {
    workspace.close();
    await simulation.close();
  });

  it.each([
    ["sets up", ["up", "--yes", "--skip-preview"]],
    ["finds nothing to change afterwards", ["preview", "--refresh", "--expect-no-changes"]],
    ["is stopped from destroying", ["destroy", "--yes", "--skip-preview"], 255],
  ])("%s", async (_title, args, exitCode = 0) => {
    const run = await workspace.run(args);

    expect([run.exitCode, run.stdout + run.stderr]).toEqual([exitCode, expect.any(String)]);
  });

  it("has made what the simulated providers make", () => {
    const types = Object.values(simulation.azure.state.resources).map(({ type }) => type);

    expect(types.sort()).toEqual([
      "Microsoft.Authorization/locks",
      "Microsoft.Authorization/roleAssignments",
      "Microsoft.KeyVault/vaults",
      "Microsoft.Resources/resourceGroups",
    ]);
    expect(Object.keys(simulation.azure.state.keys)).toHaveLength(1);
  });
});
