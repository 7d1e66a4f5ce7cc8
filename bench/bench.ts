/**
 * `npm run bench`: what the program costs beside the least that a Node.js program can cost, all in one sitting, on a
 * simulated Azure. Ratios count; absolute times belong to the machine. Ends with exit code 1 where a target is missed.
 */
import { spawn } from "node:child_process";
import { resolve } from "node:path";
import Table from "cli-table3";
import { Command, InvalidArgumentError } from "commander";
import { startSimulation } from "../simulator/simulation";
import { demoApplication } from "../simulator/demoApplication";
import { findEngine } from "../tools/pulumi/findEngine";
import { isolate } from "../tools/pulumi/isolation";
import { createWorkspace, type Workspace } from "../tools/pulumi/workspace";
import { operatorCosts, type OperatorCosts } from "./operator";
import { preview, registered, type Cost } from "./preview";
import { flatProgram, mistakes, policyPacks, stack } from "./programs";

/** One figure with what it is held against. */
interface Figure {
  what: string;
  measured: number;
  /** What `measured` is divided by; without one `measured` itself is held against the target. */
  base?: number;
  unit: "s" | "MiB";
  /** The most that is good. */
  target: number;
}

async function measure(runs: number, demoRuns: number): Promise<Figure[]> {
  isolate(process.env);
  await findEngine();
  const simulation = await startSimulation();
  const workspaces: Workspace[] = [];
  const open = async (...parameters: Parameters<typeof createWorkspace>) => {
    const workspace = await createWorkspace(...parameters);
    workspaces.push(workspace);
    return workspace;
  };
  const costs: Record<"program" | "flat" | "wrong" | "pack" | "emptyPack", Cost[]> = {
    program: [],
    flat: [],
    wrong: [],
    pack: [],
    emptyPack: [],
  };
  let operator: OperatorCosts;
  try {
    const kore = demoApplication(simulation.azure)!;
    const program = await open(simulation.environment, stack);
    const flat = await open(simulation.environment, stack, { program: flatProgram });
    const wrong = await open(simulation.environment, { ...stack, ...mistakes });
    // Also the first run of each, which fills the caches of the disk and is not measured.
    const [ours, theirs] = [await registered(program), await registered(flat)];
    if (ours.join("\n") !== theirs.join("\n")) {
      throw new Error(`the two programs differ:\n${ours.join("\n")}\n\n${theirs.join("\n")}`);
    }
    for (let run = 0; run < runs; run++) {
      costs.program.push(await preview(program, "succeeds"));
      costs.flat.push(await preview(flat, "succeeds"));
      costs.wrong.push(await preview(wrong, "fails"));
      costs.pack.push(await preview(program, "succeeds", policyPacks.ours));
      costs.emptyPack.push(await preview(program, "succeeds", policyPacks.empty));
    }
    const up = await program.run(["up", "--yes", "--skip-preview"]);
    if (up.exitCode !== 0) throw new Error(up.stdout + up.stderr);
    operator = await operatorCosts(runs, simulation, program, kore);
  } finally {
    workspaces.forEach((workspace) => workspace.close());
    await simulation.close();
  }
  const demo: number[] = [];
  for (let run = 0; run < demoRuns; run++) {
    demo.push(await demoSeconds());
  }
  const wall = (kind: keyof typeof costs) => median(costs[kind].map((cost) => cost.wall)) / 1000;
  const memory = (kind: keyof typeof costs) => median(costs[kind].map((cost) => cost.memory));
  return [
    { what: "preview / flat program, time", measured: wall("program"), base: wall("flat"), unit: "s", target: 1.2 },
    {
      what: "preview / flat program, peak memory",
      measured: memory("program"),
      base: memory("flat"),
      unit: "MiB",
      target: 1.15,
    },
    {
      what: "wrong configuration told / preview, time",
      measured: wall("wrong"),
      base: wall("program"),
      unit: "s",
      target: 1.2,
    },
    { what: "added by the policy pack", measured: wall("pack") - wall("program"), unit: "s", target: 1 },
    {
      what: "preview with the policy pack / with an empty one",
      measured: wall("pack"),
      base: wall("emptyPack"),
      unit: "s",
      target: 1.1,
    },
    {
      what: "kore-byok verify / the same calls by hand, time",
      measured: median(operator.verify) / 1000,
      base: median(operator.byHand) / 1000,
      unit: "s",
      target: 1.3,
    },
    {
      what: "kore-byok --help, more than bare Node.js",
      measured: (median(operator.help) - median(operator.bareNode)) / 1000,
      unit: "s",
      target: 0.15,
    },
    ...(demo.length === 0
      ? []
      : [{ what: "npm run demo, engine cached", measured: median(demo), unit: "s" as const, target: 30 }]),
  ];
}

/** Runs the demo as `npm run demo` does. */
async function demoSeconds(): Promise<number> {
  const start = performance.now();
  const repository = resolve(__dirname, "..");
  const child = spawn("npm", ["run", "--silent", "demo"], { cwd: repository, stdio: ["ignore", "ignore", "inherit"] });
  const code = await new Promise<number | null>((done, fail) => child.once("error", fail).once("close", done));
  if (code !== 0) {
    throw new Error(`the demo ended with exit code ${code}`);
  }
  return (performance.now() - start) / 1000;
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** What is held against the target. */
function valueOf({ measured, base }: Figure): number {
  return base === undefined ? measured : measured / base;
}

function print(figures: Figure[]): void {
  const table = new Table({ head: ["", "measured", "beside", "ratio", "target", ""], style: { head: [], border: [] } });
  for (const figure of figures) {
    const { what, measured, base, unit, target } = figure;
    const amount = (value: number) => `${value.toFixed(unit === "s" ? 2 : 0)} ${unit}`;
    table.push([
      what,
      amount(measured),
      base === undefined ? "" : amount(base),
      base === undefined ? "" : valueOf(figure).toFixed(2),
      base === undefined ? `≤ ${target} ${unit}` : `≤ ${target}`,
      valueOf(figure) <= target ? "met" : "missed",
    ]);
  }
  console.log(table.toString());
}

function count(text: string): number {
  if (!/^\d{1,3}$/.test(text)) {
    throw new InvalidArgumentError("a whole number from 0 to 999");
  }
  return Number(text);
}

async function main(): Promise<void> {
  const command = new Command("bench")
    .description("Measures the program on a simulated Azure: medians of runs in turn, all in one sitting.")
    .option("--runs <number>", "previews of each program, at least 1", count, 11)
    .option("--demo-runs <number>", "runs of the demo; 0 leaves it out", count, 3)
    .option("--json", "the figures as JSON")
    .parse();
  const { runs, demoRuns, json } = command.opts<{ runs: number; demoRuns: number; json?: true }>();
  const figures = await measure(Math.max(1, runs), demoRuns);
  if (json) {
    console.log(JSON.stringify(figures, undefined, 2));
  } else {
    print(figures);
  }
  process.exitCode = figures.every((figure) => valueOf(figure) <= figure.target) ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
