/** What a stand-in for one Pulumi package offers; `startProviderServer` puts it on the wire. */
import type { PropertyMap } from "./propertyValues";

type Awaitable<T> = T | Promise<T>;

/** One Pulumi package, such as `azure-native`. */
export interface PackageProvider {
  readonly packageName: "azure-native" | "azuread" | "random";
  /** The version that `GetPluginInfo` answers: the pinned SDK's, or the engine warns. */
  readonly version: string;
  /** Whether the package follows the engine's `pulumi:autonaming` configuration. */
  readonly supportsAutonamingConfiguration: boolean;
  /**
   * Takes the stack's configuration of the package, keys without namespace (`location`). Throws where the simulated
   * Azure cannot be what is asked for.
   */
  configure(configuration: Record<string, string>): ConfiguredProvider;
}

/** A package after the engine has configured it. Both methods throw for a token that is not modelled. */
export interface ConfiguredProvider {
  resource(type: string): ResourceProvider;
  invoke(token: string, args: PropertyMap): Awaitable<PropertyMap>;
}

/** The life of one resource type. Anything thrown is what the user reads beside the resource. */
export interface ResourceProvider {
  check(request: CheckRequest): Awaitable<CheckResult>;
  diff(request: DiffRequest): Awaitable<DiffResult>;
  create(inputs: PropertyMap): Awaitable<CreateResult>;
  /** The outputs as far as a preview can know them. */
  previewCreate(inputs: PropertyMap): PropertyMap;
  /** `undefined` where the resource is gone. */
  read(request: ReadRequest): Awaitable<ReadResult | undefined>;
  update(request: UpdateRequest): Awaitable<PropertyMap>;
  previewUpdate(request: UpdateRequest): PropertyMap;
  delete(request: DeleteRequest): Awaitable<void>;
}

/** What the engine asks before it plans: are these inputs valid, and what are they with all defaults? */
export interface CheckRequest {
  /** The resource's logical name: the last part of its URN. */
  name: string;
  /** Empty where the resource is new or is being replaced. */
  oldInputs: PropertyMap;
  newInputs: PropertyMap;
  randomSeed: Uint8Array;
  /** From `pulumi:autonaming`; absent where that is not configured. */
  autonaming?: { mode: "propose" | "enforce" | "disable"; proposedName: string };
}

/** The inputs as the engine keeps them from here on, and what is wrong with them. */
export interface CheckResult {
  inputs: PropertyMap;
  failures: CheckFailure[];
}

/** One thing that is wrong; the engine goes no further then. */
export interface CheckFailure {
  property: string;
  reason: string;
}

/** What the engine asks of a resource that it knows: what would change? */
export interface DiffRequest {
  id: string;
  oldInputs: PropertyMap;
  oldOutputs: PropertyMap;
  newInputs: PropertyMap;
}

/** How one property changes. */
export type ChangeKind = "add" | "addReplace" | "delete" | "deleteReplace" | "update" | "updateReplace";

/** What changes, and whether by an update or by a replacement. */
export interface DiffResult {
  /** Top-level names of the properties that change; empty where nothing does. */
  changes: string[];
  /** Paths of the changes that force a replacement. */
  replaces: string[];
  deleteBeforeReplace: boolean;
  /** By path, such as `properties.networkAcls.ipRules[0].value`. */
  detailed: Record<string, ChangeKind>;
}

/** What the engine keeps of a new resource. */
export interface CreateResult {
  id: string;
  outputs: PropertyMap;
}

/** A refresh, or an import. */
export interface ReadRequest {
  id: string;
  /** `undefined` at an import: there is nothing in the state yet. */
  oldInputs: PropertyMap | undefined;
  oldOutputs: PropertyMap;
}

/** A resource as it is. The inputs are what a program would have to hold to make no change. */
export interface ReadResult {
  id: string;
  inputs: PropertyMap;
  outputs: PropertyMap;
}

/** A change that `diff` has found, and that replaces nothing. */
export type UpdateRequest = DiffRequest;

/** A resource that the stack is to have no more. */
export interface DeleteRequest {
  id: string;
  oldInputs: PropertyMap;
  oldOutputs: PropertyMap;
}
