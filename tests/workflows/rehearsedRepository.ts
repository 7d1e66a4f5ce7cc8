/** A repository with a stack that stands, on a simulated Azure and a simulated GitHub, whose pipelines can be rehearsed. */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { demoApplication } from "../../simulator/demoApplication";
import { startSimulation, type Simulation } from "../../simulator/simulation";
import { createWorkspace, STACK_PROGRAM } from "../../tools/pulumi/workspace";
import { secretsProvider } from "../support/keyServer";
import { startInlineProgramHost } from "../support/startInlineProgramHost";
import { startGithubApi, type GithubApi } from "./githubApi";
import { runJob, type Rehearsal, type StepResult } from "./jobRunner";
import { repository, workflow } from "./workflow";

/** What a pull request's run of preview.yml came to. */
export interface Proposed {
  steps: StepResult[];
  /** All comments on the pull request. */
  comments: string[];
  /** Folder with what was kept of the run; undefined where nothing was. */
  kept: string | undefined;
}

export interface RehearsedRepository {
  simulation: Simulation;
  github: GithubApi;
  /** How many calls to Azure and Entra were made before the first one of the pipelines' identities. */
  callsBefore: number;
  git(...args: string[]): string;
  /** Opens a pull request with a change of the stack's configuration, and runs preview.yml's job; `back` undoes it. */
  propose: (number: number, change: Record<string, unknown>, back: Record<string, unknown>) => Promise<Proposed>;
  /** Merges a pull request as one commit of its own, and runs both jobs of deploy.yml on it. */
  merge: (number: number, change: Record<string, unknown>) => Promise<StepResult[]>;
  /** Runs deploy.yml once more on the commit that is checked out: from its beginning, or the job `deploy` alone. */
  deployAgain: (number: number, from: "find-plan" | "deploy") => Promise<StepResult[]>;
  /** Runs drift.yml's job. */
  drift: () => Promise<StepResult[]>;
  close(): Promise<void>;
}

/** Starts it and deploys the stack, as the first deployment does. */
export async function startRehearsedRepository(): Promise<RehearsedRepository> {
  const [simulation, github] = [await startSimulation(), await startGithubApi()];
  // What examples/ci-identity and an Entra administrator have made before.
  const { appId } = demoApplication(simulation.azure)!.application;
  const { objectId } = await simulation.azure.entra.createServicePrincipal(appId);
  const { subscriptionId } = simulation.azure.state;
  await simulation.azure.arm.put(
    `/subscriptions/${subscriptionId}/resourceGroups/rg-kore-byok`,
    { location: "westeurope" },
    "2024-03-01",
  );
  const callsBefore = simulation.azure.log.entries.length;
  const workspace = await createWorkspace(
    simulation.environment,
    {
      "azure-native:location": "westeurope",
      "kore-byok-azure:koreClientId": appId,
      "kore-byok-azure:existingResourceGroup": true,
      "kore-byok-azure:koreServicePrincipalObjectId": objectId,
      "kore-byok-azure:vaultName": "kv-kore-rehearsal",
      "kore-byok-azure:keySize": 2048,
      "kore-byok-azure:networkMode": "firewall",
      "kore-byok-azure:koreIpRanges": ["20.42.7.0/28", "52.168.3.9/32"],
    },
    {
      program: {
        folder: repository,
        files: [...STACK_PROGRAM.files, "tsconfig.json", "policy", "operator", ".github"],
      },
      secretsProvider,
    },
  );
  const git = (...args: string[]): string =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
      cwd: workspace.folder,
      encoding: "utf8",
    }).trim();
  const configuration = (changes: Record<string, unknown>) =>
    workspace.configure(
      Object.fromEntries(Object.entries(changes).map(([key, value]) => [`kore-byok-azure:${key}`, value])),
    );
  const artifacts = join(workspace.folder, "..", `artifacts-of-${workspace.folder.split("/").at(-1)}`);
  const host = await startInlineProgramHost(workspace);
  const up = await workspace.run(["up", "--yes", "--skip-preview"]);
  if (up.exitCode !== 0) throw new Error(up.stdout + up.stderr);
  git("init", "--quiet", "--initial-branch", "main");
  git("add", "--all", ":!node_modules", ":!.pulumi*", ":!bin");
  git("commit", "--quiet", "--message", "The stack as it stands");

  /** A runner with this repository's checkout, for a pull request or for what was merged. */
  function runner(contexts: Record<string, unknown>, pullRequest: number): Rehearsal {
    const kept = join(artifacts, String(pullRequest));
    return {
      folder: workspace.folder,
      environment: {
        ...workspace.environment,
        GITHUB_ACTIONS: "true",
        ACTIONS_ID_TOKEN_REQUEST_URL: "https://example.com/token",
        GITHUB_API_URL: github.url,
        GITHUB_SERVER_URL: "https://github.example.com",
        GITHUB_RUN_ID: "42",
        GITHUB_REPOSITORY: github.repository,
        GITHUB_SHA: git("rev-parse", "HEAD"),
      },
      contexts: {
        vars: {
          PULUMI_STACK: "dev",
          PULUMI_BACKEND_URL: workspace.environment["PULUMI_BACKEND_URL"],
          POLICY_PROFILE: "baseline",
          AZURE_PREVIEW_CLIENT_ID: "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa",
          AZURE_DEPLOY_CLIENT_ID: "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb",
          AZURE_TENANT_ID: simulation.azure.state.tenantId,
          AZURE_SUBSCRIPTION_ID: simulation.azure.state.subscriptionId,
        },
        github: { token: github.token, event: { pull_request: { number: pullRequest } } },
        ...contexts,
      },
      actions: {
        // What they bring is there already: the checkout, Node.js, the CLI, the login of the simulated Azure.
        "actions/checkout": () => {},
        "actions/setup-node": () => {},
        "azure/login": () => {},
        // Its preview for people shows what the next step's preview shows to the guard, so it is not run twice here. It
        // fails where that fails, which must keep nobody from the verdict.
        "pulumi/actions": ({ command }) => {
          if (command === "preview" && pullRequest === 1) throw new Error("the preview failed");
        },
        "actions/upload-artifact": ({ path }) => cpSync(join(workspace.folder, path!), kept, { recursive: true }),
        "actions/download-artifact": ({ path, "run-id": run, "artifact-ids": ids }) =>
          run === "33" && ids === "330" && cpSync(kept, join(workspace.folder, path!), { recursive: true }),
      },
      passedOver: ["npm ci --ignore-scripts"],
    };
  }

  async function propose(
    number: number,
    change: Record<string, unknown>,
    back: Record<string, unknown>,
  ): Promise<Proposed> {
    git("checkout", "--quiet", "-b", `pull-${number}`);
    configuration(change);
    git("commit", "--quiet", "--all", "--message", `Change ${Object.keys(change).join(", ")}`);
    const { steps } = await runJob(workflow("preview.yml").jobs["preview"]!, runner({}, number));
    const kept = join(artifacts, String(number));
    const proposed = {
      steps,
      comments: (github.comments[number] ?? []).map(({ body }) => body),
      kept: existsSync(kept) ? kept : undefined,
    };
    configuration(back);
    git("checkout", "--quiet", "--force", "main");
    for (const folder of ["review", "evidence"])
      rmSync(join(workspace.folder, folder), { recursive: true, force: true });
    return proposed;
  }

  async function merge(number: number, change: Record<string, unknown>): Promise<StepResult[]> {
    const head = { sha: git("rev-parse", `pull-${number}`) };
    git("merge", "--quiet", "--squash", `pull-${number}`);
    git("commit", "--quiet", "--message", `#${number}`);
    configuration(change);
    github.pulls = [{ number, merge_commit_sha: git("rev-parse", "HEAD"), merged_at: "2026-01-02T00:00:00Z", head }];
    github.runs = [
      {
        id: 33,
        head_sha: head.sha,
        head_repository: { full_name: github.repository },
        run_started_at: "2026-01-01T00:00:00Z",
        conclusion: "success",
        html_url: "https://example.com",
      },
    ];
    github.artifacts = { 33: [{ id: 330, name: "reviewed-plan", expired: false, created_at: "2026-01-01T00:05:00Z" }] };
    github.main = git("rev-parse", "HEAD");
    return deployAgain(number, "find-plan");
  }

  async function deployAgain(number: number, from: "find-plan" | "deploy"): Promise<StepResult[]> {
    const { jobs } = workflow("deploy.yml");
    // GitHub keeps what a job has handed on, and takes that where a later job alone is started again.
    let needs = { "find-plan": { outputs: { "run-id": "33", "artifact-id": "330" } as Record<string, string> } };
    const steps: StepResult[] = [];
    if (from === "find-plan") {
      const found = await runJob(jobs["find-plan"]!, runner({}, number));
      steps.push(...found.steps);
      if (steps.some(({ outcome }) => outcome === "failure")) return steps;
      needs = { "find-plan": { outputs: found.outputs } };
    }
    return [...steps, ...(await runJob(jobs["deploy"]!, runner({ needs }, number))).steps];
  }

  return {
    simulation,
    github,
    callsBefore,
    git,
    propose,
    merge,
    deployAgain,
    drift: async () => (await runJob(workflow("drift.yml").jobs["drift"]!, runner({}, 0))).steps,
    async close() {
      rmSync(artifacts, { recursive: true, force: true });
      await host.close();
      workspace.close();
      await Promise.all([simulation.close(), github.close()]);
    },
  };
}
