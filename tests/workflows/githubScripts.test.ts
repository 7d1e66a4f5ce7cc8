import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startGithubApi, type GithubApi } from "./githubApi";
import { createScriptFolder, type ScriptFolder } from "./scriptRun";
import { workflow } from "./workflow";

let folder: ScriptFolder;
beforeEach(() => (folder = createScriptFolder()));
afterEach(() => folder.remove());

describe("on GitHub", () => {
  let github: GithubApi;
  const environment = () => ({
    GITHUB_API_URL: github.url,
    GITHUB_SERVER_URL: "https://github.example.com",
    GITHUB_REPOSITORY: github.repository,
    GITHUB_RUN_ID: "42",
    GITHUB_TOKEN: github.token,
    GITHUB_OUTPUT: join(folder.path, "output"),
    PULUMI_STACK: "prod",
  });
  beforeEach(async () => (github = await startGithubApi()));
  afterEach(() => github.close());

  describe("commentOnGitHub.mjs", () => {
    const comment = (more: Record<string, string> = {}) =>
      folder.run("commentOnGitHub.mjs review/verdict.md", { ...environment(), PULL_REQUEST: "7", ...more });
    const marker = "<!-- kore-byok-guard: prod -->";

    it("writes one comment and edits it, among any number of others", async () => {
      github.comments[7] = Array.from({ length: 150 }, (_, index) => github.post("reviewer", `comment ${index}`));
      folder.review("verdict.md", `${marker}\n\ndangerous\n`);
      expect((await comment()).exitCode).toBe(0);
      folder.review("verdict.md", `${marker}\n\nsafe\n`);
      expect((await comment()).text).toMatch(/^Edited /);

      expect(github.comments[7].slice(150).map(({ body }) => body)).toEqual([`${marker}\n\nsafe\n`]);
      expect(github.writes).toEqual(["POST issues/7/comments", expect.stringMatching(/^PATCH issues\/comments\/\d+$/)]);
    });

    it("leaves alone what others write, and the comment of another stack", async () => {
      const [imitation, other] = [
        github.post("somebody", `${marker}\n\n✅ safe`),
        github.post("github-actions[bot]", "<!-- kore-byok-guard: dev -->\n\nsafe"),
      ];
      github.comments[7] = [imitation, other];
      folder.review("verdict.md", `${marker}\n\ndangerous\n`);
      await comment();

      expect(github.comments[7]).toHaveLength(3);
      expect([imitation.body, other.body]).toEqual([expect.stringContaining("✅"), expect.stringContaining("dev")]);
    });

    it("refuses to write what is not a verdict, and tells what GitHub refuses", async () => {
      folder.review("verdict.md", "");
      expect((await comment()).text).toContain("does not begin with the guard's marker");

      folder.review("verdict.md", `${marker}\n`);
      expect(await comment({ GITHUB_TOKEN: "another" })).toMatchObject({
        exitCode: 1,
        text: expect.stringContaining("401"),
      });
      expect(github.writes).toEqual([]);
    });
  });

  describe("driftIssue.mjs", () => {
    const keep = (found: boolean | "gone" | "unknown") =>
      folder.run("driftIssue.mjs review/drift.txt", { ...environment(), FOUND: String(found) });

    it("opens one issue, keeps it up to date, and closes it when nothing differs", async () => {
      folder.review("drift.txt", "~ vault: ```js\n");
      await keep(true);
      folder.review("drift.txt", "~ key\n");
      await keep(true);

      expect(github.issues).toHaveLength(1);
      expect(github.issues[0]).toMatchObject({
        title: "Azure differs from the program: stack prod",
        state: "open",
        body: expect.stringContaining("```\n~ key\n```"),
      });
      await keep(false);
      expect(github.issues[0]?.state).toBe("closed");
      await keep(false);
      expect(github.writes.map((call) => call.split("/")[0])).toEqual([
        "POST issues",
        "PATCH issues",
        "POST issues",
        "PATCH issues",
      ]);
    });

    it("shows what differs as it stands, whatever it holds", async () => {
      folder.review("drift.txt", "before ```` after\n");
      await keep(true);

      expect(github.issues[0]?.body).toContain("`````\nbefore ```` after\n`````");
    });

    it("says of a vault or key that is gone how to recover it, and not to put it back", async () => {
      folder.review("drift.txt", "+ azure-native:keyvault:Key: (create)\n");
      await keep("gone");

      const [issue] = github.issues;
      expect(issue?.title).toBe("The vault or the key is gone from Azure: stack prod");
      expect(issue?.body).toContain("**Do not run `pulumi up`");
      expect(issue?.body).toContain("+ azure-native:keyvault:Key: (create)");
      expect(issue?.body).toContain(
        "[docs/recovery.md](https://github.example.com/contoso/kore-byok/blob/HEAD/docs/recovery.md)",
      );
      expect(issue?.body).not.toMatch(/put (it )?back/i);
    });

    it("brings the one issue up to date with what Pulumi says where it could not compare, and leaves it open", async () => {
      folder.review("drift.txt", "~ vault\n");
      await keep(true);
      folder.review("drift.txt", "error: a disabled key refuses every call\n");
      await keep("unknown");

      expect(github.issues).toMatchObject([
        {
          title: "Azure could not be compared with the program: stack prod",
          state: "open",
          body: expect.stringContaining("error: a disabled key refuses every call"),
        },
      ]);
      expect(github.issues[0]?.body).not.toContain("put it back");
      expect(github.issues[0]?.body).toContain("docs/recovery.md");
    });

    it("refuses what drift.sh does not tell", async () => {
      folder.review("drift.txt", "");
      const { exitCode, text } = await folder.run("driftIssue.mjs review/drift.txt", { ...environment(), FOUND: "" });

      expect([exitCode, text]).toEqual([1, expect.stringContaining('FOUND is ""; drift.sh tells false, true, gone')]);
      expect(github.writes).toEqual([]);
    });

    it("touches no issue of others", async () => {
      github.issues.push(github.post("somebody", "<!-- kore-byok-drift: prod -->"));
      await keep(false);

      expect(github.writes).toEqual([]);
    });
  });

  describe("checkTipOnGitHub.mjs", () => {
    const check = () => folder.run("checkTipOnGitHub.mjs main", { ...environment(), GITHUB_SHA: "aaaa" });
    const changed = (...files: string[]) => files.map((filename) => ({ filename }));

    it("passes the commit that main is at", async () => {
      github.main = "aaaa";
      expect(await check()).toMatchObject({ exitCode: 0, text: "aaaa is what main holds.\n" });
    });

    it("passes one that main has left behind in files alone that start no deployment", async () => {
      github.main = "bbbb";
      github.compared = { status: "ahead", files: changed("docs/images/a.png", "policy/README.md") };
      expect((await check()).exitCode).toBe(0);

      const { "paths-ignore": ignored } = workflow("deploy.yml").on["push"] as Record<string, string[]>;
      expect(ignored).toEqual(["docs/**", "**/*.md"]);
    });

    it.each<[string, GithubApi["compared"]]>([
      ["another file", { status: "ahead", files: changed("docs/a.md", "Pulumi.prod.yaml") }],
      ["a file that only sounds like one", { status: "ahead", files: changed("components/docs/a.ts", "a.md.ts") }],
      [
        "a file that was moved to the docs",
        { status: "ahead", files: [{ filename: "docs/index.md", previous_filename: "index.ts" }] },
      ],
      ["a history that was rewritten", { status: "diverged", files: [] }],
      ["more files than GitHub lists", { status: "ahead", files: changed(...Array<string>(301).fill("docs/a.md")) }],
    ])("refuses one that main has left behind in %s, and says how to go on", async (_, compared) => {
      Object.assign(github, { main: "bbbb", compared });
      const { exitCode, text } = await check();

      expect(exitCode).toBe(1);
      expect(text).toContain("This run would deploy aaaa, and main is at bbbb by now");
      expect(text).toContain("Let the run of bbbb deploy");
      expect(text).toContain("open a pull request on top of main");
    });

    it("fails where GitHub does not say where main is", async () => {
      expect(await check()).toMatchObject({
        exitCode: 1,
        text: expect.stringContaining("branches/main: GitHub answers 404"),
      });
    });
  });

  describe("findReviewedPlan.mjs", () => {
    const find = () =>
      folder.run("findReviewedPlan.mjs preview.yml reviewed-plan", { ...environment(), GITHUB_SHA: "aaaa" });
    const ran = (id: number, hour: number) => ({
      id,
      head_sha: "bbbb",
      head_repository: { full_name: github.repository },
      run_started_at: `2026-01-01T0${hour}:00:00Z`,
      conclusion: "success",
      html_url: `https://example.com/runs/${id}`,
    });
    const left = (id: number, hour: number) => ({
      id,
      name: "reviewed-plan",
      expired: false,
      created_at: `2026-01-01T0${hour}:05:00Z`,
    });

    beforeEach(() => {
      github.pulls = [
        { number: 7, merge_commit_sha: "aaaa", merged_at: "2026-01-01T08:00:00Z", head: { sha: "bbbb" } },
      ];
      github.runs = [ran(1, 1), ran(3, 3), ran(2, 2)];
      github.artifacts = { 1: [left(10, 1)], 2: [left(20, 2)] };
    });

    it("finds the newest plan that a run of the merged pull request has left", async () => {
      const { exitCode, text } = await find();

      expect([exitCode, text]).toEqual([0, expect.stringContaining("runs/2, a run that ended with success")]);
      expect(readFileSync(join(folder.path, "output"), "utf8")).toBe("run-id=2\nartifact-id=20\n");
    });

    it.each<[string, () => void]>([
      ["a run of a fork", () => (github.runs[2]!.head_repository = { full_name: "somebody/kore-byok" })],
      ["a run of a fork that is deleted", () => (github.runs[2]!.head_repository = null)],
      ["a run that was started again after the merge", () => (github.runs[2]!.run_started_at = "2026-01-01T09:00:00Z")],
      ["a plan that was made after the merge", () => (github.artifacts[2]![0]!.created_at = "2026-01-01T09:00:00Z")],
    ])("passes over %s", async (_, change) => {
      change();

      expect((await find()).exitCode).toBe(0);
      expect(readFileSync(join(folder.path, "output"), "utf8")).toBe("run-id=1\nartifact-id=10\n");
    });

    it.each<[string, () => void, string]>([
      ["no pull request was merged", () => (github.pulls[0]!.merged_at = null), "there is no plan that anyone"],
      [
        "the commit is only part of a pull request",
        () => (github.pulls[0]!.merge_commit_sha = "cccc"),
        "there is no plan that anyone",
      ],
      [
        "the plan has expired",
        () =>
          Object.values(github.artifacts)
            .flat()
            .forEach((one) => (one.expired = true)),
        "#7",
      ],
      ["the preview was of another commit", () => github.runs.forEach((one) => (one.head_sha = "dddd")), "#7"],
    ])("fails where %s", async (_, change, words) => {
      change();
      const { exitCode, text } = await find();

      expect([exitCode, text]).toEqual([1, expect.stringContaining(words)]);
    });
  });
});
