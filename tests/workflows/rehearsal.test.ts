import { readFileSync } from "node:fs";
import { join } from "node:path";
import { accessActions, deployActions, previewActions } from "../../examples/ci-identity/actions";
import type { Operation } from "../../simulator/azure";
import type { StepResult } from "./jobRunner";
import { startRehearsedRepository, type Proposed, type RehearsedRepository } from "./rehearsedRepository";

/**
 * The pull-request job, rehearsed: the steps of preview.yml and deploy.yml as they stand there, on a simulated Azure and a
 * simulated GitHub, with the real engine. One stack, and a branch for each change.
 */
describe("a pull request's preview", () => {
  let rehearsed: RehearsedRepository;
  const runs: Record<string, Proposed> = {};
  /** Both jobs of deploy.yml. */
  let deployment: StepResult[];
  /** What the two identities have asked of Azure. */
  let calls: { preview: Operation[]; deploy: Operation[] };

  beforeAll(async () => {
    rehearsed = await startRehearsedRepository();
    const { propose, merge, simulation, callsBefore } = rehearsed;
    const { entries } = simulation.azure.log;
    const deployed = entries.length;
    const ranges = ["20.42.7.0/28", "52.168.3.9/32"];
    runs["lower the tier"] = await propose(1, { vaultSku: "standard" }, { vaultSku: undefined });
    runs["remove a range"] = await propose(2, { koreIpRanges: ranges.slice(0, 1) }, { koreIpRanges: ranges });
    runs["add a tag"] = await propose(3, { tags: { environment: "prod" } }, { tags: undefined });
    const previewed = entries.length;
    deployment = await merge(3, { tags: { environment: "prod" } });
    calls = {
      preview: entries.slice(deployed, previewed),
      deploy: [...entries.slice(callsBefore, deployed), ...entries.slice(previewed)],
    };
  });
  afterAll(() => rehearsed.close());

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
    expect(readFileSync(join(kept, "tree.txt"), "utf8").trim()).toBe(rehearsed.git("rev-parse", "pull-3^{tree}"));
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
    const vault = Object.values(rehearsed.simulation.azure.state.resources).find(
      ({ type }) => type === "Microsoft.KeyVault/vaults",
    );
    expect(vault?.tags).toEqual({ environment: "prod" });
  });

  it.each([
    ["started again from its beginning", "find-plan" as const],
    ["started again at its last job, or approved late", "deploy" as const],
  ])("is not carried out once main has gone on: the deployment is %s", async (_title, from) => {
    const { github, simulation, deployAgain } = rehearsed;
    const [now, before] = [github.main, simulation.azure.log.entries.length];
    Object.assign(github, { main: "f".repeat(40), compared: { status: "ahead", files: [{ filename: "index.ts" }] } });
    const steps = await deployAgain(3, from);
    github.main = now;

    expect(steps.filter(({ outcome }) => outcome === "failure")).toMatchObject([
      {
        title: "Check that main is still at this commit",
        outcome: "failure",
        text: expect.stringContaining(`main is at ${"f".repeat(40)} by now`),
      },
    ]);
    expect(steps.find(({ title }) => title === "Carry out the plan")?.outcome).not.toBe("success");
    expect(simulation.azure.log.entries.length).toBe(before);
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
