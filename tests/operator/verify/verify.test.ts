import type { Run } from "../koreByok";
import { type OperatedVault, startOperatedVault } from "../operatedVault";
import { schemaOf } from "../schemaOf";

const validate = schemaOf("verify/report.schema.json");

describe("kore-byok verify", () => {
  let vault: OperatedVault;
  beforeEach(async () => {
    vault = await startOperatedVault();
  });
  afterEach(() => vault.close());

  const verify = (...args: string[]): Promise<Run> => vault.run(["verify", ...args], vault.as("kore"));

  it("passes with 0, and tells each stage and what that does not prove", async () => {
    vault.installPulumi(vault.stackOutputs());

    const { exitCode, stdout, stderr } = await verify("--stack", "contoso/dev");

    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout.split("\n").filter((line) => line.startsWith("passed"))).toHaveLength(6);
    expect(stdout).toContain("only its Test Configuration proves");
    expect(stdout).not.toContain("\u001b");
    expect(vault.asked()).toContain("stack output --json --non-interactive --stack contoso/dev");
  });

  it("fails with 1 where a stage does", async () => {
    vault.installPulumi(vault.stackOutputs());
    await vault.azure.arm.delete(vault.roleAssignmentId, "2022-04-01");

    const { exitCode, stdout } = await verify("--json");

    const report = JSON.parse(stdout) as object;
    expect(exitCode).toBe(1);
    expect(validate(report)).toBe(true);
    expect(report).toMatchObject({
      formatVersion: 1,
      outcome: "failed",
      keyName: vault.keyName,
      stages: [
        { stage: "connection", passed: true },
        { stage: "authentication", passed: false, kind: "role" },
        {},
        {},
        {},
        {},
      ],
    });
  });

  it.each([
    ["the stack has no such outputs", { vaultUri: "https://kv.vault.azure.net/" }, [], "keyName"],
    ["there is no such stack", {}, ["--stack", "prod"], "no stack named 'prod' found"],
  ])("ends with 2 where %s", async (_title, outputs, args, message) => {
    vault.installPulumi(outputs);

    const { exitCode, stdout, stderr } = await verify("--json", ...args);

    const report = JSON.parse(stdout) as object;
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(validate(report)).toBe(true);
    expect(report).toMatchObject({ outcome: "not-run" });
  });

  it("ends with 2 where there is no Pulumi", async () => {
    const { exitCode, stdout, stderr } = await verify();

    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("There is no `pulumi` on the PATH.");
    expect(stderr).toContain("fix: Install the Pulumi CLI");
  });
});
