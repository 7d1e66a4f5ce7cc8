/** A client of a stand-in, as the engine is one: gRPC alone, with plain objects on this side. */
import * as grpc from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import type { PackageProvider } from "../../../simulator/providers/packageProvider";
import type { PropertyMap } from "../../../simulator/providers/propertyValues";
import { fromStruct, toStruct } from "../../../simulator/providers/propertyValues";
import { startProviderServer } from "../../../simulator/providers/server";

type Method<Request, Response> = (
  request: Request,
  callback: (error: grpc.ServiceError | null, response: Response) => void,
) => grpc.ClientUnaryCall;

type MethodName = Exclude<keyof ResourceProviderClient, keyof grpc.Client>;

/** What the engine knows of a resource after an update. */
export interface State {
  id: string;
  inputs: PropertyMap;
  outputs: PropertyMap;
}

/** What to ask Check beside the inputs. */
interface CheckOptions {
  oldInputs?: PropertyMap;
  randomSeed?: Uint8Array;
  autonaming?: { mode: "PROPOSE" | "ENFORCE" | "DISABLE"; proposedName: string };
}

/** Starts a stand-in, configures it and connects to it. */
export async function connect(provider: PackageProvider, configuration: Record<string, string> = {}) {
  const server = await startProviderServer(provider);
  const client = new ResourceProviderClient(`127.0.0.1:${server.port}`, grpc.credentials.createInsecure());
  const connection = new ProviderClient(client, async () => {
    client.close();
    await server.close();
  });
  await connection.configure(provider.packageName, configuration);
  return connection;
}

export class ProviderClient {
  constructor(
    readonly grpc: ResourceProviderClient,
    readonly close: () => Promise<void>,
  ) {}

  async configure(packageName: string, configuration: Record<string, string>): Promise<proto.ConfigureResponse> {
    const request = new proto.ConfigureRequest();
    request.setSendsOldInputs(true);
    request.setSendsOldInputsToDelete(true);
    for (const [key, value] of Object.entries(configuration)) {
      request.getVariablesMap().set(`${packageName}:config:${key}`, value);
    }
    return this.call("configure", request);
  }

  /** Check, with failures as they come. */
  async check(type: string, name: string, inputs: PropertyMap, options: CheckOptions = {}) {
    const request = new proto.CheckRequest();
    request.setUrn(urn(type, name));
    request.setOlds(toStruct(options.oldInputs ?? {}));
    request.setNews(toStruct(inputs));
    request.setRandomseed(options.randomSeed ?? new Uint8Array(32).fill(7));
    if (options.autonaming !== undefined) {
      const autonaming = new proto.CheckRequest.AutonamingOptions();
      autonaming.setMode(proto.CheckRequest.AutonamingOptions.Mode[options.autonaming.mode]);
      autonaming.setProposedName(options.autonaming.proposedName);
      request.setAutonaming(autonaming);
    }
    const response = await this.call<proto.CheckRequest, proto.CheckResponse>("check", request);
    const failures = response.getFailuresList().map((failure) => failure.getReason());
    return { inputs: fromStruct(response.getInputs()), failures };
  }

  async diff(type: string, state: State, newInputs: PropertyMap) {
    const request = new proto.DiffRequest();
    request.setId(state.id);
    request.setUrn(urn(type, "resource"));
    request.setOldInputs(toStruct(state.inputs));
    request.setOlds(toStruct(state.outputs));
    request.setNews(toStruct(newInputs));
    const response = await this.call<proto.DiffRequest, proto.DiffResponse>("diff", request);
    const kinds = Object.entries(proto.PropertyDiff.Kind);
    const detailed: Record<string, string> = {};
    response.getDetaileddiffMap().forEach((diff, path) => {
      detailed[path] = kinds.find(([, kind]) => kind === diff.getKind())![0];
    });
    return {
      changes: response.getChanges() === proto.DiffResponse.DiffChanges.DIFF_SOME,
      replaces: response.getReplacesList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
      detailed,
    };
  }

  async create(type: string, inputs: PropertyMap): Promise<State> {
    const response = await this.sendCreate(type, inputs, false);
    return { id: response.getId(), inputs, outputs: fromStruct(response.getProperties()) };
  }

  async previewCreate(type: string, inputs: PropertyMap): Promise<{ id: string; outputs: PropertyMap }> {
    const response = await this.sendCreate(type, inputs, true);
    return { id: response.getId(), outputs: fromStruct(response.getProperties()) };
  }

  private sendCreate(type: string, inputs: PropertyMap, preview: boolean): Promise<proto.CreateResponse> {
    const request = new proto.CreateRequest();
    request.setUrn(urn(type, "resource"));
    request.setProperties(toStruct(inputs));
    request.setPreview(preview);
    return this.call("create", request);
  }

  /** Check and Create, as for a resource that is new. */
  async make(type: string, name: string, inputs: PropertyMap): Promise<State> {
    const checked = await this.check(type, name, inputs);
    if (checked.failures.length > 0) throw new Error(checked.failures.join("; "));
    return this.create(type, checked.inputs);
  }

  /** `undefined` where the resource is gone. */
  async refresh(type: string, state: State): Promise<State | undefined> {
    const request = new proto.ReadRequest();
    request.setId(state.id);
    request.setUrn(urn(type, "resource"));
    request.setInputs(toStruct(state.inputs));
    request.setProperties(toStruct(state.outputs));
    return this.sendRead(request);
  }

  async import(type: string, id: string): Promise<State | undefined> {
    const request = new proto.ReadRequest();
    request.setId(id);
    request.setUrn(urn(type, "resource"));
    return this.sendRead(request);
  }

  private async sendRead(request: proto.ReadRequest): Promise<State | undefined> {
    const response = await this.call<proto.ReadRequest, proto.ReadResponse>("read", request);
    if (response.getId() === "") return undefined;
    return {
      id: response.getId(),
      inputs: fromStruct(response.getInputs()),
      outputs: fromStruct(response.getProperties()),
    };
  }

  async update(type: string, state: State, newInputs: PropertyMap, preview = false): Promise<PropertyMap> {
    const request = new proto.UpdateRequest();
    request.setId(state.id);
    request.setUrn(urn(type, "resource"));
    request.setOldInputs(toStruct(state.inputs));
    request.setOlds(toStruct(state.outputs));
    request.setNews(toStruct(newInputs));
    request.setPreview(preview);
    const response = await this.call<proto.UpdateRequest, proto.UpdateResponse>("update", request);
    return fromStruct(response.getProperties());
  }

  async delete(type: string, state: State): Promise<void> {
    const request = new proto.DeleteRequest();
    request.setId(state.id);
    request.setUrn(urn(type, "resource"));
    request.setOldInputs(toStruct(state.inputs));
    request.setProperties(toStruct(state.outputs));
    await this.call<proto.DeleteRequest, Empty>("delete", request);
  }

  async invoke(token: string, args: PropertyMap = {}): Promise<PropertyMap> {
    const request = new proto.InvokeRequest();
    request.setTok(token);
    request.setArgs(toStruct(args));
    const response = await this.call<proto.InvokeRequest, proto.InvokeResponse>("invoke", request);
    return fromStruct(response.getReturn());
  }

  /** Sends any request; rejects with the error's details alone, which is what a user reads. */
  call<Request, Response>(name: MethodName, request: Request): Promise<Response> {
    const method = this.grpc[name].bind(this.grpc) as unknown as Method<Request, Response>;
    return new Promise((resolve, reject) => {
      method(request, (error, response) => {
        if (error === null) resolve(response);
        else reject(new Error(error.details, { cause: error }));
      });
    });
  }
}

function urn(type: string, name: string): string {
  return `urn:pulumi:dev::project::component$${type}::${name}`;
}
