/**
 * `npm run demo`: the whole story on a simulated Azure, with the real Pulumi engine and the real Key Vault client. Ends
 * with exit code 1 if any step did not go as told.
 */
import { coloursFor } from "../operator/colours";
import { demoApplication } from "../simulator/demoApplication";
import { startSimulation, type Simulation } from "../simulator/simulation";
import { findEngine } from "../tools/pulumi/findEngine";
import { createWorkspace, type Workspace } from "../tools/pulumi/workspace";
import { carelessRename } from "./carelessRename";
import { deploy } from "./deploy";
import { printHandoff } from "./printHandoff";
import { rehearseAsKore } from "./rehearseAsKore";
import { Story } from "./story";

/** Kore's egress range in the demo. Made up: Kore does not publish its own. */
const KORE_RANGE = "20.42.7.0/28";
/** The address in that range that the rehearsed Kore calls from. */
const KORE_ADDRESS = "20.42.7.9";

const story = new Story(coloursFor(process.stdout, process.env));

async function main(): Promise<void> {
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
  story.step("pulumi up: what Kore needs, in the customer's own subscription");
  if (!(await deploy(workspace, story))) {
    return;
  }
  const outputs = await workspace.outputs();

  story.step("Hand-off: what Kore's support and console ask for");
  printHandoff(outputs["handoff"], story);

  const rehearse = () =>
    rehearseAsKore(
      {
        vaultUri: outputs["vaultUri"] as string,
        keyName: outputs["keyName"] as string,
        tenantId: outputs["tenantId"] as string,
        clientId,
        clientSecret,
        proxyUrl: simulation.https.proxyUrl(KORE_ADDRESS),
        caFile: simulation.https.caFile,
      },
      story,
    );
  story.step(`Kore's Test Configuration, rehearsed as Kore's principal from ${KORE_ADDRESS}`);
  story.check("the Test Configuration passes with the role that Pulumi assigned", await rehearse());

  story.step("A careless change: someone renames the key");
  await carelessRename(simulation, workspace, outputs, story);
  story.check("Kore still reads what it encrypted", await rehearse());
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
