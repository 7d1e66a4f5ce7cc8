// @ts-check
"use strict";
/**
 * A language host for Node.js programs, used only with an engine built from its Go module: the official installation
 * brings its own `pulumi-language-nodejs`, whose Go module is not published. It does what that one does
 * (pulumi/pulumi, sdk/nodejs/cmd/pulumi-language-nodejs/main.go) for running programs, policy packs and component
 * plugins; code generation and the like answer UNIMPLEMENTED. One thing less: a policy pack is not told the names of
 * organisation, project and stack, nor the stack's configuration.
 *
 * Plain JavaScript, because the engine starts it anew for each preview: through tsx it takes 0.3 s to start, like this
 * 0.13 s. The compiler checks the types all the same (tools/tsconfig.json).
 */
const { spawn } = require("node:child_process");
const { writeSync } = require("node:fs");
const grpc = require("@grpc/grpc-js");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb");
const { LanguageRuntimeService } = require("@pulumi/pulumi/proto/language_grpc_pb");
const protocol = require("@pulumi/pulumi/proto/language_pb");
const { PluginInfo } = require("@pulumi/pulumi/proto/plugin_pb");
const { version } = require("@pulumi/pulumi/version");

/** `cmd/run` of the SDK ends with this code when it has told the user what is wrong: nothing is to be added. */
const ALREADY_REPORTED = 32;

/** How long a program that was asked to stop may take before it is killed, in milliseconds; as the real host waits. */
const GRACE = 5000;

/** The engine's address, to which programs send their log messages. The engine passes it as the last argument. */
let engineAddress = process.argv.slice(2).at(-1) ?? "";

/** Programs and plugins that run now. @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();

/**
 * Finds a runner of the SDK as the program's own folder sees it, so that program and runner share one SDK; where the
 * folder has none, the SDK of this repository.
 *
 * @param {string} runner path inside `@pulumi/pulumi`
 * @param {string} programFolder folder of the program, policy pack or plugin
 */
function locate(runner, programFolder) {
  return require.resolve(`@pulumi/pulumi/${runner}`, { paths: [programFolder, __dirname] });
}

/**
 * Reads `runtime.options` of Pulumi.yaml, PulumiPolicy.yaml or PulumiPlugin.yaml.
 *
 * @param {import("@pulumi/pulumi/proto/language_pb").ProgramInfo} info
 * @returns {{ nodeArguments: string[], environment: Record<string, string> }} arguments for Node.js itself, and what
 *   the SDK's runners read from the environment
 * @throws Error naming the option whose type is wrong
 */
function runtimeOptions(info) {
  const options = info.getOptions()?.toJavaScript() ?? {};
  const { typescript = true, tsconfig = "", nodeargs = "" } = options;
  if (typeof typescript !== "boolean") throw new Error("typescript option must be a boolean");
  if (typeof tsconfig !== "string") throw new Error("tsconfig option must be a string");
  if (typeof nodeargs !== "string") throw new Error("nodeargs option must be a string");
  return {
    nodeArguments: splitArguments(nodeargs),
    environment: {
      ...(typescript ? { PULUMI_NODEJS_TYPESCRIPT: "true" } : {}),
      ...(tsconfig !== "" ? { PULUMI_NODEJS_TSCONFIG_PATH: tsconfig } : {}),
    },
  };
}

/**
 * Splits a command line at white space, except within single or double quotes.
 *
 * @param {string} line
 * @returns {string[]}
 */
function splitArguments(line) {
  const words = line.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, "$1$2"));
}

/**
 * Stops a program the gentle way, then the hard way.
 *
 * @param {import("node:child_process").ChildProcess} child
 */
function stop(child) {
  child.kill("SIGINT");
  const timer = setTimeout(() => child.kill("SIGKILL"), GRACE);
  timer.unref();
  child.once("exit", () => clearTimeout(timer));
}

/**
 * Runs a Pulumi program to its end.
 *
 * @param {import("@grpc/grpc-js").ServerUnaryCall<import("@pulumi/pulumi/proto/language_pb").RunRequest, import("@pulumi/pulumi/proto/language_pb").RunResponse>} call
 * @returns {Promise<import("@pulumi/pulumi/proto/language_pb").RunResponse>}
 */
async function run(call) {
  const { request } = call;
  const info = request.getInfo() ?? new protocol.ProgramInfo();
  const response = new protocol.RunResponse();
  try {
    const { nodeArguments, environment } = runtimeOptions(info);
    /** @type {[string, string][]} */
    const flags = [
      ["--monitor", request.getMonitorAddress()],
      ["--engine", engineAddress],
      ["--organization", request.getOrganization()],
      ["--project", request.getProject()],
      ["--root-directory", info.getRootDirectory()],
      ["--stack", request.getStack()],
      ["--pwd", info.getProgramDirectory()],
      ["--parallel", String(request.getParallel())],
    ];
    const child = spawn(
      process.execPath,
      [
        ...nodeArguments,
        locate("cmd/run", info.getProgramDirectory()),
        ...flags.filter(([, value]) => value !== "").flat(),
        ...(request.getDryrun() ? ["--dry-run"] : []),
        info.getEntryPoint(),
        ...request.getArgsList(),
      ],
      {
        // The engine turns each line of this host's output into a message of the update.
        stdio: ["ignore", "inherit", "inherit"],
        env: {
          ...process.env,
          ...environment,
          PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toArray())),
          PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
        },
      },
    );
    call.on("cancelled", () => stop(child));
    const { code, signal } = await ended(child);
    if (code === ALREADY_REPORTED) response.setBail(true);
    else if (signal !== null) response.setError(`Program was ended by ${signal}`);
    else if (code !== 0) response.setError(`Program exited with non-zero exit code: ${code}`);
  } catch (error) {
    response.setError(error instanceof Error ? error.message : String(error));
  }
  return response;
}

/**
 * Waits for a program's end, and counts it as running until then.
 *
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<{ code: number | null, signal: NodeJS.Signals | null }>} when its output, too, has ended
 */
function ended(child) {
  running.add(child);
  return new Promise((resolve, reject) => {
    child.once("error", (error) => {
      running.delete(child);
      reject(error);
    });
    child.once("close", (code, signal) => {
      running.delete(child);
      resolve({ code, signal });
    });
  });
}

/**
 * Runs a policy pack (kind `analyzer`) or a component plugin (kind `resource`) until the engine hangs up, and passes
 * its output on.
 *
 * @param {import("@grpc/grpc-js").ServerWritableStream<import("@pulumi/pulumi/proto/language_pb").RunPluginRequest, import("@pulumi/pulumi/proto/language_pb").RunPluginResponse>} call
 */
async function runPlugin(call) {
  const { request } = call;
  const info = request.getInfo() ?? new protocol.ProgramInfo();
  const folder = info.getProgramDirectory();
  const isPolicyPack = request.getKind() === "analyzer";
  const { nodeArguments, environment } = runtimeOptions(info);
  const runner = locate(isPolicyPack ? "cmd/run-policy-pack" : "cmd/run-plugin", folder);
  // A policy pack takes its folder last and runs in it; a plugin takes it first and runs where the engine says.
  const runnerArguments = isPolicyPack ? [...request.getArgsList(), folder] : [folder, ...request.getArgsList()];
  const given = request.getEnvList().map((entry) => {
    const cut = entry.indexOf("=", 1);
    return [entry.slice(0, cut), entry.slice(cut + 1)];
  });
  const child = spawn(process.execPath, [...nodeArguments, runner, ...runnerArguments], {
    cwd: isPolicyPack ? folder : request.getPwd(),
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...Object.fromEntries(given), ...environment },
  });
  call.on("cancelled", () => child.kill("SIGKILL"));
  child.stdout.on("data", (chunk) => call.write(new protocol.RunPluginResponse().setStdout(chunk)));
  child.stderr.on("data", (chunk) => call.write(new protocol.RunPluginResponse().setStderr(chunk)));
  const { code } = await ended(child);
  call.write(new protocol.RunPluginResponse().setExitcode(code ?? 1));
  call.end();
}

/**
 * The methods that are served; gRPC answers UNIMPLEMENTED for the rest.
 *
 * @type {Pick<import("@pulumi/pulumi/proto/language_grpc_pb").ILanguageRuntimeServer, "handshake" | "getPluginInfo" | "getRequiredPackages" | "getRequiredPlugins" | "installDependencies" | "run" | "runPlugin" | "cancel">}
 */
const handlers = {
  handshake: (call, callback) => {
    engineAddress = call.request.getEngineAddress();
    callback(null, new protocol.LanguageHandshakeResponse());
  },
  getPluginInfo: (_call, callback) => callback(null, new PluginInfo().setVersion(version)),
  // Nothing is announced: the SDK names provider and version with each resource, and the engine fetches what it lacks.
  getRequiredPackages: (_call, callback) => callback(null, new protocol.GetRequiredPackagesResponse()),
  getRequiredPlugins: (_call, callback) => callback(null, new protocol.GetRequiredPluginsResponse()),
  installDependencies: (call) => {
    const advice = `Nothing was installed: run "npm ci" in ${call.request.getInfo()?.getProgramDirectory()} instead.\n`;
    call.write(new protocol.InstallDependenciesResponse().setStderr(Buffer.from(advice)));
    call.end();
  },
  run: (call, callback) => {
    void run(call).then((response) => callback(null, response));
  },
  runPlugin: (call) => {
    runPlugin(call).catch((error) => call.destroy(error));
  },
  cancel: (_call, callback) => {
    running.forEach(stop);
    callback(null, new Empty());
  },
};

/** Ends the host, and with it whatever it started. */
function shutDown() {
  if (running.size === 0) process.exit(0);
  for (const child of running) {
    child.once("close", () => running.size === 0 && process.exit(0));
    stop(child);
  }
}
process.on("SIGINT", shutDown);
process.on("SIGTERM", shutDown);
// The engine holds the other end of standard input, so that its end is seen however the engine ended.
process.stdin.on("end", shutDown).resume();

const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
server.addService(LanguageRuntimeService, handlers);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  writeSync(1, `${port}\n`);
});
