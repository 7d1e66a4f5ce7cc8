/** `npm run simulator`: keeps a simulated Azure running for a person's own shell. */
import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { logVerbosity, setLogVerbosity } from "@grpc/grpc-js";
import { Command, InvalidArgumentError } from "commander";
import writeFileAtomic from "write-file-atomic";
import type { DemoApplication } from "./demoApplication";
import { demoApplication } from "./demoApplication";
import { assignOperatorRole } from "./operatorRole";
import { exportLines } from "./shellEnvironment";
import type { Simulation } from "./simulation";
import { startSimulation } from "./simulation";
import { besideStateFile } from "./state/besideStateFile";

interface Options {
  state: string;
  log?: string;
  portBase?: number;
}

const project = resolve(__dirname, "..");

/** Where whoever deploys calls from. Made up, and an address that the program takes. */
const operatorAddress = "20.99.1.10";
/** Where Kore calls from, as in the README's example of a configuration. */
const koreAddress = "20.42.7.9";

const command = new Command("simulator")
  .description("Runs a simulated Azure that Pulumi and a Key Vault client can work on, until Ctrl-C.")
  .option("--state <file>", "JSON file that keeps the simulated Azure", join(project, ".simulator", "state.json"))
  .option("--log <file>", "file that gets one JSON line per call")
  .option("--port-base <port>", "first of four TCP ports on 127.0.0.1 (default: free ones)", parsePortBase)
  .action(run);

async function run({ state, log, portBase }: Options): Promise<void> {
  const stateFile = resolve(state);
  // gRPC prints a line of its own for a port in use, which the error here tells already.
  setLogVerbosity(logVerbosity.NONE);
  const simulation = await startSimulation({ stateFile, logFile: log, portBase });
  const environmentFile = besideStateFile(stateFile, "environment.sh");
  // A backend of its own: a simulated stack must not stand among the user's real ones, nor among those of another Azure.
  const backend = besideStateFile(stateFile, "stacks");
  const exports = exportLines({
    ...simulation.environment,
    PULUMI_BACKEND_URL: pathToFileURL(backend).href,
    PULUMI_CONFIG_PASSPHRASE: "",
  });
  let ended = false;
  const end = (): void => {
    if (ended) return;
    ended = true;
    rmSync(environmentFile, { force: true });
    simulation.close().then(
      () => console.log(`\nThe simulated Azure has stopped. ${stateFile} keeps it.`),
      (error: unknown) => fail(error),
    );
  };
  process.on("SIGINT", end).on("SIGTERM", end);
  try {
    mkdirSync(backend, { recursive: true });
    await writeFileAtomic(environmentFile, exports, { mode: 0o600 });
    assignOperatorRole(simulation.azure);
    const demo = demoApplication(simulation.azure);
    console.log(introduction(simulation, { stateFile, environmentFile, exports, demo }));
  } catch (error) {
    await simulation.close();
    throw error;
  }
}

function introduction(
  { azure, https }: Simulation,
  told: { stateFile: string; environmentFile: string; exports: string; demo: DemoApplication | undefined },
): string {
  const lines = [
    "The simulated Azure is running; Ctrl-C ends it. Nothing of it is Azure's, and nothing reaches the network.",
    `Subscription ${azure.state.subscriptionId}, tenant ${azure.state.tenantId}, kept in ${told.stateFile}`,
    "",
    `For pulumi, in another shell (also: . ${told.environmentFile})`,
    told.exports,
    "For a client of Key Vault, Azure Resource Manager or Microsoft Graph, such as npx kore-byok. The user name of the",
    "proxy states where the client comes from: a public address, or the name of a private endpoint connection.",
    exportLines({ HTTPS_PROXY: https.proxyUrl(operatorAddress), NODE_EXTRA_CA_CERTS: https.caFile }),
    `To sign in there as whoever deploys, who may also use the key: from ${operatorAddress}, once operatorIpRanges admits it`,
    "(the secret is made up at each start):",
    exportLines(https.loginEnvironment),
  ];
  if (told.demo !== undefined) {
    const { application, clientSecret } = told.demo;
    lines.push(
      `An app in the part of Kore's: ${application.displayName}`,
      `  client ID          ${application.appId}`,
      `  publisher tenant   ${application.ownerTenantId}`,
      clientSecret === undefined
        ? "  client secret      was shown when the app was registered"
        : `  client secret      ${clientSecret} (made up, for this simulation, shown only now)`,
      "",
      `To rehearse its Test Configuration with npx kore-byok verify, from ${koreAddress}, which koreIpRanges admits:`,
      exportLines({
        HTTPS_PROXY: https.proxyUrl(koreAddress),
        AZURE_TENANT_ID: azure.state.tenantId,
        AZURE_CLIENT_ID: application.appId,
        AZURE_CLIENT_SECRET: clientSecret ?? "<its client secret>",
      }),
    );
  }
  return lines.join("\n");
}

function parsePortBase(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1024 || port > 65532) {
    throw new InvalidArgumentError("It must be a whole number from 1024 to 65532.");
  }
  return port;
}

function fail(error: unknown): void {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

command.parseAsync().catch(fail);
