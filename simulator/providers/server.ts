/** The gRPC server that the Pulumi engine attaches to in place of a provider's own binary. */
import * as grpc from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { AzureError } from "../model";
import type { ConfiguredProvider, PackageProvider, ResourceProvider } from "./packageProvider";
import { fromStruct, toStruct } from "./propertyValues";
import { toCheckRequest, toCheckResponse, toDiffRequest, toDiffResponse } from "./wireFormat";

/** A running stand-in. */
export interface ProviderServer {
  readonly packageName: PackageProvider["packageName"];
  readonly port: number;
  close(): Promise<void>;
}

/** A call with the URN (or type) of the resource that it is about. */
interface ResourceRequest {
  getUrn(): string;
  getType(): string;
}

type Handler<Request, Response> = (request: Request, peer: string) => Response | Promise<Response>;

/**
 * Serves one package on 127.0.0.1.
 *
 * @param port TCP port; default 0, a free one.
 * @throws where the port is in use.
 */
export async function startProviderServer(provider: PackageProvider, port = 0): Promise<ProviderServer> {
  const server = new grpc.Server({
    // The engine lifts gRPC's 4 MB limit on its side too (pulumi/pulumi, sdk/go/common/util/rpcutil/serve.go).
    "grpc.max_receive_message_length": 400 * 1024 * 1024,
    "grpc.max_send_message_length": 400 * 1024 * 1024,
  });
  server.addService(ResourceProviderService, serviceOf(provider));
  const boundPort = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(new Error(cannotListen(provider.packageName, port, error)));
      else resolve(bound);
    });
  });
  return {
    packageName: provider.packageName,
    port: boundPort,
    close: () =>
      new Promise((resolve) => {
        server.tryShutdown(() => resolve());
        // The engine keeps its connection open; only its own exit would end it.
        server.forceShutdown();
      }),
  };
}

function cannotListen(packageName: string, port: number, error: Error): string {
  const problem = error.message.includes("EADDRINUSE")
    ? `port ${port} is in use: end what holds it, or choose another port`
    : error.message;
  return `The simulated Azure's ${packageName} provider cannot listen on 127.0.0.1:${port}: ${problem}.`;
}

function serviceOf(provider: PackageProvider): grpc.UntypedServiceImplementation {
  // Each provider instance of the engine (the default one, explicit ones, those of another run) has a connection of
  // its own, so its configuration is kept by connection. Real providers are a process each.
  const configured = new Map<string, ConfiguredProvider>();
  let latest: ConfiguredProvider | undefined;

  const configuredFor = (peer: string): ConfiguredProvider => {
    const instance = configured.get(peer) ?? latest;
    if (instance === undefined) throw new Error(`the ${provider.packageName} provider has not been configured yet`);
    return instance;
  };
  const resourceOf = (request: ResourceRequest, peer: string): ResourceProvider =>
    configuredFor(peer).resource(request.getType() || typeOfUrn(request.getUrn()));

  return {
    handshake: unary<proto.ProviderHandshakeRequest, proto.ProviderHandshakeResponse>(() => {
      const response = new proto.ProviderHandshakeResponse();
      response.setSupportsAutonamingConfiguration(provider.supportsAutonamingConfiguration);
      return response;
    }),
    attach: unary<unknown, Empty>(() => new Empty()),
    cancel: unary<unknown, Empty>(() => new Empty()),
    getPluginInfo: unary<Empty, PluginInfo>(() => {
      const info = new PluginInfo();
      info.setVersion(provider.version);
      return info;
    }),
    checkConfig: unary<proto.CheckRequest, proto.CheckResponse>((request) => {
      const response = new proto.CheckResponse();
      response.setInputs(request.getNews());
      return response;
    }),
    diffConfig: unary<proto.DiffRequest, proto.DiffResponse>(() => new proto.DiffResponse()),
    configure: unary<proto.ConfigureRequest, proto.ConfigureResponse>((request, peer) => {
      if (!request.getSendsOldInputs() || !request.getSendsOldInputsToDelete()) {
        throw new Error(`the ${provider.packageName} provider requires Pulumi CLI v3.74.0 or later`);
      }
      latest = provider.configure(configurationOf(request, provider.packageName));
      configured.set(peer, latest);
      const response = new proto.ConfigureResponse();
      response.setSupportspreview(true);
      response.setSupportsAutonamingConfiguration(provider.supportsAutonamingConfiguration);
      return response;
    }),
    check: unary<proto.CheckRequest, proto.CheckResponse>(async (request, peer) =>
      toCheckResponse(await resourceOf(request, peer).check(toCheckRequest(request))),
    ),
    diff: unary<proto.DiffRequest, proto.DiffResponse>(async (request, peer) =>
      toDiffResponse(await resourceOf(request, peer).diff(toDiffRequest(request))),
    ),
    create: unary<proto.CreateRequest, proto.CreateResponse>(async (request, peer) => {
      const resource = resourceOf(request, peer);
      const inputs = fromStruct(request.getProperties());
      const response = new proto.CreateResponse();
      if (request.getPreview()) {
        response.setProperties(toStruct(resource.previewCreate(inputs)));
        return response;
      }
      const created = await resource.create(inputs);
      response.setId(created.id);
      response.setProperties(toStruct(created.outputs));
      return response;
    }),
    read: unary<proto.ReadRequest, proto.ReadResponse>(async (request, peer) => {
      const found = await resourceOf(request, peer).read({
        id: request.getId(),
        // An import carries no inputs. An empty Struct does not stand for one: a refresh of a resource without inputs.
        oldInputs: request.getInputs() === undefined ? undefined : fromStruct(request.getInputs()),
        oldOutputs: fromStruct(request.getProperties()),
      });
      const response = new proto.ReadResponse();
      if (found === undefined) return response;
      response.setId(found.id);
      response.setProperties(toStruct(found.outputs));
      response.setInputs(toStruct(found.inputs));
      return response;
    }),
    update: unary<proto.UpdateRequest, proto.UpdateResponse>(async (request, peer) => {
      const resource = resourceOf(request, peer);
      const change = toDiffRequest(request);
      const outputs = request.getPreview() ? resource.previewUpdate(change) : await resource.update(change);
      const response = new proto.UpdateResponse();
      response.setProperties(toStruct(outputs));
      return response;
    }),
    delete: unary<proto.DeleteRequest, Empty>(async (request, peer) => {
      await resourceOf(request, peer).delete({
        id: request.getId(),
        oldInputs: fromStruct(request.getOldInputs()),
        oldOutputs: fromStruct(request.getProperties()),
      });
      return new Empty();
    }),
    invoke: unary<proto.InvokeRequest, proto.InvokeResponse>(async (request, peer) => {
      const response = new proto.InvokeResponse();
      const result = await configuredFor(peer).invoke(request.getTok(), fromStruct(request.getArgs()));
      response.setReturn(toStruct(result));
      return response;
    }),
  };
}

/** Turns a handler into a gRPC method. A Go provider's errors have the code UNKNOWN; so do these. */
function unary<Request, Response>(handler: Handler<Request, Response>): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => handler(call.request, call.getPeer()))
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback({ code: grpc.status.UNKNOWN, details: messageOf(error) }),
      );
  };
}

/** Azure's refusals in azure-native's words (alan-turing-institute/data-safe-haven#2523 shows one). */
function messageOf(error: unknown): string {
  if (error instanceof AzureError) {
    return `Status=${error.status} Code=${JSON.stringify(error.code)} Message=${JSON.stringify(error.message)}`;
  }
  return error instanceof Error ? error.message : String(error);
}

/** The last type of the URN's type chain: `urn:pulumi:stack::project::parent$type::name`. */
function typeOfUrn(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

function configurationOf(request: proto.ConfigureRequest, packageName: string): Record<string, string> {
  const namespace = `${packageName}:config:`;
  const variables = request.getVariablesMap().getEntryList();
  return Object.fromEntries(variables.map(([key, value]) => [key.replace(namespace, ""), value]));
}
