import { createArm } from "./arm/createArm";
import type { Azure } from "./azure";
import { createEntra } from "./entra/createEntra";
import { createKeys } from "./keys/createKeys";
import type { AzureState, Login } from "./model";
import { createOutside } from "./outside/createOutside";
import { createFaultQueue } from "./state/faults";
import { createOperationLog, openLogFile } from "./state/operationLog";
import { createPerformer } from "./state/performer";
import { readStateFile } from "./state/stateFile";
import { createFileStore, createMemoryStore } from "./state/store";

/** Where a simulated Azure keeps itself, and who it is. */
export interface CreateAzureOptions {
  /** JSON file that holds the state over restarts. Default: memory alone. */
  stateFile?: string;
  /** File that gets one JSON line per call. Default: none. */
  logFile?: string;
  /** The customer's tenant. Default: that of the state file, else a made-up one. */
  tenantId?: string;
  /** The customer's subscription. Default as for the tenant. */
  subscriptionId?: string;
  /** The identity that deploys. Default as for the tenant. */
  login?: Login;
}

// Made up, and easy to tell from real ones; valid, and not the nil GUID, which is a placeholder.
const simulatedTenantId = "11111111-1111-4111-8111-111111111111";
const simulatedSubscriptionId = "22222222-2222-4222-8222-222222222222";
const simulatedLogin: Login = {
  objectId: "33333333-3333-4333-8333-333333333333",
  clientId: "44444444-4444-4444-8444-444444444444",
};

/**
 * Starts a simulated Azure, empty or as its state file left it.
 *
 * @throws Error where the state file is unusable, in use, or of another tenant, subscription or login than asked for,
 *   or the log file cannot be written; the message names the file, the problem and the fix, and the file stays as it is.
 */
export function createAzure(options: CreateAzureOptions = {}): Promise<Azure> {
  return Promise.resolve().then(() => start(options));
}

function start(options: CreateAzureOptions): Azure {
  const { stateFile, logFile } = options;
  // Before the state file is claimed: an unwritable log ends the start, and leaves nothing held.
  const writeLine = logFile === undefined ? undefined : openLogFile(logFile);
  const store =
    stateFile === undefined
      ? createMemoryStore(emptyState(options))
      : createFileStore(stateFile, () => {
          const stored = readStateFile(stateFile);
          if (stored !== undefined) refuseOtherIdentity(stateFile, stored, options);
          return stored ?? emptyState(options);
        });
  const log = createOperationLog(store.now, writeLine);
  const faults = createFaultQueue();
  const perform = createPerformer(log, faults);
  return {
    state: store.state,
    now: store.now,
    arm: createArm(store, perform),
    entra: createEntra(store, perform),
    keys: createKeys(store, perform),
    log,
    faults,
    outside: createOutside(store),
    perform: (call, effect) => perform(call, async () => ({ status: 200, value: await effect() })),
    close: () => Promise.resolve().then(store.close),
  };
}

function emptyState(options: CreateAzureOptions): AzureState {
  return {
    formatVersion: 1,
    tenantId: options.tenantId ?? simulatedTenantId,
    subscriptionId: options.subscriptionId ?? simulatedSubscriptionId,
    login: options.login ?? simulatedLogin,
    clockOffsetMs: 0,
    propagationDelayMs: 0,
    applications: [],
    servicePrincipals: [],
    resources: {},
    deletedVaults: {},
    keys: {},
    takenVaultNames: [],
  };
}

/** The IDs of stored resources hold the subscription: another one would leave them all unreachable. */
function refuseOtherIdentity(stateFile: string, stored: AzureState, options: CreateAzureOptions): void {
  const pairs: [string, string, string | undefined][] = [
    ["tenantId", stored.tenantId, options.tenantId],
    ["subscriptionId", stored.subscriptionId, options.subscriptionId],
    ["login.objectId", stored.login.objectId, options.login?.objectId],
    ["login.clientId", stored.login.clientId, options.login?.clientId],
  ];
  const different = pairs.filter(([, held, asked]) => asked !== undefined && asked !== held);
  if (different.length === 0) return;
  const told = different.map(([field, held, asked]) => `${field} ${held}, not ${asked}`).join("; ");
  throw new Error(`The state file ${stateFile} has ${told}. Leave the option out or name another state file.`);
}
