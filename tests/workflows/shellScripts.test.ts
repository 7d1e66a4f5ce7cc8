import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { printUnreadable } from "../../operator/guard/print/markdown";
import type { Unreadable } from "../../operator/guard/verdict";
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

    expect([exitCode, text]).toEqual([
      0,
      expect.stringMatching(
        /^pulumi up --stack prod .*--policy-pack-config policy\/profiles\/hsm.json --plan review\/plan.json/,
      ),
    ]);
    expect(text).not.toContain("ignore-protect");
  });
});

describe("guard.sh", () => {
  const marker = "<!-- kore-byok-guard: prod -->";
  const guard = (code: number) =>
    folder.program(
      "npx",
      `echo "${marker}"; echo "npx $*"; echo "tag ##vso[task.setvariable]x ##[error] ## plain"; exit ${code}`,
    );
  const verdict = () => readFileSync(join(folder.path, "review/verdict.md"), "utf8");

  it.each([0, 1, 2])("ends with the guard's %d, and runs no command but the one that is installed", async (code) => {
    const { exitCode, text } = await folder.run("guard.sh", { PULUMI_STACK: "prod", ...guard(code) });

    expect(exitCode).toBe(code);
    expect(text).toMatch(/^npx --no-install kore-byok guard evidence\/preview\.json .*--stack prod --markdown\n/m);
    expect(verdict()).toMatch(new RegExp(`^${marker}\nnpx`));
  });

  it.each([
    ["is missing", 'echo "npm error npx canceled due to missing packages" >&2; exit 1', 2],
    ["breaks off before its verdict", "exit 1", 2],
    ["says something else", 'echo "Need to install kore-byok"; exit 0', 2],
    ["is killed", "exit 137", 137],
  ])("writes that the plan could not be judged where the command %s", async (_title, script, code) => {
    const npx = folder.program("npx", script);
    const { exitCode, text } = await folder.run("guard.sh", { PULUMI_STACK: "prod", ...npx });

    expect(exitCode).toBe(code);
    expect(verdict()).toMatch(new RegExp(`^${marker}\n\n### ⚠️ Kore BYOK guard: unreadable\n`));
    expect(text).toContain("The plan could not be judged");
    expect(text).not.toContain("Need to install");
  });

  it("begins that comment as the guard begins its own, so that it takes the earlier one's place", async () => {
    const stack = "contoso/kore-byok--prod`x`";
    const own = printUnreadable({ problem: { file: "", message: "", expected: "", fix: "" } } as Unreadable, stack);
    await folder.run("guard.sh", { PULUMI_STACK: stack, ...folder.program("npx", "exit 1") });

    expect(verdict().split("\n")[0]).toBe(own.split("\n")[0]);
  });

  it.each([
    ["dangerous, on main", "IndividualCI", 1, 0],
    ["dangerous, of a pull request", "PullRequest", 1, 1],
    ["unreadable, on main", "IndividualCI", 2, 2],
    ["safe, on main", "Manual", 0, 0],
  ])("on Azure Pipelines, of a plan that is %s", async (_title, reason, code, expected) => {
    const environment = { PULUMI_STACK: "prod", TF_BUILD: "True", BUILD_REASON: reason };
    const { exitCode, text } = await folder.run("guard.sh", { ...environment, ...guard(code) });

    expect(exitCode).toBe(expected);
    expect(text.includes("##vso[task.complete result=SucceededWithIssues]")).toBe(code !== expected);
  });

  it("leaves no plan to the approvers on main that nobody has judged", async () => {
    const environment = { PULUMI_STACK: "prod", TF_BUILD: "True", BUILD_REASON: "IndividualCI" };
    const { exitCode } = await folder.run("guard.sh", { ...environment, ...folder.program("npx", "exit 1") });

    expect(exitCode).toBe(2);
  });

  it("passes on no command to the agent of Azure Pipelines, but its own", async () => {
    const environment = { PULUMI_STACK: "prod", TF_BUILD: "True", BUILD_REASON: "PullRequest" };
    const { text } = await folder.run("guard.sh", { ...environment, ...guard(1) });

    expect(text).toContain("tag # #vso[task.setvariable]x # #[error] ## plain");
    expect(text.match(/##(vso)?\[.*/gi)).toEqual([`##vso[task.uploadsummary]${folder.path}/review/verdict.md`]);
    expect(verdict()).toContain("##vso[task.setvariable]");
  });

  it("passes on none from the guard's own messages either", async () => {
    const says = folder.program("npx", 'echo "##VSO[task.complete]" >&2; exit 2');
    const { exitCode, text } = await folder.run("guard.sh", { PULUMI_STACK: "prod", TF_BUILD: "True", ...says });

    expect([exitCode, text]).toEqual([2, expect.stringMatching(/^# #VSO\[task\.complete\]\n/)]);
  });

  it("passes on no command to GitHub's runner, which takes one at the beginning of a line alone", async () => {
    const says = folder.program("npx", `echo "${marker}"; echo "::error::x"; echo "  ::y"; echo "a ::z"; exit 1`);
    const { text } = await folder.run("guard.sh", { PULUMI_STACK: "prod", ...says });

    expect(text).toBe(`${marker}\n: :error::x\n  : :y\na ::z\n`);
  });
});

describe("installPulumi.sh", () => {
  /** A `curl` that has a release of these files, and nothing else. */
  const release = (files: Record<string, string>) => {
    folder.review("release", "");
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder.path, "review", name), content);
    return folder.program(
      "curl",
      `while [ $# -gt 1 ]; do if [ "$1" = --output ]; then output=$2; fi; shift; done
       case "$1" in https://github.com/pulumi/pulumi/releases/download/v1.2.3/*) ;; *) exit 22 ;; esac
       cp "${folder.path}/review/\${1##*/}" "$output"`,
    );
  };
  const archive = "pulumi-v1.2.3-linux-x64.tar.gz";
  const makeArchive = async () => {
    folder.review("pulumi", "#!/bin/sh\necho the-cli\n");
    const { text } = await folder.shell(
      `cd review && mkdir p && mv pulumi p && mv p pulumi && tar -czf ${archive} pulumi && sha256sum ${archive}`,
    );
    return text;
  };
  const install = (path: { PATH: string }) =>
    folder.run("installPulumi.sh 1.2.3", { ...path, HOME: folder.path, TMPDIR: folder.path });

  it("unpacks the release whose checksum agrees", async () => {
    const checksums = `${"0".repeat(64)}  pulumi-v1.2.3-linux-arm64.tar.gz\n${await makeArchive()}`;
    const { exitCode, text } = await install(release({ "pulumi-1.2.3-checksums.txt": checksums }));

    expect([exitCode, text]).toEqual([0, expect.stringContaining(`##vso[task.prependpath]${folder.path}/.pulumi/bin`)]);
    expect((await folder.shell("sh .pulumi/bin/pulumi")).text).toBe("the-cli\n");
  });

  it.each([
    ["another checksum", `${"0".repeat(64)}  ${archive}\n`],
    ["no checksum", `${"0".repeat(64)}  pulumi-v1.2.3-darwin-x64.tar.gz\n`],
    ["an empty list", ""],
  ])("unpacks nothing that has %s", async (_title, checksums) => {
    await makeArchive();
    const { exitCode, text } = await install(release({ "pulumi-1.2.3-checksums.txt": checksums }));

    expect(exitCode).not.toBe(0);
    expect(text).not.toContain("##vso");
    expect(existsSync(join(folder.path, ".pulumi"))).toBe(false);
  });

  it("unpacks nothing without a list of checksums", async () => {
    await makeArchive();
    expect((await install(release({}))).exitCode).not.toBe(0);
    expect(existsSync(join(folder.path, ".pulumi"))).toBe(false);
  });
});

describe("drift.sh", () => {
  const key = "    + azure-native:keyvault:Key: (create)";
  it.each([
    ["nothing", "  pulumi:pulumi:Stack: (same)", 0, "false"],
    ["a difference", "~ azure-native:keyvault:Vault: (update)", 7, "true"],
    ["a role that is to be made anew", "+ azure-native:authorization:RoleAssignment: (create)", 7, "true"],
    ["a key that is gone", key, 7, "gone"],
    ["a vault of another API version that is gone", "+ azure-native:keyvault/v20230701:Vault: (create) 🔒", 7, "gone"],
    ["a key that is gone, where Pulumi then failed", key, 255, "gone"],
    ["no more than that it failed", "error: a disabled key", 255, "unknown"],
  ])("tells of %s with Pulumi's exit code, and keeps what it says", async (_title, says, code, found) => {
    const output = join(folder.path, "output");
    const environment = { PULUMI_STACK: "prod", GITHUB_OUTPUT: output };
    const pulumi = folder.program("pulumi", `echo "${says}"; echo "error: refused" >&2; exit ${code}`);
    const { exitCode, text } = await folder.run("drift.sh", { ...environment, ...pulumi });

    expect(exitCode).toBe(code);
    expect(readFileSync(output, "utf8")).toBe(`found=${found}\n`);
    expect(readFileSync(join(folder.path, "review/drift.txt"), "utf8")).toBe(`${says}\nerror: refused\n`);
    expect(text).toContain(`${says}\nerror: refused\n`);
    expect(text.includes("docs/recovery.md")).toBe(found === "gone");
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

  it.each([0, 7])(
    "passes on what drift.sh prints, without commands to the agent, and its exit code %d",
    async (code) => {
      const programs = {
        ...folder.program("az", "echo the-subscription"),
        ...folder.program(
          "pulumi",
          `echo "~ tags: ##vso[task.setvariable]x, ##[error]"; echo "##vso[y]" >&2; exit ${code}`,
        ),
      };
      const { exitCode, text } = await folder.run(`withServiceConnection.sh ${repository}/.github/scripts/drift.sh`, {
        ...programs,
        ...{ idToken: "the-token", servicePrincipalId: "the-client", tenantId: "the-tenant" },
        ...{ PULUMI_STACK: "prod", TF_BUILD: "True" },
      });

      expect(exitCode).toBe(code);
      expect(text).toContain("~ tags: # #vso[task.setvariable]x, # #[error]\n");
      expect(text).not.toMatch(/##(vso)?\[/i);
    },
  );

  it("refuses a service connection with a secret", async () => {
    const { exitCode, text } = await folder.run("withServiceConnection.sh env", { servicePrincipalId: "the-client" });

    expect([exitCode, text]).toEqual([1, expect.stringContaining("workload identity federation")]);
  });
});
