/** The whole simulated Azure, running: its state, the providers that the engine attaches, and the HTTPS face. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Azure } from "./azure";
import type { CreateAzureOptions } from "./createAzure";
import { createAzure } from "./createAzure";
import type { HttpsFace } from "./https/face";
import { startHttpsFace } from "./https/face";
import { azureNativeProvider } from "./providers/azureNative/azureNativeProvider";
import { azureadProvider } from "./providers/azuread/azureadProvider";
import { randomProvider } from "./providers/random/randomProvider";
import { startProviderServer } from "./providers/server";
import { besideStateFile } from "./state/besideStateFile";

/** Whose Azure, and where it listens. */
export interface SimulationOptions extends CreateAzureOptions {
  /**
   * First of four TCP ports on 127.0.0.1: azure-native, azuread, random and the proxy of the HTTPS face, in this order.
   * Default: free ones.
   */
  portBase?: number;
}

/** A running simulated Azure. */
export interface Simulation {
  readonly azure: Azure;
  /** Key Vault, Azure Resource Manager, Microsoft Graph and Entra, for unmodified clients. */
  readonly https: HttpsFace;
  /** What a shell's `pulumi` needs to work on the simulated Azure. */
  readonly environment: Record<string, string>;
  /** Stops listening and writes the state a last time. */
  close(): Promise<void>;
}

/**
 * Starts the simulated Azure. Without a state file it lives in memory and ends with `close`.
 *
 * @throws Error where the state file is unusable or a port is in use; nothing stays running then.
 */
export async function startSimulation(options: SimulationOptions = {}): Promise<Simulation> {
  const { portBase, ...azureOptions } = options;
  const azure = await createAzure(azureOptions);
  const parts: Array<{ close(): void | Promise<void> }> = [azure];
  const close = async (): Promise<void> => {
    // The faces stop before the state that they work on.
    for (const part of parts.splice(0).reverse()) await part.close();
  };
  try {
    const providers = [azureNativeProvider(azure), azureadProvider(azure), randomProvider()];
    const attached: string[] = [];
    for (const [index, provider] of providers.entries()) {
      const server = await startProviderServer(provider, portBase === undefined ? 0 : portBase + index);
      parts.push(server);
      attached.push(`${server.packageName}:${server.port}`);
    }
    const certificate = certificateFile(options.stateFile);
    parts.push({ close: () => certificate.remove() });
    const httpsPort = portBase === undefined ? undefined : portBase + providers.length;
    const https = await startHttpsFace(azure, { caFile: certificate.path, port: httpsPort });
    parts.push(https);
    const environment = {
      PULUMI_DEBUG_PROVIDERS: attached.join(","),
      // The engine looks for the plugins of a stack's state too, attached or not: it would download them in vain.
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    };
    return { azure, https, environment, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Beside the state file, where a person finds it again; without one, in a folder that goes with the simulation. */
function certificateFile(stateFile: string | undefined): { path: string; remove(): void } {
  if (stateFile !== undefined) return { path: besideStateFile(stateFile, "ca.pem"), remove: () => undefined };
  const folder = mkdtempSync(join(tmpdir(), "simulated-azure-"));
  return { path: join(folder, "ca.pem"), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
