import { execFile } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { assignRoleToLogin, kore, roles } from "../../simulator/keyvault/koreVault";
import { entry, type Run } from "../koreByok";
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
    expect(stdout).toContain("Only Kore's own Test Configuration proves");
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

  describe("with the deployment's login", () => {
    const verifyAsLogin = (...args: string[]): Promise<Run> => vault.run(["verify", ...args], vault.as("login"));
    const accessOf = ({ stdout }: Run): unknown => {
      const report = JSON.parse(stdout) as { access: unknown };
      expect([validate(report), validate.errors]).toEqual([true, null]);
      return report.access;
    };
    beforeEach(async () => {
      // As an operator who rehearses needs it.
      await assignRoleToLogin(vault.azure, vault.vaultId, roles.cryptoUser);
      const networkAccess = { "Kore IP ranges": `${kore.address}/32` };
      vault.installPulumi({ ...vault.stackOutputs(), handoff: { networkAccess } });
    });

    it("reads Kore's role assignments and network path from Azure", async () => {
      const run = await verifyAsLogin("--json");

      expect([run.exitCode, run.stderr]).toEqual([0, ""]);
      expect(accessOf(run)).toEqual([
        {
          fact: "role-assignment",
          passed: true,
          detail: `Kore's principal ${vault.koreObjectId} holds Key Vault Crypto User at kv-kore-test`,
        },
        { fact: "network-path", passed: true, detail: "the firewall lets in 20.42.7.9/32" },
      ]);
    });

    it("fails with 1 where the operator may use the key, and Kore may not", async () => {
      await vault.azure.arm.delete(vault.roleAssignmentId, "2022-04-01");
      await vault.putVault({
        networkAcls: { bypass: "None", defaultAction: "Deny", ipRules: [{ value: "20.99.1.1" }] },
      });

      const run = await vault.run(["verify"], vault.as("login", "20.99.1.1"));

      expect(run.exitCode).toBe(1);
      expect(run.stdout.match(/^passed /gm)).toHaveLength(6);
      expect(run.stdout).toContain("No role assignment lets Kore's service principal");
      expect(run.stdout).toContain("The vault's firewall does not let in 20.42.7.9/32");
      expect(run.stdout).not.toContain("This proves");
    });

    it("passes in private mode before Kore's connection is there, and says what to do about that", async () => {
      vault.installPulumi({ ...vault.stackOutputs(), networkMode: "privateEndpoint" });

      const run = await verifyAsLogin("--json");
      const named = await verifyAsLogin("--json", "--from", "77777777-7777-4777-8777-777777777777");

      expect([run.exitCode, named.exitCode]).toEqual([0, 1]);
      expect(accessOf(run)).toMatchObject([
        { passed: true },
        { passed: null, detail: expect.stringContaining("not there yet") as string },
      ]);
    });

    it("takes another's private endpoint for Kore's only where it is told", async () => {
      const kores = "77777777-7777-4777-8777-777777777777";
      const name = await vault.azure.outside.requestPrivateEndpoint(vault.vaultId, {
        endpointId: `/subscriptions/${kores}/resourceGroups/rg/providers/Microsoft.Network/privateEndpoints/pe`,
      });
      await vault.azure.outside.setPrivateEndpointConnection(vault.vaultId, name, "Approved");
      vault.installPulumi({ ...vault.stackOutputs(), networkMode: "privateEndpoint" });

      const untold = await verifyAsLogin("--json");
      const told = await verifyAsLogin("--json", "--from", kores);
      const mistaken = await verifyAsLogin("--json", "--from", "88888888-8888-4888-8888-888888888888");

      expect([untold.exitCode, told.exitCode, mistaken.exitCode]).toEqual([0, 0, 1]);
      expect(accessOf(untold)).toMatchObject([{}, { passed: null, detail: expect.stringContaining(kores) as string }]);
      expect(accessOf(told)).toMatchObject([{}, { passed: true }]);
    });

    it("judges nothing that Azure does not tell, and says who may", async () => {
      vault.azure.outside.setLoginRights({ roles: [], graphPermissions: [] });

      const run = await verifyAsLogin("--json");

      expect(run.exitCode).toBe(0);
      expect(accessOf(run)).toMatchObject([
        { passed: null, detail: expect.stringContaining("Microsoft.Authorization/roleAssignments/read") as string },
        { passed: null, detail: expect.stringContaining("Microsoft.KeyVault/vaults/read") as string },
      ]);
    });

    it("waits with --wait for a role assignment that does not work yet, and fails at once without", async () => {
      vault.azure.outside.setPropagationDelay(600_000);
      await vault.azure.arm.delete(vault.roleAssignmentId, "2022-04-01");
      await vault.assignRole(roles.cryptoUser);

      const atOnce = await vault.run(["verify", "--json"], vault.as("kore"));
      expect([atOnce.exitCode, JSON.parse(atOnce.stdout)]).toMatchObject([
        1,
        { stages: [{}, { passed: false, kind: "role" }, {}, {}, {}, {}] },
      ]);

      const refusals = (): number =>
        vault.azure.log.entries.filter(({ face, status }) => face === "keyvault" && status === 403).length;
      const before = refusals();
      const running = vault.run(["verify", "--wait", "60"], vault.as("kore"));
      while (refusals() === before) await sleep(50);
      vault.azure.outside.advanceClock(600_000);
      const patient = await running;
      expect(patient.exitCode).toBe(0);
      expect(patient.stderr).toMatch(
        /^authentication: The principal .*has no role assignment[^\n]*\n {2}fix: [^\n]*wait, then run again\.\nauthentication: not let in yet, trying again in 2 s$/m,
      );
      expect(patient.stderr.match(/fix: /g)).toHaveLength(1);
      expect(patient.stdout.match(/^passed {3}/gm)).toHaveLength(6);
    });
  });

  it("says at once, with --wait, which address the firewall refuses", async () => {
    vault.installPulumi(vault.stackOutputs());

    const run = await vault.run(["verify", "--wait", "3"], vault.as("kore", "198.51.100.7"));

    expect(run.exitCode).toBe(1);
    expect(run.stderr).toMatch(
      /^connection: The vault's firewall does not admit .*198\.51\.100\.7\.\n {2}fix: Add 198/,
    );
    expect(run.stderr.match(/fix: /g)).toHaveLength(1);
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

  it.each(["", "2>&1"])("fails with 1 where a stage does, be the reader of its output gone: %s", async (joined) => {
    vault.installPulumi(vault.stackOutputs());
    await vault.azure.arm.delete(vault.roleAssignmentId, "2022-04-01");
    const script = `"${process.execPath}" "${entry}" verify ${joined} | true; echo "\${PIPESTATUS[0]}"`;
    const env = { ...process.env, PATH: vault.path, ...vault.as("kore") };

    const { stdout } = await promisify(execFile)("bash", ["-c", script], { env });

    expect(stdout.trim()).toBe("1");
  });

  it("fails with 1 where nobody is logged in, and says so", async () => {
    vault.installPulumi(vault.stackOutputs());
    const { HTTPS_PROXY = "", NODE_EXTRA_CA_CERTS = "" } = vault.as("kore");

    const { exitCode, stdout } = await vault.run(["verify"], { HTTPS_PROXY, NODE_EXTRA_CA_CERTS });

    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^failed +authentication +Not logged in here/m);
    expect(stdout).not.toContain("CredentialUnavailableError");
  });

  it("ends with 2 where there is no Pulumi", async () => {
    const { exitCode, stdout, stderr } = await verify();

    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("There is no `pulumi` on the PATH.");
    expect(stderr).toContain("fix: Install the Pulumi CLI");
    expect(stderr).toContain("put the engine built from Go on the PATH: README, The operator's command.");
  });
});
