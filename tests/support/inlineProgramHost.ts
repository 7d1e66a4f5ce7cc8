/**
 * A process that runs the program of any number of `pulumi` runs, one after the other: with Pulumi's own server for
 * inline programs, the Automation API's. So the SDK is loaded once, not for each run: two thirds of what a run costs.
 *
 * `pulumi` finds it by `--client`, and tells the project's folder and the configuration with each run. Standard output
 * gets the port; the process ends with its standard input.
 */
import { sep } from "node:path";
import {
  type ChannelOptions,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type sendUnaryData,
} from "@grpc/grpc-js";
import * as automation from "@pulumi/pulumi/automation/server";
import * as settings from "@pulumi/pulumi/runtime/settings";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import type { ILanguageRuntimeServer } from "@pulumi/pulumi/proto/language_grpc_pb";
import type { RunRequest, RunResponse } from "@pulumi/pulumi/proto/language_pb";

/** The SDK's own declarations leave it out. */
const { LanguageServer } = automation as unknown as {
  LanguageServer: new (program: () => Promise<unknown>) => Pick<
    ILanguageRuntimeServer,
    "getRequiredPlugins" | "getPluginInfo"
  > & {
    run(call: ServerUnaryCall<RunRequest, RunResponse>, callback: sendUnaryData<RunResponse>): Promise<void>;
  };
};

// A run leaves connections behind. Another engine may come to listen at the port of an earlier one, and would be taken
// for one that does not answer.
const { grpcClientOptions } = settings as unknown as { grpcClientOptions: ChannelOptions };
grpcClientOptions["grpc.use_local_subchannel_pool"] = 1;

/** Loads the project's index.ts anew, with all that lies beside it. */
function load(folder: string): Promise<Record<string, unknown>> {
  for (const file of Object.keys(require.cache)) {
    if (file.startsWith(folder + sep)) delete require.cache[file];
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- what require.cache has forgotten is read again.
  return Promise.resolve(require(folder) as Record<string, unknown>);
}

const { getRequiredPlugins, getPluginInfo } = new LanguageServer(() => Promise.resolve());
const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
server.addService(LanguageRuntimeService, {
  getRequiredPlugins,
  getPluginInfo,
  run(call: ServerUnaryCall<RunRequest, RunResponse>, callback: sendUnaryData<RunResponse>) {
    const { request } = call;
    const program = () => {
      // A process of its own would have this in its environment.
      process.env["PULUMI_CONFIG_SECRET_KEYS"] = JSON.stringify(request.getConfigsecretkeysList());
      return load(request.getInfo()!.getProgramDirectory());
    };
    void new LanguageServer(program).run(call, callback);
  },
});
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.stdout.write(`${port}\n`);
});
process.stdin.on("end", () => process.exit()).resume();
