import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { accessActions, deployActions, previewActions } from "../../examples/ci-identity/actions";
import { demoApplication } from "../../simulator/demoApplication";
import type { Operation } from "../../simulator/azure";
import { startSimulation, type Simulation } from "../../simulator/simulation";
import { createWorkspace, type Workspace } from "../../tools/pulumi/workspace";
import { startGithubApi, type GithubApi } from "./githubApi";
import { runJob, type Rehearsal, type StepResult } from "./jobRunner";
import { repository, workflow } from "./workflow";

/**
 * The pull-request job, rehearsed: the steps of preview.yml and deploy.yml as they stand there, on a simulated Azure and a
 * simulated GitHub, with the real engine. One stack, and a branch for each change.
 */
describe("a pull request's preview", () => {
  let simulation: Simulation;
  let github: GithubApi;
  let workspace: Workspace;
  /** What each branch's run came to, and what it left. */
  const runs: Record<string, { steps: StepResult[]; comments: string[]; kept: string | undefined }> = {};
  /** What the two identities have asked of Azure. */
  let calls: { preview: Operation[]; deploy: Operation[] };
  /** Both jobs of deploy.yml. */
  let deployment: StepResult[];

  const git = (...args: string[]): string =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
      cwd: workspace.folder,
      encoding: "utf8",
    }).trim();
  const configuration = (changes: Record<string, unknown>) =>
    workspace.configure(
      Object.fromEntries(Object.entries(changes).map(([key, value]) => [`kore-byok-azure:${key}`, value])),
    );
  /** The actions that calls take: `Microsoft.KeyVault/vaults/write` for a PUT of a vault. */
  const actionsOf = (operations: Operation[]): string[] => {
    const verbs: Record<string, string> = { GET: "read", PUT: "write", DELETE: "delete" };
    return [
      ...new Set(
        operations.map(({ face, action }) => {
          const [method = "", type = ""] = action.split(" ");
          return face === "arm" ? `${type}/${verbs[method] ?? method}` : `${face} ${action}`;
        }),
      ),
    ].sort();
  };
  const artifacts = () => join(workspace.folder, "..", `artifacts-of-${workspace.folder.split("/").at(-1)}`);

  beforeAll(async () => {
    [simulation, github] = [await startSimulation(), await startGithubApi()];
    // What examples/ci-identity and an Entra administrator have made before.
    const { appId } = demoApplication(simulation.azure)!.application;
    const { objectId } = await simulation.azure.entra.createServicePrincipal(appId);
    const { subscriptionId } = simulation.azure.state;
    await simulation.azure.arm.put(
      `/subscriptions/${subscriptionId}/resourceGroups/rg-kore-byok`,
      { location: "westeurope" },
      "2024-03-01",
    );
    const before = simulation.azure.log.entries.length;
    workspace = await createWorkspace(
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
        folder: repository,
        files: [
          ...[
            "Pulumi.yaml",
            "index.ts",
            "settings.ts",
            "components",
            "package.json",
            "tsconfig.json",
            "tsconfig.run.json",
          ],
          ...["policy", "operator", ".github"],
        ],
      },
    );
    const up = await workspace.run(["up", "--yes", "--skip-preview"]);
    if (up.exitCode !== 0) throw new Error(up.stdout + up.stderr);
    git("init", "--quiet", "--initial-branch", "main");
    git("add", "--all", ":!node_modules", ":!.pulumi*");
    git("commit", "--quiet", "--message", "The stack as it stands");

    const deployed = simulation.azure.log.entries.length;
    await propose("lower the tier", 1, { vaultSku: "standard" }, { vaultSku: undefined });
    await propose(
      "remove a range",
      2,
      { koreIpRanges: ["20.42.7.0/28"] },
      { koreIpRanges: ["20.42.7.0/28", "52.168.3.9/32"] },
    );
    await propose("add a tag", 3, { tags: { environment: "prod" } }, { tags: undefined });
    const previewed = simulation.azure.log.entries.length;
    deployment = await merge(3, { tags: { environment: "prod" } });
    const { entries } = simulation.azure.log;
    calls = {
      preview: entries.slice(deployed, previewed),
      deploy: [...entries.slice(before, deployed), ...entries.slice(previewed)],
    };
  });
  afterAll(async () => {
    rmSync(artifacts(), { recursive: true, force: true });
    workspace.close();
    await Promise.all([simulation.close(), github.close()]);
  });

  /** A runner with this repository's checkout, for a pull request or for what was merged. */
  function runner(contexts: Record<string, unknown>, pullRequest: number): Rehearsal {
    const kept = join(artifacts(), String(pullRequest));
    return {
      folder: workspace.folder,
      environment: {
        ...workspace.environment,
        GITHUB_ACTIONS: "true",
        ACTIONS_ID_TOKEN_REQUEST_URL: "https://example.com/token",
        GITHUB_API_URL: github.url,
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
        "actions/download-artifact": ({ path, "run-id": run }) =>
          run === "33" && cpSync(kept, join(workspace.folder, path!), { recursive: true }),
      },
      passedOver: ["npm ci --ignore-scripts"],
    };
  }

  /** A pull request with one change of the stack's configuration, and its run of preview.yml. */
  async function propose(
    title: string,
    number: number,
    change: Record<string, unknown>,
    back: Record<string, unknown>,
  ): Promise<void> {
    git("checkout", "--quiet", "-b", `pull-${number}`);
    configuration(change);
    git("commit", "--quiet", "--all", "--message", title);
    const { steps } = await runJob(workflow("preview.yml").jobs["preview"]!, runner({}, number));
    const kept = join(artifacts(), String(number));
    runs[title] = {
      steps,
      comments: (github.comments[number] ?? []).map(({ body }) => body),
      kept: existsSync(kept) ? kept : undefined,
    };
    configuration(back);
    git("checkout", "--quiet", "--force", "main");
    for (const folder of ["review", "evidence"])
      rmSync(join(workspace.folder, folder), { recursive: true, force: true });
  }

  /** Merges a pull request as one commit of its own, and runs deploy.yml on it. */
  async function merge(number: number, change: Record<string, unknown>): Promise<StepResult[]> {
    const head = { sha: git("rev-parse", `pull-${number}`) };
    git("merge", "--quiet", "--squash", `pull-${number}`);
    git("commit", "--quiet", "--message", `#${number}`);
    configuration(change);
    github.pulls = [{ number, merge_commit_sha: git("rev-parse", "HEAD"), merged_at: "2026-01-01", head }];
    github.runs = [
      { id: 33, head_sha: head.sha, run_started_at: "2026-01-01T00:00:00Z", html_url: "https://example.com" },
    ];
    github.artifacts = { 33: [{ name: "reviewed-plan", expired: false }] };
    const { jobs } = workflow("deploy.yml");
    const found = await runJob(jobs["find-plan"]!, runner({}, number));
    const needs = { "find-plan": { outputs: found.outputs } };
    const deployed = await runJob(jobs["deploy"]!, runner({ needs }, number));
    return [...found.steps, ...deployed.steps];
  }

  const failedSteps = (steps: StepResult[]) =>
    steps.filter(({ outcome }) => outcome !== "success").map(({ title, outcome }) => `${title}: ${outcome}`);

  it.each([
    ["lower the tier", "tier-lowered"],
    ["remove a range", "range-removed"],
    ["add a tag", "tag-added"],
  ])("that would %s is told in one comment, which is the golden file", (title, file) => {
    const golden = readFileSync(join(__dirname, "golden", `${file}.md.txt`), "utf8");

    expect(runs[title]?.comments).toEqual([golden]);
  });

  it("is red where the change is dangerous, each at the step that finds it", () => {
    expect(failedSteps(runs["lower the tier"]!.steps)).toEqual([
      "pulumi/actions: failure",
      "Make the preview and the plan: failure",
      "Judge the preview: failure",
      "Keep the plan: skipped",
    ]);
    expect(failedSteps(runs["remove a range"]!.steps)).toEqual(["Judge the preview: failure"]);
    expect(failedSteps(runs["add a tag"]!.steps)).toEqual([]);
  });

  it("keeps the plan, the tree that it is for and the verdict, where there is a plan", () => {
    expect(runs["lower the tier"]!.kept).toBeUndefined();
    const kept = runs["add a tag"]!.kept!;
    expect(Object.keys(JSON.parse(readFileSync(join(kept, "plan.json"), "utf8")) as object)).toContain("resourcePlans");
    expect(readFileSync(join(kept, "tree.txt"), "utf8").trim()).toBe(git("rev-parse", "pull-3^{tree}"));
    expect(readFileSync(join(kept, "verdict.md"), "utf8")).toBe(runs["add a tag"]!.comments[0]);
  });

  it("asks of Azure what its identity may do, which is reading, and nothing of Entra", () => {
    expect(actionsOf(calls.preview).filter((action) => !previewActions.includes(action))).toEqual([]);
    expect(actionsOf(calls.preview)).toContain("Microsoft.KeyVault/vaults/read");
  });

  it("is what deploy.yml carries out after the merge, plan and all", () => {
    expect(
      deployment.map(({ title, outcome, text }) => (outcome === "success" ? outcome : `${title}: ${text}`)),
    ).toEqual(deployment.map(() => "success"));
    const vault = Object.values(simulation.azure.state.resources).find(
      ({ type }) => type === "Microsoft.KeyVault/vaults",
    );
    expect(vault?.tags).toEqual({ environment: "prod" });
  });

  it("is deployed with what the deploy identity may do", () => {
    const allowed = [...deployActions, ...accessActions];
    expect(actionsOf(calls.deploy).filter((action) => !allowed.includes(action))).toEqual([]);
    expect(actionsOf(calls.deploy).filter((action) => action.endsWith("/write"))).toEqual([
      "Microsoft.Authorization/locks/write",
      "Microsoft.Authorization/roleAssignments/write",
      "Microsoft.KeyVault/vaults/keys/write",
      "Microsoft.KeyVault/vaults/write",
    ]);
  });
});
