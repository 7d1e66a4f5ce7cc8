import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse, stringify } from "yaml";
import { findEngine } from "./findEngine";
import { pulumiEnvironment, runPulumi, type RunOptions, type RunResult } from "./pulumi";

const REPOSITORY = resolve(__dirname, "../..");

/** A Pulumi project to copy. */
export interface Program {
  /** Its folder. */
  folder: string;
  /** Files and folders in it that make the program: all that it needs but its packages, which are the repository's. */
  files: string[];
}

/** The program of this repository. */
export const STACK_PROGRAM: Program = {
  folder: REPOSITORY,
  files: [
    "Pulumi.yaml",
    "index.ts",
    "settings.ts",
    "components",
    "package.json",
    "tsconfig.run.json",
    "tools/translate",
  ],
};

/** The stack's one name: each workspace has its own state. */
const STACK = "dev";

/** What may differ from one workspace to another. */
export interface WorkspaceOptions {
  /** Another program than this repository's. */
  program?: Program;
  /** Where the key that encrypts the stack's secrets comes from, as `pulumi stack init` takes it. Default: a passphrase. */
  secretsProvider?: string;
}

/** A throw-away copy of the program with a state of its own, so that a run leaves nothing in the project. */
export interface Workspace {
  /** Folder of the copy. */
  folder: string;
  /** Environment that its runs get. */
  environment: Record<string, string>;
  /** Changes the stack's configuration: keys with their namespace, values as YAML has them; `undefined` takes a key out. */
  configure(changes: Record<string, unknown>): void;
  /** Runs `pulumi` on the stack. */
  run(args: string[], onLine?: RunOptions["onLine"]): Promise<RunResult>;
  /** The stack's outputs. Throws where there is no stack. */
  outputs(): Promise<Record<string, unknown>>;
  /** Removes the copy and its state. */
  close(): void;
}

/**
 * Copies the program and starts a stack of it.
 *
 * @param environment added to the engine's: which providers to attach, who is logged in
 * @param initial the stack's configuration
 */
export async function createWorkspace(
  environment: Record<string, string>,
  initial: Record<string, unknown>,
  { program = STACK_PROGRAM, secretsProvider = "passphrase" }: WorkspaceOptions = {},
): Promise<Workspace> {
  const configuration: Record<string, unknown> = {};
  const engine = await findEngine();
  const folder = mkdtempSync(join(tmpdir(), "kore-byok-"));
  for (const name of program.files) {
    cpSync(join(program.folder, name), join(folder, name), {
      recursive: true,
      filter: (path) => !/node_modules|[/\\]dist$/.test(path.slice(program.folder.length)),
    });
  }
  symlinkSync(join(REPOSITORY, "node_modules"), join(folder, "node_modules"), "dir");
  const env = pulumiEnvironment(engine, {
    // A state and a home of its own: nothing of the user's is read or changed.
    PULUMI_BACKEND_URL: `file://${folder}`,
    PULUMI_HOME: join(folder, ".pulumi-home"),
    // The stack holds no secret; the CLI wants a passphrase all the same.
    PULUMI_CONFIG_PASSPHRASE: "",
    ...environment,
  });

  const file = join(folder, `Pulumi.${STACK}.yaml`);
  const workspace: Workspace = {
    folder,
    environment: env,
    configure(changes) {
      Object.assign(configuration, changes);
      // How secrets are encrypted stands in the same file, and stays.
      const settings = parse(readFileSync(file, "utf8")) as Record<string, unknown>;
      writeFileSync(file, stringify({ ...settings, config: configuration }));
    },
    run: (args, onLine) =>
      runPulumi([...args, "--stack", STACK, "--non-interactive", "--color", "never"], { cwd: folder, env, onLine }),
    async outputs() {
      const { exitCode, stdout, stderr } = await workspace.run(["stack", "output", "--json"]);
      if (exitCode !== 0) {
        throw new Error(`no outputs: ${stderr}`);
      }
      return JSON.parse(stdout) as Record<string, unknown>;
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
  try {
    const init = ["stack", "init", STACK, "--secrets-provider", secretsProvider, "--non-interactive"];
    const created = await runPulumi(init, { cwd: folder, env });
    if (created.exitCode !== 0) {
      throw new Error(`no stack could be made: ${created.stderr}`);
    }
    workspace.configure(initial);
  } catch (error) {
    workspace.close();
    throw error;
  }
  return workspace;
}
