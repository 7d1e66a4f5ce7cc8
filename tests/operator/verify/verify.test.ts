import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import Ajv from "ajv";
import { kore, type KoreVault, startKoreVault } from "../../simulator/keyvault/koreVault";
import { koreByok, type Run } from "../koreByok";

const schema = JSON.parse(
  readFileSync(resolve(__dirname, "../../../operator/verify/report.schema.json"), "utf8"),
) as object;
const validate = new Ajv().compile(schema);

describe("kore-byok verify", () => {
  let vault: KoreVault;
  let folder: string;
  beforeEach(async () => {
    vault = await startKoreVault();
    folder = mkdtempSync(join(tmpdir(), "verify-"));
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true, force: true });
    await vault.close();
  });

  /** Stands for the Pulumi CLI: prints the outputs of stack dev, and writes down what it was asked. */
  const installPulumi = (outputs: object): void => {
    writeFileSync(join(folder, "outputs.json"), JSON.stringify(outputs));
    const script = `#!/bin/sh
echo "$@" > '${folder}/asked'
case "$*" in *prod*) echo "error: no stack named 'prod' found" >&2; exit 6;; esac
cat '${folder}/outputs.json'
`;
    writeFileSync(join(folder, "pulumi"), script);
    chmodSync(join(folder, "pulumi"), 0o755);
  };
  const stackOutputs = () => ({
    vaultUri: vault.vaultUri,
    keyName: vault.keyName,
    tenantId: vault.azure.state.tenantId,
  });
  const verify = (...args: string[]): Promise<Run> =>
    koreByok(["verify", ...args], {
      environment: {
        PATH: [folder, "/usr/bin", "/bin"].join(delimiter),
        HTTPS_PROXY: vault.face.proxyUrl(kore.address),
        NODE_EXTRA_CA_CERTS: vault.face.caFile,
        AZURE_CLIENT_ID: kore.clientId,
        AZURE_CLIENT_SECRET: kore.secret,
        AZURE_TENANT_ID: vault.azure.state.tenantId,
      },
    });

  it("passes with 0, and tells each stage and what that does not prove", async () => {
    installPulumi(stackOutputs());

    const { exitCode, stdout, stderr } = await verify("--stack", "contoso/dev");

    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout.split("\n").filter((line) => line.startsWith("passed"))).toHaveLength(6);
    expect(stdout).toContain("only its Test Configuration proves");
    expect(stdout).not.toContain("\u001b");
    expect(readFileSync(join(folder, "asked"), "utf8")).toContain(
      "stack output --json --non-interactive --stack contoso/dev",
    );
  });

  it("fails with 1 where a stage does", async () => {
    installPulumi(stackOutputs());
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
    installPulumi(outputs);

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
