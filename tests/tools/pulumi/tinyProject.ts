import {
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { LAUNCHER_FOLDER } from "../../../tools/pulumi/engineCache";
import { type Engine, findEngine } from "../../../tools/pulumi/findEngine";
import { pulumiEnvironment, type RunOptions, type RunResult, runPulumi } from "../../../tools/pulumi/pulumi";
import { secretsProvider } from "../../support/keyServer";

/** A Pulumi project without any cloud, with a state, a home and a stack `dev` of its own. */
export interface TinyProject {
  /** Makes it the bare project again, with other `runtime.options` in Pulumi.yaml. */
  reset(runtimeOptions: object): void;
  /** Writes a file of the project, such as `index.ts`. */
  write(path: string, text: string): void;
  /** Runs `pulumi` in the project. */
  pulumi(args: string[], onLine?: RunOptions["onLine"]): Promise<RunResult>;
  /** Deletes it all. */
  remove(): void;
}

/** Takes the types off and no more: what is tested here is the running, not the compiler. */
const TRANSPILE = {
  compilerOptions: { module: "commonjs", moduleResolution: "node10", noCheck: true },
  "ts-node": { transpiler: "sucrase/ts-node-plugin" },
};

/** Makes a tiny project and its stack. */
export async function tinyProject(): Promise<TinyProject> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "tiny-project-")));
  const project = join(root, "project");
  const write = (path: string, text: string) => {
    const file = join(project, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  const reset = (options: object) => {
    // JSON is YAML, too.
    write("Pulumi.yaml", JSON.stringify({ name: "tiny", runtime: { name: "nodejs", options } }));
    write("package.json", JSON.stringify({ name: "tiny", version: "1.0.0", main: "index.ts" }));
    write("tsconfig.json", JSON.stringify(TRANSPILE));
  };
  reset({});
  symlinkSync(join(__dirname, "../../../node_modules"), join(project, "node_modules"));
  mkdirSync(join(root, "state"));

  const env = pulumiEnvironment(withOurLanguageHost(await findEngine(), join(root, "engine")), {
    PULUMI_HOME: join(root, "home"),
    PULUMI_BACKEND_URL: `file://${join(root, "state")}`,
  });
  const pulumi: TinyProject["pulumi"] = (args, onLine) =>
    runPulumi([...args, "--non-interactive", "--color=never"], { cwd: project, env, onLine });
  const created = await pulumi(["stack", "init", "dev", "--secrets-provider", secretsProvider]);
  if (created.exitCode !== 0) throw new Error(created.stderr);
  return { reset, write, pulumi, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/**
 * The engine with the language host of this repository, whatever host it was installed with: it looks for one beside its own
 * file, so it gets a file of its own.
 */
function withOurLanguageHost(engine: Engine, folder: string): Engine {
  if (engine.needsLanguageHost) return engine;
  mkdirSync(folder);
  const command = join(folder, "pulumi");
  try {
    linkSync(realpathSync(engine.command), command);
  } catch {
    // Another file system.
    copyFileSync(engine.command, command);
  }
  copyFileSync(join(LAUNCHER_FOLDER, "pulumi-language-nodejs"), join(folder, "pulumi-language-nodejs"));
  return { ...engine, command, needsLanguageHost: true, source: "cache" };
}
