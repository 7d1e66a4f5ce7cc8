import { assignRoleAt, kore } from "../../simulator/keyvault/koreVault";
import type { Run } from "../koreByok";
import { type OperatedVault, startOperatedVault } from "../operatedVault";
import { schemaOf } from "../schemaOf";
import { installStandIns, type StandIns } from "./standIns";

const validate = schemaOf("doctor/report.schema.json");

/** Built-in roles that between them hold what the stack needs in a resource group, but for the lock. */
const contributor = "b24988ac-6180-42a0-ab88-20f7382dd24c";
const rbacAdministrator = "f58310d9-a9f6-439a-9e8d-f62e7b41a168";
const locksContributor = "28bf596f-4eb7-45ce-b5bc-6cf482fec137";
const reader = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
const vaultContributor = "f25e0fa2-a7c8-4377-a976-54943a77a395";
const vaultAccessAdministrator = "8b54135c-b56d-4d72-a534-26097cfdc8d8";

describe("kore-byok doctor", () => {
  let vault: OperatedVault;
  let tools: StandIns;
  beforeEach(async () => {
    vault = await startOperatedVault();
    tools = installStandIns();
    configure({});
    setRights("Owner", "Application.ReadWrite.All");
  });
  afterEach(async () => {
    tools.close();
    await vault.close();
  });

  /** The stack's configuration, with these keys of the project; a key of a provider has its namespace. */
  const configure = (changes: Record<string, string>): void => {
    const values = {
      "azure-native:location": "westeurope",
      koreClientId: kore.clientId,
      resourceGroupName: "rg-contoso-kore",
      vaultName: "kv-contoso-kore",
      keySize: "2048",
      ...changes,
    };
    const whole = Object.entries(values)
      .filter(([key]) => !/^(vaultName|resourceGroupName)$/.test(key) || !("existingVaultId" in changes))
      .map(([key, value]) => [key.includes(":") ? key : `kore-byok-azure:${key}`, value]);
    tools.configure(Object.fromEntries(whole) as Record<string, string>);
  };
  /** At the subscription, and in Microsoft Graph. */
  const setRights = (role: string | undefined, ...graphPermissions: string[]): void =>
    vault.azure.outside.setLoginRights({ roles: role === undefined ? [] : [role], graphPermissions });
  const assign = async (scope: string, ...roleIds: string[]): Promise<void> => {
    const principalId = vault.azure.state.login.objectId;
    for (const roleId of roleIds) await assignRoleAt(vault.azure, scope, { principalId, roleId, name: roleId });
  };
  const withTools = (changes: Record<string, string>): Record<string, string> => ({
    ...vault.as("login"),
    PATH: tools.PATH,
    ...changes,
  });
  const doctor = (args: string[] = [], changes: Record<string, string> = {}): Promise<Run> =>
    vault.run(["doctor", ...args], withTools(changes));
  /** Result and text of each check. */
  const examined = async (
    changes: Record<string, string> = {},
  ): Promise<{ exitCode: number | null; checks: Record<string, [string, string]> }> => {
    const { exitCode, stdout, stderr } = await doctor(["--json"], changes);
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
    expect(stdout.match(/^ready /gm)).toHaveLength(11);
    expect(stdout).toContain("Ready for pulumi up.");
    expect(stdout).not.toContain("\u001b");
    expect(stderr).toMatch(/^Asking Entra who is logged in\nAsking Azure: subscription, region[^\n]*, api-version\n$/);
    expect(JSON.stringify(vault.azure.state.resources)).toBe(before);
    expect(vault.azure.log.entries.some(({ action }) => /^(PUT|DELETE) .*Kore/.test(action))).toBe(false);
  });

  it("tells each thing that is missing, and how to get it", async () => {
    const { outside } = vault.azure;
    setRights("Contributor", "Application.Read.All");
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
    configure({
      "azure-native:location": "swedencentral",
      koreClientId: "9e2f8a34-51b6-4f0e-9c83-2b1f0d6e4a19",
      networkMode: "firewall",
      koreIpRanges: '["20.42.7.0/28"]',
    });

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
      "service-principal": says("not-ready", "may not create one", "adminconsent\\?client_id=9e2f8a34"),
      "resource-group": says("ready", "rg-contoso-kore is free"),
      "vault-name": says("not-ready", "kv-contoso-kore is taken", "another vaultName"),
      policies: says("not-ready", "no-public-vaults denies properties.publicNetworkAccess", "exemption"),
      "role-assignments": says("ready", "of 4000"),
      "api-version": says("ready", "2024-11-01, which Azure lists"),
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

  it("looks for a soft-deleted vault of the name even if Azure calls the name available", async () => {
    await vault.azure.arm.delete(vault.vaultId, "2024-11-01");
    const { deletedVaults } = vault.azure.state;
    // Listed as before, but no longer found by its name.
    const [[name, deleted]] = Object.entries(deletedVaults) as [[string, (typeof deletedVaults)[string]]];
    delete deletedVaults[name];
    deletedVaults["another"] = deleted;
    configure({ vaultName: "kv-kore-test" });

    expect((await examined()).checks["vault-name"]).toEqual(
      says("not-ready", "soft-deleted until 20\\d\\d-", "az keyvault recover --name kv-kore-test"),
    );

    const action = "GET Microsoft.KeyVault/deletedVaults";
    vault.azure.faults.add({ action, kind: "refuse", status: 403, code: "AuthorizationFailed", times: 5 });
    expect((await examined()).checks["vault-name"]).toEqual(says("ready", "is free", "could not be read"));
  });

  it("knows a soft-deleted vault of the name, with the way back", async () => {
    await vault.azure.arm.delete(vault.vaultId, "2024-11-01");
    configure({ vaultName: "kv-kore-test" });

    const { checks } = await examined();

    expect(checks["vault-name"]).toEqual(
      says("not-ready", "soft-deleted until 20\\d\\d-", "az keyvault recover --name kv-kore-test"),
    );
  });

  it("knows the stack's own vault again, by its state", async () => {
    configure({ vaultName: "kv-kore-test" });
    tools.keepInState(vault.vaultId.replace("rg-kore-byok", "RG-Kore-BYOK"));

    expect((await examined()).checks["vault-name"]).toEqual(says("ready", "the stack's own"));
  });

  it("takes no vault for the stack's own that the state does not hold, though it is in its resource group", async () => {
    configure({ vaultName: "kv-kore-test" });

    const { exitCode, checks } = await examined();

    expect(exitCode).toBe(1);
    expect(checks["vault-name"]).toEqual(
      says("not-ready", "not in the stack's state", `set existingVaultId ${vault.vaultId}`, "pulumi import"),
    );
  });

  it("tells a resource group that another stack has, and one that is not there", async () => {
    configure({ resourceGroupName: "rg-kore-byok" });
    expect((await examined()).checks["resource-group"]).toEqual(
      says("not-ready", "not in the stack's state", "resourceGroupName <name>", "existingResourceGroup true"),
    );

    tools.keepInState(`/subscriptions/${vault.azure.state.subscriptionId}/resourceGroups/RG-Kore-BYOK`);
    expect((await examined()).checks["resource-group"]).toEqual(says("ready", "the stack's own"));

    configure({ existingResourceGroup: "true" });
    expect((await examined()).checks["resource-group"]).toEqual(
      says("not-ready", "rg-contoso-kore does not exist", "az group create --name rg-contoso-kore"),
    );
  });

  it("sees who may make the service principal, and where it must exist", async () => {
    const koreClientId = "9e2f8a34-51b6-4f0e-9c83-2b1f0d6e4a19";
    configure({ koreClientId });
    expect((await examined()).checks["service-principal"]).toEqual(
      says("ready", "may \\(Application.ReadWrite.All\\) create one"),
    );

    setRights("Owner", "Application.ReadWrite.OwnedBy");
    expect((await examined()).checks["service-principal"]).toEqual(
      says("not-ready", "may not create one", "az ad sp create"),
    );

    configure({ koreClientId, servicePrincipal: "lookup" });
    expect((await examined()).checks["service-principal"]).toEqual(says("not-ready", "az ad sp create"));
  });

  it("asks for the right to write to a service principal that it adopts, and for none to look it up", async () => {
    expect((await examined()).checks["service-principal"]).toEqual(says("ready", "may .* write to it"));

    setRights("Owner", "Application.Read.All");
    expect((await examined()).checks["service-principal"]).toEqual(
      says("not-ready", "may not write to it", "pulumi config set servicePrincipal lookup"),
    );

    configure({ servicePrincipal: "lookup" });
    expect((await examined()).checks["service-principal"]).toEqual(says("ready", "Kore.ai BYOK, object ID"));
  });

  it("compares who publishes the app", async () => {
    configure({ koreAppOwnerTenantId: kore.tenantId });
    expect((await examined()).checks["service-principal"]).toEqual(says("ready"));

    const other = "00000000-0000-4000-8000-000000000001";
    configure({ koreAppOwnerTenantId: other, servicePrincipal: "lookup" });
    expect((await examined()).checks["service-principal"]).toEqual(
      says("not-ready", `published by tenant ${kore.tenantId}`, `Ask Kore`),
    );
  });

  it("is not ready for a login without rights", async () => {
    setRights(undefined);
    configure({ "azure-native:subscriptionId": vault.azure.state.subscriptionId });

    const { exitCode, stdout } = await doctor();
    const { checks } = await examined();

    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^Not ready for pulumi up\. Not judged: \d of 11 checks\.$/m);
    for (const [check, action] of [
      ["subscription", "Microsoft.Resources/subscriptions/read"],
      ["resource-providers", "Microsoft.Resources/subscriptions/providers/read"],
      ["permissions", "Microsoft.Authorization/roleAssignments/read"],
    ] as const) {
      expect(checks[check]).toEqual(says("not-ready", action, "examples/ci-identity"));
    }
    expect(checks["service-principal"]).toEqual(says("not-judged", "Authorization_RequestDenied"));
  });

  it("is not ready for a subscription that is not there", async () => {
    const subscriptionId = "99999999-9999-4999-8999-999999999999";
    configure({ "azure-native:subscriptionId": subscriptionId });

    const { exitCode, checks } = await examined();

    expect(exitCode).toBe(1);
    expect(checks["subscription"]).toEqual(says("not-ready", subscriptionId, "az account list"));
  });

  it("says how much it has not judged", async () => {
    setRights("Owner");

    const { exitCode, stdout } = await doctor();

    expect(exitCode).toBe(0);
    expect(stdout).toContain("Ready for pulumi up, as far as Azure reports. Not judged: 1 of 11 checks.");
  });

  it("is content with roles at the resource group that is there, and does not guess at what stands elsewhere", async () => {
    const { subscriptionId } = vault.azure.state;
    const group = `/subscriptions/${subscriptionId}/resourceGroups/rg-kore-byok`;
    setRights(undefined, "Application.ReadWrite.All");
    await assign(group, contributor, rbacAdministrator, locksContributor);
    const inGroup = {
      "azure-native:subscriptionId": subscriptionId,
      resourceGroupName: "rg-kore-byok",
      existingResourceGroup: "true",
    };
    configure(inGroup);

    const { exitCode, checks } = await examined();

    expect(exitCode).toBe(0);
    expect(checks["permissions"]).toEqual(says("ready", "Locks Contributor at resource group rg-kore-byok"));
    expect(checks["subscription"]).toEqual(says("not-judged"));

    const hub = `/subscriptions/${subscriptionId}/resourceGroups/rg-hub/providers/Microsoft.Network/virtualNetworks/hub`;
    configure({ ...inGroup, endpointSubnetId: `${hub}/subnets/snet-endpoints` });
    expect((await examined()).checks["permissions"]).toEqual(
      says(
        "not-judged",
        "not readable at subnet snet-endpoints",
        "Microsoft.Network/virtualNetworks/subnets/join/action",
      ),
    );
  });

  it("is content with roles at the vault that is there", async () => {
    setRights(undefined, "Application.ReadWrite.All");
    await assign(vault.vaultId, vaultContributor, reader);
    configure({
      "azure-native:subscriptionId": vault.azure.state.subscriptionId,
      existingVaultId: vault.vaultId,
    });
    expect((await examined()).checks["permissions"]).toEqual(
      says("not-ready", "at vault kv-kore-test, which lacks Microsoft.Authorization/roleAssignments/write"),
    );

    await assign(vault.vaultId, vaultAccessAdministrator);
    const { exitCode, checks } = await examined();
    expect([exitCode, checks["permissions"]]).toEqual([0, says("ready", "at vault kv-kore-test")]);
  });

  it("asks as the app that the provider signs in as, and about the subscription that it is told", async () => {
    const { AZURE_TENANT_ID = "", AZURE_CLIENT_ID = "", AZURE_CLIENT_SECRET = "" } = vault.as("login");
    const { subscriptionId, login } = vault.azure.state;
    const environment = {
      ...vault.as("kore"),
      ARM_TENANT_ID: AZURE_TENANT_ID,
      ARM_CLIENT_ID: AZURE_CLIENT_ID,
      ARM_CLIENT_SECRET: AZURE_CLIENT_SECRET,
    };

    const untold = await examined(environment);
    expect(untold.exitCode).toBe(1);
    expect(untold.checks["subscription"]).toEqual(
      says("not-ready", "the provider does not look for it", `set azure-native:subscriptionId ${subscriptionId}`),
    );

    const { exitCode, checks } = await examined({ ...environment, ARM_SUBSCRIPTION_ID: subscriptionId });
    expect([exitCode, checks["login"]]).toEqual([0, says("ready", login.objectId)]);
  });

  it("says where its login and its subscription may not be the provider's", async () => {
    const { checks } = await examined({ AZURE_SUBSCRIPTION_ID: vault.azure.state.subscriptionId });

    expect(checks["login"]).toEqual(says("ready", "by AZURE_CLIENT_ID, which the provider reads only with"));
    expect(checks["subscription"]).toEqual(says("ready", "AZURE_SUBSCRIPTION_ID, which the provider does not read"));
  });

  it("tells every problem of the configuration first, and asks Azure nothing then", async () => {
    configure({ keySize: "3072", vaultName: "1kv" });
    const calls = vault.azure.log.entries.length;

    const { exitCode, stderr } = await doctor();

    expect(exitCode).toBe(1);
    expect(stderr).toContain("keySize");
    expect(stderr).toContain("vaultName");
    expect(vault.azure.log.entries).toHaveLength(calls);
  });

  it("says that nobody is logged in", async () => {
    const { exitCode, stderr } = await doctor([], { AZURE_CLIENT_SECRET: "" });

    expect(exitCode).toBe(1);
    expect(stderr).toContain("fix: Run `az login`");
  });
});
