import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Story } from "./story";

/** Where Kore calls, as whom, and from where. */
export interface Rehearsal {
  vaultUri: string;
  keyName: string;
  tenantId: string;
  clientId: string;
  clientSecret: string;
  /** Proxy of the simulated Key Vault; its user name states the address that Kore calls from. */
  proxyUrl: string;
  /** Certificate authority of the simulated Key Vault. */
  caFile: string;
}

/**
 * Runs Kore's Test Configuration in a process of its own: the unmodified client finds the simulated Key Vault through the
 * environment alone, and that is read when a process starts.
 *
 * @returns whether every stage passed
 */
export async function rehearseAsKore(rehearsal: Rehearsal, story: Story): Promise<boolean> {
  const { vaultUri, keyName, tenantId, clientId, clientSecret, proxyUrl, caFile } = rehearsal;
  const child = spawn(process.execPath, ["--import", "tsx", join(__dirname, "koreClient.ts"), vaultUri, keyName], {
    cwd: join(__dirname, ".."),
    env: {
      ...process.env,
      AZURE_TENANT_ID: tenantId,
      AZURE_CLIENT_ID: clientId,
      AZURE_CLIENT_SECRET: clientSecret,
      HTTPS_PROXY: proxyUrl,
      NODE_EXTRA_CA_CERTS: caFile,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  text
    .trimEnd()
    .split("\n")
    .forEach((line) => story.tell(line));
  return exitCode === 0;
}
