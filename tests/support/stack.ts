/** A stack of the program on a simulated Azure of its own: the real engine, the real Key Vault client. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import tls from "node:tls";
import { getDefaultProxySettings } from "@azure/core-rest-pipeline";
import { ClientSecretCredential } from "@azure/identity";
import { rehearseTestConfiguration } from "../../operator/verify/testConfiguration";
import type { Azure, Operation } from "../../simulator/azure";
import { demoApplication } from "../../simulator/demoApplication";
import { startSimulation, type Simulation } from "../../simulator/simulation";
import { createWorkspace, type Workspace } from "../../tools/pulumi/workspace";
import { secretsProvider } from "./keyServer";
import { startInlineProgramHost } from "./startInlineProgramHost";

/** What a run of `pulumi` came to; `text` is all that it printed. */
export interface Run {
  exitCode: number;
  text: string;
  stdout: string;
}

/** A resource as `pulumi stack export` shows it. */
export interface StateResource {
  urn: string;
  type: string;
  id?: string;
  parent?: string;
  protect?: boolean;
  retainOnDelete?: boolean;
  outputs?: Record<string, unknown>;
}

/** What no accident may take: all of it as the simulated Azure holds it. */
export interface Holdings {
  groups: string[];
  vaults: string[];
  /** Every version of every key that is not deleted, with whether it is enabled. */
  keys: string[];
  roleAssignments: string[];
  servicePrincipals: string[];
}

/** What Kore's Test Configuration came to: every stage passed, or what the failed one says. */
export interface Rehearsed {
  passed: boolean;
  said: string;
}

/** What a test wants its stack to be like. */
export interface StackOptions {
  /**
   * Whether one process runs the program in all runs, as inline programs run, not one process in each as a user's does. For
   * tests about what the engine and Azure make of the program. Default: false.
   */
  inline?: boolean;
}

/** A stack on a simulated Azure. */
export interface Stack {
  simulation: Simulation;
  azure: Azure;
  workspace: Workspace;
  /** Client ID and secret of the app in Kore's part. */
  kore: { clientId: string; clientSecret: string };
  /** Changes configuration keys, named without the project's namespace unless they state another. */
  configure(changes: Record<string, unknown>): void;
  /** Runs `pulumi` with the words of the command, and those of `more` as they stand. */
  run(command: string, ...more: string[]): Promise<Run>;
  /** Runs it and throws, with what it printed, where it does not exit with 0. */
  succeed(command: string, ...more: string[]): Promise<Run>;
  /** All calls so far but those that only read. */
  writes(): Operation[];
  holdings(): Holdings;
  /** Read from the stack's file: the CLI takes a fifth of a second. */
  state(): StateResource[];
  /** URN of the resource whose name ends like this. */
  urn(ending: string): string;
  /** The stack's outputs, read as the state is. */
  outputs(): Record<string, unknown>;
  /** Runs the Test Configuration as Kore, from an address or over a private endpoint connection. */
  rehearse(from: string): Promise<Rehearsed>;
  close(): Promise<void>;
}

/** An address of Kore's, within the range that `firewallMode` lets in. */
export const koreAddress = "20.42.7.9";

/** Configuration of a stack in firewall mode, with the smaller key: it is made in a moment. */
export const firewallMode = {
  vaultName: "kv-kore-scenario",
  keySize: 2048,
  networkMode: "firewall",
  koreIpRanges: ["20.42.7.0/28"],
};

/**
 * Starts a simulated Azure that knows Kore's app, and a stack of the program on it.
 *
 * @param configuration the stack's configuration, without the namespace of its keys; Kore's client ID and the region
 *   are filled in
 */
export async function startStack(
  configuration: Record<string, unknown>,
  { inline = false }: StackOptions = {},
): Promise<Stack> {
  const simulation = await startSimulation();
  const { azure, https } = simulation;
  const { application, clientSecret = "" } = demoApplication(azure)!;
  const kore = { clientId: application.appId, clientSecret };
  const workspace = await createWorkspace(
    simulation.environment,
    withNamespace({ "azure-native:location": "westeurope", koreClientId: kore.clientId, ...configuration }),
    { secretsProvider },
  );
  const trustedBefore = tls.getCACertificates("default");
  tls.setDefaultCACertificates([...trustedBefore, readFileSync(https.caFile, "utf8")]);

  const host = inline ? await startInlineProgramHost(workspace) : undefined;

  async function run(command: string, ...more: string[]): Promise<Run> {
    const { exitCode, stdout, stderr } = await workspace.run([...command.split(" "), ...more]);
    return { exitCode, text: stdout + stderr, stdout };
  }
  function state(): StateResource[] {
    const file = join(workspace.folder, ".pulumi/stacks/kore-byok-azure/dev.json");
    const { checkpoint } = JSON.parse(readFileSync(file, "utf8")) as {
      checkpoint: { latest?: { resources?: StateResource[] } };
    };
    // The engine leaves an empty list out.
    return checkpoint.latest?.resources ?? [];
  }
  const outputs = () => state().find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs ?? {};

  return {
    simulation,
    azure,
    workspace,
    kore,
    configure: (changes) => workspace.configure(withNamespace(changes)),
    run,
    async succeed(command, ...more) {
      const result = await run(command, ...more);
      if (result.exitCode !== 0) throw new Error(`pulumi ${command} ended with ${result.exitCode}:\n${result.text}`);
      return result;
    },
    writes: () => azure.log.entries.filter(({ action }) => !action.startsWith("GET ")),
    holdings: () => holdingsOf(azure),
    state,
    outputs,
    urn(ending) {
      const found = state().filter(({ urn }) => urn.endsWith(ending));
      if (found.length !== 1) throw new Error(`${found.length} resources have a URN that ends with ${ending}`);
      return found[0]!.urn;
    },
    async rehearse(from) {
      const { vaultUri, keyName, tenantId } = outputs() as Record<string, string>;
      const clientOptions = {
        proxyOptions: getDefaultProxySettings(https.proxyUrl(from)),
        retryOptions: { maxRetries: 0 },
      };
      const results = await rehearseTestConfiguration({
        vaultUri: vaultUri!,
        keyName: keyName!,
        credential: new ClientSecretCredential(tenantId!, kore.clientId, kore.clientSecret, clientOptions),
        clientOptions,
      });
      const failed = results.find(({ passed }) => !passed);
      return { passed: failed === undefined, said: `${failed?.cause ?? ""} ${failed?.fix ?? ""}`.trim() };
    },
    async close() {
      tls.setDefaultCACertificates(trustedBefore);
      await host?.close();
      workspace.close();
      await simulation.close();
    },
  };
}

function withNamespace(changes: Record<string, unknown>): Record<string, unknown> {
  const named = Object.entries(changes).map(([key, value]) => [
    key.includes(":") ? key : `kore-byok-azure:${key}`,
    value,
  ]);
  return Object.fromEntries(named) as Record<string, unknown>;
}

function holdingsOf({ state }: Azure): Holdings {
  const idsOf = (type: string) =>
    Object.entries(state.resources)
      .filter(([, resource]) => resource.type === type)
      .map(([id]) => id)
      .sort();
  return {
    groups: idsOf("Microsoft.Resources/resourceGroups"),
    vaults: idsOf("Microsoft.KeyVault/vaults"),
    keys: Object.values(state.keys)
      .filter(({ deleted }) => deleted === undefined)
      .flatMap(({ name, versions }) => versions.map(({ version, enabled }) => `${name}/${version} ${enabled}`))
      .sort(),
    roleAssignments: idsOf("Microsoft.Authorization/roleAssignments"),
    servicePrincipals: state.servicePrincipals.map(({ objectId }) => objectId).sort(),
  };
}
