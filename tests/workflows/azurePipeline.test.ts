import { azurePipeline, commandOf, scriptsIn, stepsOf, workflow } from "./workflow";

describe("azure-pipelines.yml", () => {
  const { stages, pr, source } = azurePipeline();
  const commands = (name: string) =>
    stages
      .filter(({ stage }) => stage === name)
      .flatMap((stage) => stage.jobs.flatMap(stepsOf))
      .flatMap((step) => scriptsIn(commandOf(step)))
      .map((path) => path.slice(".github/scripts/".length));

  it("runs the same scripts as GitHub, in the same order", () => {
    expect(Object.fromEntries(stages.map(({ stage }) => [stage, commands(stage)]))).toEqual({
      checks: ["installPulumi.sh"],
      preview: [
        "checkSettings.sh",
        "installPulumi.sh",
        "withServiceConnection.sh",
        "preview.sh",
        "guard.sh",
        "commentOnAzureDevOps.mjs",
      ],
      deploy: ["installPulumi.sh", "checkTipOnAzureDevOps.mjs", "withServiceConnection.sh", "deploy.sh"],
      drift: ["checkSettings.sh", "installPulumi.sh", "withServiceConnection.sh", "drift.sh"],
    });
    const checks = stages[0]?.jobs.flatMap(stepsOf).flatMap(({ bash }) => (bash?.startsWith("npm") ? [bash] : []));
    expect(checks).toEqual(["npm ci --ignore-scripts", "npm audit signatures", "npm run check", "npm test"]);
  });

  it("lets no step fail unnoticed, and deployments carry out their plans in the order of the commits", () => {
    expect(source).not.toMatch(/^\s*continueOnError:/m);
    expect(stages.find(({ stage }) => stage === "deploy")).toMatchObject({ lockBehavior: "sequential" });
  });

  it("opens a service connection to no fork, and the deploy connection to the environment alone", () => {
    const users = stages.flatMap((stage) =>
      stage.jobs
        .filter((job) => JSON.stringify(job).includes("azureSubscription"))
        .map((job) => [
          stage.stage,
          job.environment,
          [...new Set(stepsOf(job).flatMap(({ inputs }) => inputs?.["azureSubscription"] ?? []))].join(),
        ]),
    );

    expect(users).toEqual([
      ["preview", undefined, "$(previewConnection)"],
      ["deploy", "production", "$(deployConnection)"],
      ["drift", undefined, "$(previewConnection)"],
    ]);
    expect(stages.find(({ stage }) => stage === "preview")?.condition).toBe(
      "and(succeeded(), ne(variables['System.PullRequest.IsFork'], 'True'))",
    );
    expect(stages.find(({ stage }) => stage === "deploy")?.condition).toContain(
      "eq(variables['Build.SourceBranch'], 'refs/heads/main')",
    );
    expect(pr).toBeUndefined();
  });

  it("leaves no credential in the checkout, and the token to the two steps that call Azure DevOps", () => {
    const all = stages.flatMap((stage) => stage.jobs.flatMap(stepsOf));
    const checkouts = all.filter(({ checkout }) => checkout !== undefined);

    expect(checkouts.map(({ persistCredentials }) => persistCredentials)).toEqual(stages.map(() => false));
    expect(all.filter(({ env }) => env?.["SYSTEM_ACCESSTOKEN"]).map(commandOf)).toEqual([
      "node .github/scripts/commentOnAzureDevOps.mjs review/verdict.md",
      "node .github/scripts/checkTipOnAzureDevOps.mjs main",
    ]);
    expect(source.match(/System\.AccessToken/g)).toHaveLength(2);
  });

  it("keeps the plan and the verdict, and neither preview nor state", () => {
    const kept = stages.flatMap((stage) => stage.jobs.flatMap(stepsOf)).flatMap(({ publish }) => publish ?? []);
    const uploads = workflow("preview.yml").jobs["preview"]?.steps?.filter(({ uses }) => uses?.includes("/upload-"));

    expect(kept).toEqual(["review"]);
    expect(uploads?.map((step) => step.with?.["path"])).toEqual(["review"]);
  });
});
