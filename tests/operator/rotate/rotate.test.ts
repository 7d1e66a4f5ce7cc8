import { assignRoleToLogin, roles } from "../../simulator/keyvault/koreVault";
import type { Run } from "../koreByok";
import { type OperatedVault, startOperatedVault } from "../operatedVault";
import { schemaOf } from "../schemaOf";

const validate = schemaOf("rotate/report.schema.json");

describe("kore-byok rotate", () => {
  let vault: OperatedVault;
  beforeEach(async () => {
    vault = await startOperatedVault();
    vault.installPulumi(vault.stackOutputs());
    await assignRoleToLogin(vault.azure, vault.vaultId, roles.cryptoOfficer);
  });
  afterEach(() => vault.close());

  const rotate = (who: "login" | "kore" = "login"): Promise<Run> =>
    vault.run(["rotate", "--yes", "--json"], vault.as(who));
  const reported = ({ stdout }: Run): Record<string, unknown> => {
    const report = JSON.parse(stdout) as Record<string, unknown>;
    expect([validate(report), validate.errors]).toEqual([true, null]);
    return report;
  };
  /** The versions can be listed before the rotation, and not afterwards. */
  const refuseSecondList = (): void => {
    const action = "GET keys/versions";
    vault.azure.faults.add({ action, kind: "delay", milliseconds: 0 });
    vault.azure.faults.add({ action, kind: "refuse", status: 403, code: "Forbidden", times: 9 });
  };
  const held = () => vault.azure.keys.get(vault.vaultId, vault.keyName).versions;

  it("makes one version, keeps the old one enabled, and says what Kore does not document", async () => {
    const [old] = held();

    const run = await rotate();

    expect([run.exitCode, held().length, held()[0]!.enabled]).toEqual([0, 2, true]);
    expect(reported(run)).toMatchObject({
      newVersion: held()[1]!.version,
      versions: [
        { version: held()[1]!.version, current: true },
        { version: old!.version, current: false, enabled: true },
      ],
      warnings: [expect.stringContaining("does not document"), expect.stringContaining("never disable")],
    });
  });

  it("finds the version whose answer was lost, and makes no second one", async () => {
    vault.azure.faults.add({ action: "POST keys/rotate", kind: "loseAnswer", status: 500 });

    const run = await rotate();

    expect([run.exitCode, held().length]).toEqual([0, 2]);
    expect(reported(run)).toMatchObject({ newVersion: held()[1]!.version });
  });

  it("makes none where Azure fails before", async () => {
    vault.azure.faults.add({ action: "POST keys/rotate", kind: "refuse", status: 503 });

    const run = await rotate();

    expect([run.exitCode, held().length]).toEqual([1, 1]);
    expect(run.stderr).toContain("No version was made.");
  });

  it("says what is done where the versions cannot be listed afterwards", async () => {
    refuseSecondList();

    const run = await rotate();

    expect([run.exitCode, held().length]).toEqual([1, 2]);
    expect(run.stderr).toContain(`The new version ${held()[1]!.version} has been made`);
    expect(run.stderr).toContain("az keyvault key list-versions --vault-name kv-kore-test --name kore-byok");
    expect(run.stderr).not.toContain("Nothing was changed");
  });

  it("says that it is not known, where the answer was lost and the versions cannot be listed", async () => {
    vault.azure.faults.add({ action: "POST keys/rotate", kind: "loseAnswer", status: 500 });
    refuseSecondList();

    const run = await rotate();

    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain("it is not known whether it made a new version");
    expect(run.stderr).not.toMatch(/Nothing was changed|No version was made/);
  });

  it("says which role it takes where not even the list is allowed", async () => {
    await vault.azure.arm.delete(vault.roleAssignmentId, "2022-04-01");

    const run = await rotate("kore");

    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain("has no role assignment that allows");
    expect(run.stderr).toContain("fix: Assign yourself Key Vault Crypto Officer at the key");
    expect(run.stderr).not.toContain("assign yourself Key Vault Crypto User");
  });

  it("says that nobody is logged in", async () => {
    const { HTTPS_PROXY = "", NODE_EXTRA_CA_CERTS = "" } = vault.as("login");

    const run = await vault.run(["rotate", "--yes"], { HTTPS_PROXY, NODE_EXTRA_CA_CERTS });

    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain("Not logged in here");
    expect(run.stderr).not.toContain("CredentialUnavailableError");
  });

  it("names a disabled version", async () => {
    await vault.azure.keys.update(vault.vaultId, vault.keyName, held()[0]!.version, { enabled: false });

    const { warnings } = reported(await rotate()) as { warnings: string[] };

    expect(warnings[0]).toContain(`Disabled: ${held()[0]!.version}`);
  });

  it("says which role it takes: Kore's own does not suffice", async () => {
    const run = await rotate("kore");

    expect([run.exitCode, held().length]).toEqual([1, 1]);
    expect(run.stderr).toContain("fix: Assign yourself Key Vault Crypto Officer at the key");
    expect(run.stderr).not.toContain("assign yourself Key Vault Crypto User");
  });
});
