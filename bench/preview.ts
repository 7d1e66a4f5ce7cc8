import { readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Workspace } from "../tools/pulumi/workspace";

/** What one run of `pulumi preview` cost. */
export interface Cost {
  /** From the start of `pulumi` to its end, in milliseconds. */
  wall: number;
  /** Peak resident memory of the process that runs the program, in MiB. */
  memory: number;
}

/**
 * Previews once.
 *
 * @param expected whether the preview succeeds
 * @param policyPack folder of a policy pack that judges along; none by default
 * @throws Error where it ends otherwise than expected: its time would mean something else
 */
export async function preview(
  workspace: Workspace,
  expected: "succeeds" | "fails",
  policyPack?: string,
): Promise<Cost> {
  const file = join(workspace.folder, "peak-memory");
  const measured = { NODE_OPTIONS: `--require ${resolve(__dirname, "peakMemory.js")}`, KORE_BYOK_PEAK_MEMORY: file };
  Object.assign(workspace.environment, measured);
  const start = performance.now();
  const { exitCode, stdout, stderr } = await workspace.run([
    "preview",
    ...(policyPack ? ["--policy-pack", policyPack] : []),
  ]);
  const wall = performance.now() - start;
  if ((exitCode === 0) !== (expected === "succeeds")) {
    throw new Error(`pulumi preview ended with exit code ${exitCode}:\n${stdout}${stderr}`);
  }
  const memory = Number(readFileSync(file, "utf8")) / 1024;
  rmSync(file);
  return { wall, memory };
}

/**
 * What a preview would register: each resource's type with the names of its inputs, sorted. Components are left out, as
 * are the values: names of outputs that a preview does not know would differ, and cost the same.
 */
export async function registered(workspace: Workspace): Promise<string[]> {
  const { exitCode, stdout, stderr } = await workspace.run(["preview", "--json"]);
  if (exitCode !== 0) {
    throw new Error(`pulumi preview ended with exit code ${exitCode}:\n${stdout}${stderr}`);
  }
  const { steps } = JSON.parse(stdout) as {
    steps: { newState: { type: string; custom: boolean; inputs?: Record<string, unknown> } }[];
  };
  return steps
    .filter(({ newState }) => newState.custom && !newState.type.startsWith("pulumi:"))
    .map(
      ({ newState }) =>
        `${newState.type}(${Object.keys(newState.inputs ?? {})
          .sort()
          .join(", ")})`,
    )
    .sort();
}
