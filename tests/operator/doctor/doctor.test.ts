import type { Run } from "../koreByok";
import { type OperatedVault, startOperatedVault } from "../operatedVault";
import { schemaOf } from "../schemaOf";

const validate = schemaOf("doctor/report.schema.json");

/** As `pulumi config --json` prints it. */
const configuration = (changes: Record<string, string>) => {
  const values = {
    "azure-native:location": "westeurope",
    "kore-byok-azure:koreClientId": "7d2f8a34-51b6-4f0e-9c83-2b1f0d6e4a11",
    "kore-byok-azure:vaultName": "kv-contoso-kore",
    "kore-byok-azure:keySize": "2048",
    ...changes,
  };
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value, secret: false }]));
};

describe("kore-byok doctor", () => {
  let vault: OperatedVault;
  beforeEach(async () => {
    vault = await startOperatedVault();
    vault.installPulumi(configuration({}));
  });
  afterEach(() => vault.close());

  const doctor = (...args: string[]): Promise<Run> => vault.run(["doctor", ...args], vault.as("login"));
  /** Result and text of each check. */
  const examined = async (): Promise<{ exitCode: number | null; checks: Record<string, [string, string]> }> => {
    const { exitCode, stdout, stderr } = await doctor("--json");
    const report = JSON.parse(stdout) as { checks?: { check: string; result: string; found: string; how?: string }[] };
    expect([stderr, validate(report), validate.errors]).toEqual(["", true, null]);
    const entries = report.checks!.map(({ check, result, found, how }) => [check, [result, `${found} ${how ?? ""}`]]);
    return { exitCode, checks: Object.fromEntries(entries) as Record<string, [string, string]> };
  };
  const says = (result: string, ...texts: string[]) => [
    result,
    expect.stringMatching(new RegExp(texts.map((text) => `(?=.*${text})`).join(""), "s")) as unknown,
  ];

  it("is ready where all is there, and changes nothing", async () => {
    const before = JSON.stringify(vault.azure.state.resources);

    const { exitCode, stdout, stderr } = await doctor();

    expect(exitCode).toBe(0);
    expect(stdout.match(/^ready /gm)).toHaveLength(10);
    expect(stdout).toContain("Ready for pulumi up.");
    expect(stdout).not.toContain("\u001b");
    expect(stderr).toContain("Asking Azure: subscription, region");
    expect(JSON.stringify(vault.azure.state.resources)).toBe(before);
    expect(vault.azure.log.entries.some(({ action }) => /^(PUT|DELETE) .*Kore/.test(action))).toBe(false);
  });

  it("tells each thing that is missing, and how to get it", async () => {
    const { outside } = vault.azure;
    outside.setLoginRights({ roles: ["Contributor"], graphPermissions: ["Application.Read.All"] });
    outside.setUnregisteredProviders(["Microsoft.KeyVault"]);
    outside.setPolicies([
      {
        effect: "deny",
        name: "no-public-vaults",
        type: "Microsoft.KeyVault/vaults",
        field: "properties.publicNetworkAccess",
        allowed: ["Disabled"],
      },
    ]);
    outside.takeVaultName("kv-contoso-kore");
    vault.installPulumi(
      configuration({
        "azure-native:location": "swedencentral",
        "kore-byok-azure:koreClientId": "9e2f8a34-51b6-4f0e-9c83-2b1f0d6e4a19",
        "kore-byok-azure:networkMode": "firewall",
        "kore-byok-azure:koreIpRanges": '["20.42.7.0/28"]',
      }),
    );

    const { exitCode, checks } = await examined();

    expect(exitCode).toBe(1);
    expect(checks).toEqual({
      login: says("ready", "33333333"),
      subscription: says("ready", "Simulated subscription"),
      region: says("ready", "swedencentral"),
      "resource-providers": says(
        "not-ready",
        "Microsoft.KeyVault NotRegistered",
        "az provider register --namespace Microsoft.KeyVault",
      ),
      permissions: says(
        "not-ready",
        "Contributor at the subscription",
        "lacks Microsoft.Authorization/roleAssignments/write, Microsoft.Authorization/locks/write",
      ),
      "service-principal": says("not-ready", "may not make one", "adminconsent\\?client_id=9e2f8a34"),
      "vault-name": says("not-ready", "kv-contoso-kore is taken", "another vaultName"),
      policies: says("not-ready", "no-public-vaults denies properties.publicNetworkAccess", "exemption"),
      "role-assignments": says("ready", "of 4000"),
      "api-version": says("ready", "until 2027-02-27"),
    });
  });

  it("tells a policy that rewrites the vault behind Pulumi's back", async () => {
    vault.azure.outside.setPolicies([
      {
        effect: "modify",
        name: "inherit-cost-center",
        type: "Microsoft.KeyVault/vaults",
        field: "tags.costCenter",
        value: "4711",
      },
    ]);

    expect((await examined()).checks["policies"]).toEqual(says("not-ready", "a value required for tags.costCenter"));
  });

  it("knows a soft-deleted vault of the name, with the way back", async () => {
    await vault.azure.arm.delete(vault.vaultId, "2024-11-01");
    vault.installPulumi(configuration({ "kore-byok-azure:vaultName": "kv-kore-test" }));

    const { checks } = await examined();

    expect(checks["vault-name"]).toEqual(
      says("not-ready", "soft-deleted until 20\\d\\d-", "az keyvault recover --name kv-kore-test"),
    );
  });

  it("knows the stack's own vault again", async () => {
    vault.installPulumi(configuration({ "kore-byok-azure:vaultName": "kv-kore-test" }));

    expect((await examined()).checks["vault-name"]).toEqual(says("ready", "the stack's own"));
  });

  it("sees who may make the service principal, and where it must exist", async () => {
    const clientId = "9e2f8a34-51b6-4f0e-9c83-2b1f0d6e4a19";
    vault.azure.outside.setLoginRights({ roles: ["Owner"], graphPermissions: ["Application.ReadWrite.OwnedBy"] });
    vault.installPulumi(configuration({ "kore-byok-azure:koreClientId": clientId }));
    expect((await examined()).checks["service-principal"]).toEqual(
      says("ready", "may make it \\(Application.ReadWrite.OwnedBy\\)"),
    );

    vault.installPulumi(
      configuration({ "kore-byok-azure:koreClientId": clientId, "kore-byok-azure:servicePrincipal": "lookup" }),
    );
    expect((await examined()).checks["service-principal"]).toEqual(says("not-ready", "az ad sp create"));
  });

  it("judges nothing that Azure does not tell", async () => {
    vault.azure.outside.setLoginRights({ roles: [], graphPermissions: [] });
    vault.installPulumi(configuration({ "azure-native:subscriptionId": vault.azure.state.subscriptionId }));

    const { exitCode, checks } = await examined();

    expect(exitCode).toBe(0);
    expect(checks["permissions"]).toEqual(
      says("not-judged", "lacks the action Microsoft.Authorization/roleAssignments/read"),
    );
    expect(checks["service-principal"]).toEqual(says("not-judged", "Authorization_RequestDenied"));
  });

  it("tells every problem of the configuration first, and asks Azure nothing then", async () => {
    vault.installPulumi(configuration({ "kore-byok-azure:keySize": "3072", "kore-byok-azure:vaultName": "1kv" }));
    const calls = vault.azure.log.entries.length;

    const { exitCode, stderr } = await doctor();

    expect(exitCode).toBe(1);
    expect(stderr).toContain("keySize");
    expect(stderr).toContain("vaultName");
    expect(vault.azure.log.entries).toHaveLength(calls);
  });

  it("says that nobody is logged in", async () => {
    const { exitCode, stderr } = await vault.run(["doctor"], { ...vault.as("login"), AZURE_CLIENT_SECRET: "" });

    expect(exitCode).toBe(1);
    expect(stderr).toContain("fix: Run `az login`");
  });
});
