import { ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import * as path from "node:path";
import { promisify } from "node:util";
import * as grpc from "@grpc/grpc-js";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { TestResource, urnOf } from "./policyArgs";

/** The policy pack in a process of its own, started and spoken to as the engine does. */
export interface ServedPack {
  info(): Promise<proto.AnalyzerInfo.AsObject>;
  /** Hands over the configuration of rules, as the engine does before it lets them judge. */
  configure(configuration: Record<string, Record<string, unknown>>): Promise<void>;
  analyze(resource: TestResource): Promise<proto.AnalyzeDiagnostic.AsObject[]>;
  analyzeStack(resources: TestResource[]): Promise<proto.AnalyzeDiagnostic.AsObject[]>;
  stop(): Promise<void>;
}

/** Starts the pack of a folder with the SDK's own runner, without an engine to log to. */
export async function servePack(folder: string): Promise<ServedPack> {
  const runner = path.dirname(require.resolve("@pulumi/pulumi/cmd/run-policy-pack"));
  const child = spawn(process.execPath, [runner, "127.0.0.1:1", folder], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const client = new AnalyzerClient(`127.0.0.1:${await portOf(child)}`, grpc.credentials.createInsecure());
  return {
    info: async () =>
      (await promisify<Empty, proto.AnalyzerInfo>(client.getAnalyzerInfo.bind(client))(new Empty())).toObject(),
    configure: async (configuration) => {
      const request = new proto.ConfigureAnalyzerRequest();
      for (const [rule, properties] of Object.entries(configuration)) {
        const config = new proto.PolicyConfig();
        config.setEnforcementlevel(proto.EnforcementLevel.MANDATORY);
        config.setProperties(Struct.fromJavaScript(properties as Record<string, never>));
        request.getPolicyconfigMap().set(rule, config);
      }
      await promisify<proto.ConfigureAnalyzerRequest, unknown>(client.configure.bind(client))(request);
    },
    analyze: async (resource) => {
      const request = new proto.AnalyzeRequest();
      describe(request, resource);
      const analyze = promisify<proto.AnalyzeRequest, proto.AnalyzeResponse>(client.analyze.bind(client));
      return (await analyze(request)).toObject().diagnosticsList;
    },
    analyzeStack: async (resources) => {
      const request = new proto.AnalyzeStackRequest();
      for (const resource of resources) {
        const analyzed = new proto.AnalyzerResource();
        describe(analyzed, resource);
        for (const [input, names] of Object.entries(resource.from ?? {})) {
          const dependencies = new proto.AnalyzerPropertyDependencies();
          dependencies.setUrnsList(resources.filter(({ name }) => names.includes(name)).map(urnOf));
          analyzed.getPropertydependenciesMap().set(input, dependencies);
        }
        request.addResources(analyzed);
      }
      const analyze = promisify<proto.AnalyzeStackRequest, proto.AnalyzeResponse>(client.analyzeStack.bind(client));
      return (await analyze(request)).toObject().diagnosticsList;
    },
    stop: async () => {
      client.close();
      const ended = new Promise((resolve) => child.once("close", resolve));
      child.kill();
      await ended;
    },
  };
}

function describe(request: proto.AnalyzeRequest | proto.AnalyzerResource, resource: TestResource): void {
  request.setType(resource.type);
  request.setUrn(urnOf(resource));
  request.setName(resource.name);
  request.setProperties(Struct.fromJavaScript(resource.props));
  const options = new proto.AnalyzerResourceOptions();
  options.setProtect(resource.opts?.protect ?? false);
  request.setOptions(options);
}

/** The port, which the pack prints as its first line; or the error with which it ended. */
function portOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let errors = "";
    child.stderr!.setEncoding("utf8").on("data", (text: string) => (errors += text));
    createInterface({ input: child.stdout! }).once("line", resolve);
    child.once("error", reject);
    child.once("close", (code) => reject(new Error(`the policy pack ended with ${code}: ${errors}`)));
  });
}
