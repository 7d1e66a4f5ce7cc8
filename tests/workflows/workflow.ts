/** The pipelines as their files have them, for tests. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { WORKFLOWS } from "../../tools/workflows/lint";

export const repository = resolve(__dirname, "../..");

export interface Step {
  id?: string;
  name?: string;
  uses?: string;
  run?: string;
  if?: string;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
}

export interface Job {
  if?: string;
  uses?: string;
  needs?: string;
  environment?: string;
  permissions?: Record<string, string>;
  env?: Record<string, string>;
  outputs?: Record<string, string>;
  steps?: Step[];
}

export interface Workflow {
  file: string;
  /** The file as it stands. */
  source: string;
  on: Record<string, unknown>;
  permissions?: unknown;
  jobs: Record<string, Job>;
}

/** All workflows of GitHub Actions. */
export function workflows(): Workflow[] {
  return readdirSync(join(repository, WORKFLOWS)).map((file) => {
    const source = readFileSync(join(repository, WORKFLOWS, file), "utf8");
    return { file, source, ...(parse(source) as Omit<Workflow, "file" | "source">) };
  });
}

export function workflow(file: string): Workflow {
  return workflows().find((candidate) => candidate.file === file)!;
}

/** Every job, with its workflow, as `preview.yml/checks`. */
export function jobs(): Array<[string, Job, Workflow]> {
  return workflows().flatMap((each) =>
    Object.entries(each.jobs).map(([name, job]): [string, Job, Workflow] => [`${each.file}/${name}`, job, each]),
  );
}

/** Scripts that a text names, from the repository's root. */
export function scriptsIn(text: string): string[] {
  return [...text.matchAll(/\.github\/scripts\/\w+\.(?:sh|mjs)/g)].map(([path]) => path);
}

export interface AzureStep {
  bash?: string;
  task?: string;
  checkout?: string;
  persistCredentials?: boolean;
  publish?: string;
  condition?: string;
  inputs?: Record<string, string>;
  env?: Record<string, string>;
}

export interface AzureJob {
  job?: string;
  deployment?: string;
  environment?: string;
  steps?: AzureStep[];
  strategy?: { runOnce: { deploy: { steps: AzureStep[] } } };
}

export interface AzurePipeline {
  source: string;
  pr?: unknown;
  variables: Record<string, string>;
  stages: Array<{ stage: string; dependsOn?: string | string[]; condition?: string; jobs: AzureJob[] }>;
}

/** `azure-pipelines.yml`. */
export function azurePipeline(): AzurePipeline {
  const source = readFileSync(join(repository, "azure-pipelines.yml"), "utf8");
  return { source, ...(parse(source) as Omit<AzurePipeline, "source">) };
}

export function stepsOf(job: AzureJob): AzureStep[] {
  return job.steps ?? job.strategy?.runOnce.deploy.steps ?? [];
}

/** What a step runs, whichever kind of step it is. */
export function commandOf({ bash, inputs }: AzureStep): string {
  return bash ?? inputs?.["inlineScript"] ?? "";
}
