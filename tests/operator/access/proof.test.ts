import { assignRoleAt, roles } from "../../simulator/keyvault/koreVault";
import { type OperatedVault, startOperatedVault } from "../operatedVault";
import type { Run } from "../koreByok";
import { schemaOf } from "../schemaOf";

const validate = schemaOf("access/report.schema.json");

describe("the proof of kore-byok revoke and restore", () => {
  let vault: OperatedVault;
  beforeEach(async () => {
    vault = await startOperatedVault();
    vault.installPulumi({ ...vault.stackOutputs(), roleAssignmentIds: [] });
  });
  afterEach(() => vault.close());

  const revoke = (): Promise<Run> => vault.run(["revoke", "--yes", "--json", "--stack", "dev"], vault.as("login"));
  const reported = ({ stdout }: Run): unknown => {
    const report = JSON.parse(stdout) as unknown;
    expect([validate(report), validate.errors]).toEqual([true, null]);
    return report;
  };

  it("is that Azure shows no role that lets Kore use the key", async () => {
    await vault.azure.arm.delete(vault.roleAssignmentId, "2022-04-01");
    const name = "7c1f7f3e-7f57-4c6e-9a3d-0d7e5a1c2b3f";
    const reader = "21090545-7ca7-4776-b22c-e363652d74d2";
    await assignRoleAt(vault.azure, vault.vaultId, { principalId: vault.koreObjectId, roleId: reader, name });

    const run = await revoke();

    expect([run.exitCode, reported(run)]).toMatchObject([
      0,
      { proof: { judged: true, detail: expect.stringContaining("it holds Key Vault Reader") as string } },
    ]);
  });

  it("fails where a role of someone else's lets Kore go on, and says how it goes", async () => {
    await vault.azure.arm.delete(vault.roleAssignmentId, "2022-04-01");
    const id = await vault.assignRole(roles.cryptoServiceEncryptionUser);

    const run = await revoke();

    expect([run.exitCode, reported(run)]).toMatchObject([1, { outcome: "failed" }]);
    expect(run.stderr).toContain("can still use the key: it holds Key Vault Crypto Service Encryption User");
    expect(run.stderr).toContain(`az role assignment delete --ids ${id}`);
  });

  it("does not hide that the update is done, where the outputs cannot be read afterwards", async () => {
    const urn = `urn:pulumi:dev::p::kore-byok-azure:index:KoreKeyAccess$azure-native:authorization:RoleAssignment::r`;
    vault.installPulumi({}, { steps: [{ op: "delete", urn }] });

    const run = await revoke();

    expect([run.exitCode, reported(run)]).toMatchObject([
      0,
      {
        outcome: "revoked",
        proof: {
          judged: false,
          detail: expect.stringMatching(/^The update is done\. Not proven: .*vaultUri/) as string,
        },
      },
    ]);
  });

  it("does not pass a program for revoked that reads no koreAccess", async () => {
    vault.installPulumi({});

    const run = await revoke();

    expect([run.exitCode, reported(run)]).toMatchObject([1, { outcome: "failed" }]);
    expect(run.stderr).toMatch(/the plan does not change Kore's access.*vaultUri.*Nothing was changed\./s);
  });
});
