/** The operations of the simulated Azure that its faces call. Implemented by `createAzure` in `./createAzure`. */
import type {
  Application,
  ArmResource,
  AzureState,
  LoginRights,
  PolicyAssignment,
  ServicePrincipal,
  VaultKey,
} from "./model";

/** The simulated Azure: one state, one clock, one operation log. Every method that can be refused throws `AzureError`. */
export interface Azure {
  /** The live state. Faces read it; only the operations below change it. */
  readonly state: Readonly<AzureState>;
  /** Milliseconds since the epoch on the simulated clock. */
  now(): number;
  readonly arm: Arm;
  readonly entra: Entra;
  readonly keys: Keys;
  readonly log: OperationLog;
  readonly faults: Faults;
  /** Changes made from outside, by a test or a demo: not calls of Azure's API. */
  readonly outside: Outside;
  /**
   * Runs one call the way that all calls run: takes the fault set for its action, runs the effect, writes the log
   * line. `arm`, `entra` and `keys` do so themselves; it is here for the calls that a face answers alone, such as
   * `POST keys/decrypt`.
   */
  perform<T>(call: Call, effect: () => T | Promise<T>): Promise<T>;
  /** Writes the state file a last time and releases it. */
  close(): Promise<void>;
}

/** Azure Resource Manager, below authorization (`armAs` checks that). IDs are compared case-insensitively. */
export interface Arm {
  /** PUT: creates or updates as the type's rules say. `body` is the ARM body (`location`, `tags`, `properties`). */
  put(id: string, body: ArmBody, apiVersion: string, caller?: Caller): Promise<ArmResource>;
  /** GET. Throws 404 `ResourceNotFound`. */
  get(id: string, apiVersion: string, caller?: Caller): Promise<ArmResource>;
  /** DELETE. Throws 404 where nothing is there, 409 `ScopeLocked` under a lock. */
  delete(id: string, apiVersion: string, caller?: Caller): Promise<void>;
}

/** What a PUT holds: the parts of ARM's body that all types share. Each type's rules check the properties. */
export interface ArmBody {
  location?: string;
  tags?: Record<string, string>;
  properties?: Record<string, unknown>;
}

/** Microsoft Entra ID, as Microsoft Graph shows it, below its permissions (`entraAs` checks those). */
export interface Entra {
  createServicePrincipal(appId: string, caller?: Caller): Promise<ServicePrincipal>;
  findServicePrincipal(
    by: { appId: string } | { objectId: string },
    caller?: Caller,
  ): Promise<ServicePrincipal | undefined>;
  /** Display names are not unique. */
  findServicePrincipalsNamed(displayName: string, caller?: Caller): Promise<ServicePrincipal[]>;
  updateServicePrincipal(
    objectId: string,
    change: { accountEnabled?: boolean },
    caller?: Caller,
  ): Promise<ServicePrincipal>;
  deleteServicePrincipal(objectId: string, caller?: Caller): Promise<void>;
  findApplication(appId: string): Application | undefined;
}

/** Who makes a call, as the log shows it. Where none is given: the login. */
export interface Caller {
  objectId: string;
  /** Public address or private endpoint connection. */
  from?: string;
}

/**
 * The keys of the vaults, below network and authorization (the HTTPS face checks those first). The changing
 * operations go through `perform` and log themselves: `POST keys/create`, `POST keys/rotate`, `PATCH keys`,
 * `DELETE keys`, `POST deletedkeys/recover`. `findVault` and `get` do not.
 */
export interface Keys {
  /** A live vault by its globally unique name. */
  findVault(vaultName: string): ArmResource | undefined;
  /** A key that is not soft-deleted. Throws 404 `KeyNotFound`. */
  get(vaultId: string, keyName: string): VaultKey;
  /** Makes a key, or a new version of one that exists (data-plane CreateKey). 409 `Conflict` while soft-deleted. */
  create(vaultId: string, keyName: string, parameters: KeyParameters, caller?: Caller): Promise<VaultKey>;
  /** Makes a new version of an existing key (data-plane rotate). */
  rotate(vaultId: string, keyName: string, caller?: Caller): Promise<VaultKey>;
  /** Changes the attributes of one version (data-plane PATCH), such as `enabled`. */
  update(
    vaultId: string,
    keyName: string,
    version: string | undefined,
    change: { enabled?: boolean; exp?: number; nbf?: number; keyOps?: string[]; tags?: Record<string, string> },
    caller?: Caller,
  ): Promise<VaultKey>;
  /** Soft delete (data-plane DeleteKey). */
  softDelete(vaultId: string, keyName: string, caller?: Caller): Promise<VaultKey>;
  /** Brings a soft-deleted key back. */
  recover(vaultId: string, keyName: string, caller?: Caller): Promise<VaultKey>;
}

/** What a new key, or a new version, is made of. Times in seconds since the epoch. */
export interface KeyParameters {
  kty: string;
  /** Default 2048. */
  keySize?: number;
  /** Default: all six operations of an RSA key. */
  keyOps?: string[];
  enabled?: boolean;
  exp?: number;
  nbf?: number;
  tags?: Record<string, string>;
}

/** One line per call that reached the simulated Azure, refused ones included. */
export interface OperationLog {
  readonly entries: readonly Operation[];
  record(operation: Omit<Operation, "at">): void;
}

/** A call and its answer, as the log keeps them. */
export interface Operation {
  /** Milliseconds since the epoch, simulated clock. */
  at: number;
  /** `arm`, `entra` or `keyvault`. */
  face: "arm" | "entra" | "keyvault";
  /** For example `PUT Microsoft.KeyVault/vaults`, `POST keys/decrypt`. */
  action: string;
  /** Resource ID, object ID or key identifier. */
  target: string;
  /** HTTP status of the answer. */
  status: number;
  /** Azure's error code when refused. */
  code?: string;
  /** Object ID of the caller. */
  caller?: string;
  /** Public address or private endpoint connection that the caller came from (Key Vault face only). */
  from?: string;
}

/** A call before it has an answer. */
export type Call = Omit<Operation, "at" | "status" | "code">;

/** Faults and delays, set from outside and used up in order. */
export interface Faults {
  add(fault: Fault): void;
  clear(): void;
}

/** Something that goes wrong with the calls of an action. */
export interface Fault {
  /** Matched against `Operation.action`, exactly; `*` matches all. */
  action: string;
  /** `refuse`: answer the error, no effect. `loseAnswer`: take effect, then fail. `delay`: wait, then go on. */
  kind: "refuse" | "loseAnswer" | "delay";
  /** How many calls it hits; default 1. */
  times?: number;
  /** For `refuse` and `loseAnswer`; default 500. */
  status?: number;
  code?: string;
  message?: string;
  /** For `delay`, milliseconds. */
  milliseconds?: number;
}

/** What a test or a demo does to the simulated Azure from outside. */
export interface Outside {
  /** Adds an app registration, such as Kore's; returns it. */
  registerApplication(application: {
    appId: string;
    displayName: string;
    ownerTenantId: string;
    clientSecret?: string;
  }): Application;
  /** Plants a live ARM resource as it stands (an existing vault, a role assignment made by hand). */
  plant(resource: Omit<ArmResource, "createdAt">): ArmResource;
  /** Names a vault that another tenant holds. */
  takeVaultName(name: string): void;
  /** Kore asks for a private endpoint to the vault: adds a connection in state Pending; returns its name. */
  requestPrivateEndpoint(vaultId: string, from: { endpointId: string; requestMessage?: string }): Promise<string>;
  /** Approves, rejects or disconnects a private endpoint connection, as the vault's owner or the other side would. */
  setPrivateEndpointConnection(
    vaultId: string,
    connectionName: string,
    status: "Approved" | "Rejected" | "Disconnected",
  ): Promise<void>;
  /** Gives the login these rights and no others. Before the first time it is Owner, and may make service principals. */
  setLoginRights(rights: LoginRights): void;
  /** Sets which resource providers the subscription has not registered. Default: none. */
  setUnregisteredProviders(namespaces: string[]): void;
  /** Sets the assignments of Azure Policy at the subscription. Default: none. */
  setPolicies(policies: PolicyAssignment[]): void;
  /** Moves the simulated clock forward. */
  advanceClock(milliseconds: number): void;
  /** How long a new role assignment takes to work, milliseconds; default 0. */
  setPropagationDelay(milliseconds: number): void;
}
