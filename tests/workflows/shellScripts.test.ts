import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createScriptFolder, type ScriptFolder } from "./scriptRun";
import { repository } from "./workflow";

let folder: ScriptFolder;
beforeEach(() => (folder = createScriptFolder()));
afterEach(() => folder.remove());

describe("checkSettings.sh", () => {
  it("passes where all is there", async () => {
    expect(await folder.run("checkSettings.sh A B", { A: "1", B: "2" })).toMatchObject({ exitCode: 0, text: "" });
  });

  it("names all that is missing, the job's permission included", async () => {
    const { exitCode, text } = await folder.run("checkSettings.sh A B C", { A: "1", B: "", GITHUB_ACTIONS: "true" });

    expect(exitCode).toBe(1);
    expect(text).toContain("Missing:\n  B\n  C\n  permission id-token: write of this job\n");
    expect(text).toContain("docs/pull-requests.md");
  });
});

describe("deploy.sh", () => {
  const environment = { PULUMI_STACK: "prod", POLICY_PROFILE: "hsm" };
  /** A `pulumi` that tells how it was called. */
  const pulumi = () => folder.program("pulumi", 'echo "pulumi $*"');
  const commit = () =>
    folder.shell(
      "git init --quiet && git -c user.name=a -c user.email=a@example.com commit --quiet --allow-empty -m a && git rev-parse 'HEAD^{tree}'",
    );

  it("does nothing without a plan", async () => {
    const { exitCode, text } = await folder.run("deploy.sh", { ...environment, ...pulumi() });

    expect([exitCode, text]).toEqual([1, expect.stringContaining("There is no review/plan.json")]);
  });

  it("does nothing with the plan for other files", async () => {
    await commit();
    folder.review("plan.json", "{}");
    folder.review("tree.txt", "0000000000000000000000000000000000000000\n");
    const { exitCode, text } = await folder.run("deploy.sh", { ...environment, ...pulumi() });

    expect([exitCode, text]).toEqual([1, expect.stringContaining("The plan was made for other files")]);
    expect(text).not.toContain("pulumi up");
  });

  it("carries out the plan for these files, with the policy pack", async () => {
    folder.review("tree.txt", (await commit()).text);
    folder.review("plan.json", "{}");
    const { exitCode, text } = await folder.run("deploy.sh", { ...environment, ...pulumi() });

    expect(exitCode).toBe(0);
    expect(text).toMatch(
      /^pulumi up --stack prod .*--policy-pack-config policy\/profiles\/hsm.json --plan review\/plan.json/,
    );
    expect(text).not.toContain("ignore-protect");
  });
});

describe("drift.sh", () => {
  it.each([
    [0, 0, "found=false\n"],
    [7, 7, "found=true\n"],
    [3, 3, ""],
  ])("where pulumi ends with %d ends with %d and says %p", async (code, exitCode, said) => {
    const output = join(folder.path, "output");
    const environment = { PULUMI_STACK: "prod", GITHUB_OUTPUT: output };
    const pulumi = folder.program("pulumi", `echo "~ vault"; exit ${code}`);
    const result = await folder.run("drift.sh", { ...environment, ...pulumi });

    expect(result.exitCode).toBe(exitCode);
    expect(existsSync(output) ? readFileSync(output, "utf8") : "").toBe(said);
  });
});

describe("checkVersion.sh", () => {
  it("passes the packages' version, and no other", async () => {
    const inRepository = (tag: string) => folder.shell(`cd ${repository} && .github/scripts/checkVersion.sh ${tag}`);

    expect((await inRepository("v0.1.0")).exitCode).toBe(0);
    expect(await inRepository("v0.1.1")).toMatchObject({
      exitCode: 1,
      text: expect.stringContaining("components/package.json says 0.1.0"),
    });
  });
});

describe("withServiceConnection.sh", () => {
  it("hands the service connection's login to Pulumi's providers", async () => {
    const { exitCode, text } = await folder.run("withServiceConnection.sh env", {
      ...folder.program("az", "echo the-subscription"),
      ...{ idToken: "the-token", servicePrincipalId: "the-client", tenantId: "the-tenant" },
    });

    expect(exitCode).toBe(0);
    for (const line of [
      "ARM_USE_OIDC=true",
      "ARM_OIDC_TOKEN=the-token",
      "ARM_CLIENT_ID=the-client",
      "ARM_TENANT_ID=the-tenant",
      "ARM_SUBSCRIPTION_ID=the-subscription",
      "PULUMI_CONFIG_PASSPHRASE=",
    ]) {
      expect(text.split("\n")).toContain(line);
    }
  });

  it("refuses a service connection with a secret", async () => {
    const { exitCode, text } = await folder.run("withServiceConnection.sh env", { servicePrincipalId: "the-client" });

    expect([exitCode, text]).toEqual([1, expect.stringContaining("workload identity federation")]);
  });
});
