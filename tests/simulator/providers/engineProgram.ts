/** A small Pulumi project that the real engine runs on a simulated Azure: its program inline, one process for all runs. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Simulation } from "../../../simulator/simulation";
import { findEngine } from "../../../tools/pulumi/findEngine";
import type { RunResult } from "../../../tools/pulumi/pulumi";
import { pulumiEnvironment, runPulumi } from "../../../tools/pulumi/pulumi";
import { secretsProvider } from "../../support/keyServer";
import { startInlineProgramHost } from "../../support/startInlineProgramHost";

/** A project folder with one stack, `dev`, and all that Pulumi writes for it. */
export interface EngineProgram {
  /** Replaces the program: CommonJS, run as it stands. */
  write(program: string): void;
  /** Runs `pulumi`; the result's output has no colours. */
  pulumi(...args: string[]): Promise<RunResult>;
  remove(): Promise<void>;
}

export async function createEngineProgram(simulation: Simulation): Promise<EngineProgram> {
  const folder = mkdtempSync(join(tmpdir(), "engine-program-"));
  const backend = join(folder, "backend");
  mkdirSync(backend);
  symlinkSync(resolve(__dirname, "../../../node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), "{}");
  writeFileSync(
    join(folder, "Pulumi.yaml"),
    "name: program\nruntime:\n  name: nodejs\n  options: { typescript: false }\n",
  );
  const env = pulumiEnvironment(await findEngine(), {
    ...simulation.environment,
    PULUMI_BACKEND_URL: pathToFileURL(backend).href,
    PULUMI_HOME: join(folder, "home"),
  });
  const host = await startInlineProgramHost({ folder, environment: env });
  const program: EngineProgram = {
    write: (text) => writeFileSync(join(folder, "index.js"), text),
    pulumi: (...args) => runPulumi([...args, "--non-interactive", "--color", "never"], { cwd: folder, env }),
    async remove() {
      await host.close();
      rmSync(folder, { recursive: true });
    },
  };
  await program.pulumi("stack", "init", "dev", "--secrets-provider", secretsProvider);
  return program;
}
