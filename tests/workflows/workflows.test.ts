import { execFileSync } from "node:child_process";
import { accessSync, constants, readdirSync } from "node:fs";
import { join } from "node:path";
import { pinnedVersion } from "../../tools/pulumi/engineVersion";
import { lintWorkflow } from "../../tools/workflows/lint";
import {
  azurePipeline,
  commandOf,
  jobs,
  repository,
  scriptsIn,
  stepsOf,
  workflow,
  workflows,
  type Step,
} from "./workflow";

const steps = (): Array<[string, Step]> =>
  jobs().flatMap(([name, job]) => (job.steps ?? []).map((step): [string, Step] => [name, step]));

describe("the linter", () => {
  it.each(workflows().map(({ file, source }) => [file, source]))("finds nothing in %s", async (file, source) => {
    expect(await lintWorkflow(source, file)).toEqual([]);
  });

  it("finds an unknown key, an unknown context and a job that is not there", async () => {
    const { source } = workflow("deploy.yml");
    for (const broken of [
      source.replace("timeout-minutes", "time-out"),
      source.replace("vars.PULUMI_STACK", "bars.PULUMI_STACK"),
      source.replace("needs: find-plan", "needs: find"),
    ]) {
      expect(await lintWorkflow(broken, "deploy.yml")).not.toEqual([]);
    }
  });
});

describe("the workflows", () => {
  it("run actions of a commit alone, with its version beside it, and one commit of each", () => {
    const used = workflows().flatMap(({ source }) => source.match(/uses: .*/g) ?? []);
    const foreign = used.filter((use) => !use.startsWith("uses: ./.github/workflows/"));
    const pinned = foreign.map((use) => /^uses: ([\w-]+\/[\w-]+)@([0-9a-f]{40}) # v\d+\.\d+\.\d+$/.exec(use));

    expect(foreign.filter((_, index) => pinned[index] === null)).toEqual([]);
    expect(new Set(foreign).size).toBe(new Set(pinned.map((match) => match?.[1])).size);
    expect(foreign.length).toBeGreaterThan(20);
  });

  it("never start with a repository's rights for code of others", () => {
    const triggers = workflows().flatMap(({ on }) => Object.keys(on));

    expect(triggers).not.toContain("pull_request_target");
    expect(triggers).not.toContain("workflow_run");
    expect(triggers).not.toContain("issue_comment");
  });

  it("give each job what it needs and nothing else", () => {
    expect(workflows().map(({ permissions }) => permissions)).toEqual(workflows().map(() => ({})));
    expect(Object.fromEntries(jobs().map(([name, { permissions }]) => [name, permissions]))).toEqual({
      "ci.yml/test": { contents: "read" },
      "preview.yml/checks": { contents: "read" },
      "preview.yml/preview": { contents: "read", "id-token": "write", "pull-requests": "write" },
      "deploy.yml/find-plan": { contents: "read", actions: "read", "pull-requests": "read" },
      "deploy.yml/deploy": { contents: "read", "id-token": "write", actions: "read" },
      "drift.yml/drift": { contents: "read", "id-token": "write", issues: "write" },
      "release.yml/checks": { contents: "read" },
      "release.yml/pack": { contents: "read" },
      "release.yml/publish": { contents: "read", "id-token": "write" },
      "release.yml/release": { contents: "write" },
    });
  });

  it("keep no secret, and hand GitHub's token to the step that calls GitHub alone", () => {
    for (const { source } of workflows()) expect(source).not.toMatch(/secrets[.[]/);
    const holders = steps().filter(([, step]) => JSON.stringify(step).includes("github.token"));

    expect(holders.map(([job, { name, uses, run }]) => `${job}: ${name ?? uses?.split("@")[0] ?? run}`)).toEqual([
      "deploy.yml/find-plan: Check that main is still at this commit",
      "deploy.yml/find-plan: Find the reviewed plan",
      "deploy.yml/deploy: actions/download-artifact",
      "deploy.yml/deploy: Check that main is still at this commit",
      "drift.yml/drift: Keep the issue",
      "preview.yml/preview: Comment on the pull request",
      expect.stringContaining("release.yml/release: gh release create"),
    ]);
    expect(jobs().filter(([, { env }]) => JSON.stringify(env ?? {}).includes("token"))).toEqual([]);
  });

  it("leave no credential in the checkout", () => {
    const checkouts = steps().filter(([, { uses }]) => uses?.startsWith("actions/checkout@"));

    expect(checkouts.map(([, step]) => step.with?.["persist-credentials"])).toEqual(checkouts.map(() => false));
    expect(checkouts.length).toBeGreaterThan(5);
  });

  it("put no expression into a shell, where a branch's name could be a command", () => {
    expect(steps().filter(([, { run }]) => run?.includes("${{"))).toEqual([]);
  });

  it("run what is more than a line as a script, which is there and parses", () => {
    const named = [...workflows(), azurePipeline()].flatMap(({ source }) => scriptsIn(source));
    const inAzure = azurePipeline().stages.flatMap((stage) => stage.jobs.flatMap(stepsOf).map(commandOf));

    expect([...steps().map(([, { run = "" }]) => run), ...inAzure].filter((run) => run.trim().includes("\n"))).toEqual(
      [],
    );
    for (const path of new Set(named)) {
      const file = join(repository, path);
      if (path.endsWith(".mjs")) execFileSync(process.execPath, ["--check", file]);
      else execFileSync("bash", ["-n", file]);
      accessSync(file, path.endsWith(".mjs") ? constants.R_OK : constants.X_OK);
    }
    // And no script that nothing runs; what the others import apart.
    const present = readdirSync(join(repository, ".github/scripts")).map((file) => `.github/scripts/${file}`);
    expect(present.filter((path) => !named.includes(path))).toEqual([".github/scripts/github.mjs"]);
  });

  it("take the CLI that the tests take", () => {
    const versions = steps().flatMap(([, step]) => step.with?.["pulumi-version"] ?? []);
    const installed = steps().filter(([, { uses }]) => uses?.startsWith("pulumi/actions@"));

    expect(versions).toEqual(installed.map(() => pinnedVersion()));
    expect(azurePipeline().variables["pulumiVersion"]).toBe(pinnedVersion());
  });
});

describe("a pull request", () => {
  const { jobs: previewJobs } = workflow("preview.yml");

  it("from a fork gets the checks, which need no credential", () => {
    expect(previewJobs["checks"]).toEqual({ permissions: { contents: "read" }, uses: "./.github/workflows/ci.yml" });
    const checks = workflow("ci.yml").jobs["test"]?.steps ?? [];
    expect(checks.flatMap(({ run }) => run ?? [])).toEqual([
      "npm ci --ignore-scripts",
      "npm audit signatures",
      "npm run check",
      "npm test",
    ]);
    expect(JSON.stringify(checks)).not.toMatch(/vars\.|azure\/login|"command"/);
  });

  it("from a fork or from Dependabot gets no identity", () => {
    for (const [name, job] of Object.entries(previewJobs)) {
      if (job.permissions?.["id-token"] === undefined) continue;
      expect(name).toBe("preview");
      expect(job.needs).toBe("checks");
      expect(job.if?.split("&&").map((part) => part.trim())).toEqual([
        "github.event.pull_request.head.repo.full_name == github.repository",
        "github.event.pull_request.user.login != 'dependabot[bot]'",
        "vars.PULUMI_STACK != ''",
      ]);
    }
  });

  it("logs in, with its settings checked, before it installs or runs anything of the branch's packages", () => {
    const order = (previewJobs["preview"]?.steps ?? []).map(({ uses, run }) => uses?.split("@")[0] ?? run);

    expect(order.slice(0, 3)).toEqual(["actions/checkout", expect.stringContaining("checkSettings.sh"), "azure/login"]);
  });

  it("is judged and commented on even where the preview fails, and not where the login does", () => {
    const judging = (previewJobs["preview"]?.steps ?? []).filter(({ run }) => /preview|guard|comment/.test(run ?? ""));

    expect(judging.map((step) => step.if)).toEqual(
      Array(3).fill("${{ !cancelled() && steps.login.outcome == 'success' }}"),
    );
  });

  it("never sees the deploy identity, which belongs to the environment", () => {
    const holders = jobs().filter(([, job]) => JSON.stringify(job).includes("AZURE_DEPLOY_CLIENT_ID"));

    expect(holders.map(([name, { environment }]) => [name, environment])).toEqual([
      ["deploy.yml/deploy", "production"],
    ]);
    expect(workflow("deploy.yml").on).toEqual({ push: { branches: ["main"], "paths-ignore": ["docs/**", "**/*.md"] } });
  });
});
