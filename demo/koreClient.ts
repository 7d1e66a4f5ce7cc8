/** Kore's part in the demo: logs in as Kore's app and runs the Test Configuration against a vault. */
import { EnvironmentCredential } from "@azure/identity";
import { coloursFor } from "../operator/colours";
import { formatStage } from "../operator/verify/print";
import { rehearseTestConfiguration } from "../operator/verify/testConfiguration";

async function main(): Promise<void> {
  const [vaultUri = "", keyName = ""] = process.argv.slice(2);
  const colours = coloursFor(process.stdout, process.env);
  const results = await rehearseTestConfiguration({
    vaultUri,
    keyName,
    credential: new EnvironmentCredential(),
    onStage: (result) => console.log(formatStage(result, colours)),
  });
  process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
