import * as grpc from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import type { Azure } from "../../../simulator/azure";
import { createAzure } from "../../../simulator/createAzure";
import { azureNativeProvider } from "../../../simulator/providers/azureNative/azureNativeProvider";
import { azureadProvider } from "../../../simulator/providers/azuread/azureadProvider";
import { randomProvider } from "../../../simulator/providers/random/randomProvider";
import type { ProviderServer } from "../../../simulator/providers/server";
import { startProviderServer } from "../../../simulator/providers/server";
import { ProviderClient } from "./providerClient";

const GROUP = "azure-native:resources:ResourceGroup";

describe("a stand-in's server", () => {
  let azure: Azure;
  let server: ProviderServer;
  const clients: ResourceProviderClient[] = [];

  beforeEach(async () => {
    azure = await createAzure();
    server = await startProviderServer(azureNativeProvider(azure));
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.close();
    await server.close();
    await azure.close();
  });

  /** A connection of its own: gRPC would share one between clients of the same address otherwise. */
  const client = (port = server.port): ProviderClient => {
    const options = { "grpc.use_local_subchannel_pool": 1 };
    const raw = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), options);
    clients.push(raw);
    return new ProviderClient(raw, async () => {});
  };

  it.each([
    ["azure-native", "3.28.0", () => azureNativeProvider(azure)],
    ["azuread", "6.9.1", () => azureadProvider(azure)],
    ["random", "4.21.2", () => randomProvider()],
  ])("of %s tells the pinned version", async (packageName, version, make) => {
    const { dependencies } = jest.requireActual<{ dependencies: Record<string, string> }>("../../../package.json");
    expect(version).toBe(dependencies[`@pulumi/${packageName}`]);
    const other = await startProviderServer(make());
    try {
      const connection = client(other.port);
      const info = await connection.call<Empty, PluginInfo>("getPluginInfo", new Empty());
      expect(info.getVersion()).toBe(version);
    } finally {
      await other.close();
    }
  });

  it("answers what the engine asks before it configures", async () => {
    const connection = client();
    const handshake = await connection.call<proto.ProviderHandshakeRequest, proto.ProviderHandshakeResponse>(
      "handshake",
      new proto.ProviderHandshakeRequest(),
    );
    expect(handshake.getSupportsAutonamingConfiguration()).toBe(true);
    expect(handshake.getAcceptSecrets()).toBe(false);
    await connection.call("attach", new PluginAttach());

    const news = Struct.fromJavaScript({ location: "westeurope" });
    const check = new proto.CheckRequest();
    check.setNews(news);
    const checked = await connection.call<proto.CheckRequest, proto.CheckResponse>("checkConfig", check);
    expect(checked.getInputs()!.toJavaScript()).toEqual(news.toJavaScript());
    const diff = await connection.call<proto.DiffRequest, proto.DiffResponse>("diffConfig", new proto.DiffRequest());
    expect(diff.getReplacesList()).toEqual([]);
    await connection.call("cancel", new Empty());
  });

  it("says that it previews", async () => {
    const response = await client().configure("azure-native", {});
    expect(response.getSupportspreview()).toBe(true);
    expect(response.getSupportsAutonamingConfiguration()).toBe(true);
    expect(response.getAcceptsecrets()).toBe(false);
  });

  it("refuses an engine that does not send old inputs", async () => {
    const connection = client();
    await expect(connection.call("configure", new proto.ConfigureRequest())).rejects.toThrow(
      "requires Pulumi CLI v3.74.0 or later",
    );
  });

  it.each([
    ["environment", "moon", /azure-native:environment is 'moon', which is none of public, /],
    ["subscriptionId", "7c9e6679-7425-40de-944b-e07fc1f90ae7", /and the simulated Azure has '.*' alone/],
    ["tenantId", "7c9e6679-7425-40de-944b-e07fc1f90ae7", /and the simulated Azure has '.*' alone/],
  ])("refuses a configuration that the simulated Azure cannot be: %s", async (key, value, message) => {
    await expect(client().configure("azure-native", { [key]: value })).rejects.toThrow(message);
  });

  it("does nothing before it is configured", async () => {
    await expect(client().check(GROUP, "group", {})).rejects.toThrow("has not been configured yet");
  });

  it("keeps the configurations of two connections apart", async () => {
    const [one, other] = [client(), client()];
    await one.configure("azure-native", { location: "westeurope" });
    await other.configure("azure-native", { location: "uksouth" });
    expect((await one.check(GROUP, "group", {})).inputs["location"]).toBe("westeurope");
    expect((await other.check(GROUP, "group", {})).inputs["location"]).toBe("uksouth");
  });

  it("leaves what azure-native leaves unimplemented", async () => {
    const connection = client();
    const request = new proto.GetSchemaRequest();
    await expect(connection.call("getSchema", request)).rejects.toMatchObject({
      cause: { code: grpc.status.UNIMPLEMENTED },
    });
  });

  it("answers an error as Go's providers do, with code UNKNOWN", async () => {
    const connection = client();
    await connection.configure("azure-native", {});
    await expect(connection.invoke("azure-native:nothing")).rejects.toMatchObject({
      cause: { code: grpc.status.UNKNOWN },
    });
  });

  it("takes the type from the URN of a component's child, where the engine sends none", async () => {
    const connection = client();
    await connection.configure("azure-native", { location: "westeurope" });
    expect((await connection.check(GROUP, "group", {})).failures).toEqual([]);
  });

  it("tells which port is in use", async () => {
    // gRPC prints a line of its own for it.
    grpc.setLogVerbosity(grpc.logVerbosity.NONE);
    await expect(startProviderServer(randomProvider(), server.port)).rejects.toThrow(
      `The simulated Azure's random provider cannot listen on 127.0.0.1:${server.port}: port ${server.port} is in use`,
    );
  });

  it("frees its port while a client is connected", async () => {
    const connection = client();
    await connection.configure("azure-native", {});
    await server.close();
    const again = await startProviderServer(randomProvider(), server.port);
    await again.close();
  });
});
