/**
 * `npm run demo`: the whole story on a simulated Azure, with the real Pulumi engine and the real Key Vault client. Ends
 * with exit code 1 if any step did not go as told.
 */
import { coloursFor } from "../operator/colours";
import { demoApplication } from "../simulator/demoApplication";
import { startSimulation, type Simulation } from "../simulator/simulation";
import { findEngine } from "../tools/pulumi/findEngine";
import { isolate } from "../tools/pulumi/isolation";
import { createWorkspace, type Workspace } from "../tools/pulumi/workspace";
import { carelessRename } from "./carelessRename";
import { deploy } from "./deploy";
import { type Caller, operatorCommand } from "./operatorCommand";
import { Story } from "./story";

/** Kore's egress range in the demo. Made up: Kore does not publish its own. */
const KORE_RANGE = "20.42.7.0/28";
/** The address in that range that the rehearsed Kore calls from. */
const KORE_ADDRESS = "20.42.7.9";

const story = new Story(coloursFor(process.stdout, process.env));

async function main(): Promise<void> {
  isolate(process.env);
  story.title("Kore.ai BYOK on Azure, on a simulated Azure: nothing here reaches a real one.");

  story.step("The engine");
  const engine = await findEngine();
  story.tell(
    `Pulumi ${engine.version}, ${{ path: "found on PATH", cache: "built before", build: "built just now" }[engine.source]}`,
  );

  const simulation = await startSimulation();
  let workspace: Workspace | undefined;
  try {
    const kore = demoApplication(simulation.azure);
    if (kore?.clientSecret === undefined) {
      throw new Error("a new simulated Azure knows Kore's app already");
    }
    workspace = await createWorkspace(simulation.environment, {
      "azure-native:location": "westeurope",
      "kore-byok-azure:koreClientId": kore.application.appId,
      "kore-byok-azure:koreAppOwnerTenantId": kore.application.ownerTenantId,
      "kore-byok-azure:networkMode": "firewall",
      "kore-byok-azure:koreIpRanges": [KORE_RANGE],
    });
    await tell(simulation, workspace, kore.application.appId, kore.clientSecret);
  } finally {
    workspace?.close();
    await simulation.close();
  }
  process.exitCode = story.end();
}

async function tell(
  simulation: Simulation,
  workspace: Workspace,
  clientId: string,
  clientSecret: string,
): Promise<void> {
  const stage = { simulation, workspace, story };
  const team: Caller = { login: simulation.https.loginEnvironment };
  const { tenantId } = simulation.azure.state;
  const kore: Caller = {
    login: { AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: clientSecret },
    address: KORE_ADDRESS,
  };

  story.step("Before: will pulumi up go through?");
  story.check("the doctor finds all that is needed", (await operatorCommand(["doctor"], team, stage)).exitCode === 0);

  story.step("pulumi up: what Kore needs, in the customer's own subscription");
  if (!(await deploy(workspace, story))) {
    return;
  }
  const outputs = await workspace.outputs();
  story.tell("Outputs");
  for (const [name, value] of Object.entries(outputs)) {
    if (typeof value === "string") story.tell(`  ${name.padEnd(29)} ${value}`);
  }

  story.step("Hand-off: what Kore's support and console ask for");
  const handoff = await operatorCommand(["handoff"], { login: {} }, stage);
  story.check(
    "the hand-off holds the vault's URI and the key's name",
    handoff.stdout.includes(`Key Vault URI: ${String(outputs["vaultUri"])}`) &&
      handoff.stdout.includes(`Key Name: ${String(outputs["keyName"])}`),
  );

  story.step(`Kore's Test Configuration, rehearsed as Kore's principal from ${KORE_ADDRESS}`);
  story.check(
    "the Test Configuration passes with the role that Pulumi assigned",
    (await operatorCommand(["verify"], kore, stage)).exitCode === 0,
  );

  story.step("A careless change: someone renames the key");
  await carelessRename(simulation, workspace, outputs, story);
  const still = await operatorCommand(["verify"], kore, stage);
  story.check("Kore still reads what it encrypted", still.exitCode === 0);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
