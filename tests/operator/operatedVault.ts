/** A vault on a simulated Azure, and a stand-in for the Pulumi CLI that knows its stack's outputs: what a command meets. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { kore, type KoreVault, startKoreVault } from "../simulator/keyvault/koreVault";
import { koreByok, type Run } from "./koreByok";

export interface OperatedVault extends KoreVault {
  /** Environment of whoever is logged in: the deploying login, or Kore's app. */
  as(who: "login" | "kore", from?: string): Record<string, string>;
  /** Makes the stand-in print these outputs; it refuses stack `prod`, and has nothing to update. */
  installPulumi(outputs: object, preview?: object): void;
  /** What of the stack outputs the commands read. */
  stackOutputs(): Record<string, unknown>;
  /** The arguments of the stand-in's last call; undefined where it was not called. */
  asked(): string | undefined;
  /** The PATH with the stand-in on it. */
  path: string;
  /** Runs `kore-byok` with the stand-in on the PATH. */
  run(args: string[], environment: Record<string, string>): Promise<Run>;
}

export async function startOperatedVault(): Promise<OperatedVault> {
  const vault = await startKoreVault();
  const folder = mkdtempSync(join(tmpdir(), "operated-"));
  const { tenantId } = vault.azure.state;
  const path = [folder, "/usr/bin", "/bin"].join(delimiter);
  return {
    ...vault,
    as: (who, from = kore.address) => ({
      HTTPS_PROXY: vault.face.proxyUrl(from),
      NODE_EXTRA_CA_CERTS: vault.face.caFile,
      ...(who === "login"
        ? vault.face.loginEnvironment
        : { AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: kore.clientId, AZURE_CLIENT_SECRET: kore.secret }),
    }),
    installPulumi(outputs, preview = { steps: [] }) {
      writeFileSync(join(folder, "outputs.json"), JSON.stringify(outputs));
      const script = `#!/bin/sh
echo "$@" > '${folder}/asked'
case "$*" in *prod*) echo "error: no stack named 'prod' found" >&2; exit 6;; esac
case "$1" in config|up) exit 0;; preview) echo '${JSON.stringify(preview)}'; exit 0;; esac
cat '${folder}/outputs.json'
`;
      writeFileSync(join(folder, "pulumi"), script);
      chmodSync(join(folder, "pulumi"), 0o755);
    },
    stackOutputs: () => ({
      vaultUri: vault.vaultUri,
      vaultId: vault.vaultId,
      keyName: vault.keyName,
      tenantId,
      networkMode: "firewall",
      koreServicePrincipalObjectId: vault.koreObjectId,
      roleAssignmentIds: [vault.roleAssignmentId],
    }),
    asked: () => (existsSync(join(folder, "asked")) ? readFileSync(join(folder, "asked"), "utf8") : undefined),
    path,
    // Whoever runs the tests may be logged in with the Azure CLI, which keeps that at home.
    run: (args, environment) => koreByok(args, { environment: { PATH: path, HOME: folder, ...environment } }),
    async close() {
      rmSync(folder, { recursive: true, force: true });
      await vault.close();
    },
  };
}
