import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import * as components from "../../components";
import { outputs as readByHandoff } from "../../operator/handoff/outputs";
import { groupId, kore, login } from "../support/mockedAzure";
import { deploy, type Deployment, type Registered } from "../support/mocks";

const folder = join(__dirname, "../../examples/components");
const subscription = `/subscriptions/${login.subscriptionId}`;
const vaultId = `${subscription}/resourceGroups/rg-keys/providers/Microsoft.KeyVault/vaults/kv-contoso-keys`;

/** Runs an example as the language host does, with the package as it would be installed. */
function run(name: string, configuration: Record<string, string> = {}): Promise<Deployment> {
  return deploy(() => {
    pulumi.runtime.setAllConfig(configuration);
    let exported: object = {};
    jest.isolateModules(() => {
      jest.doMock("@pulumi/pulumi", () => pulumi);
      jest.doMock("kore-byok-azure", () => components, { virtual: true });
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      exported = require(join(folder, name)) as object;
    });
    return { ...exported };
  });
}

/** Whether a resource stands below another, at any depth. */
function stands({ parent }: Registered, above: Registered, all: Registered[]): boolean {
  const next = all.find(({ urn }) => urn === parent);
  return next !== undefined && (next === above || stands(next, above, all));
}

/** What a provider makes, as `type name`, below the one component of the example, which stands below the stack. */
function madeBy({ resources, made }: Deployment, component: string): string[] {
  const [root, ...others] = resources.filter(({ type }) => type === `kore-byok-azure:index:${component}`);
  expect(others).toEqual([]);
  expect(root!.parent).toMatch(/::pulumi:pulumi:Stack::/);
  return made
    .filter((resource) => stands(resource, root!, resources))
    .map(({ type, name }) => `${type.split(":").slice(1).join(":")} ${name}`)
    .sort();
}

describe("a component by itself", () => {
  it("has an example for each class of the package", () => {
    const classes = Object.entries(components)
      .filter(([, value]) => (value as { prototype?: unknown }).prototype instanceof pulumi.ComponentResource)
      .map(([name]) => `${name[0]!.toLowerCase()}${name.slice(1)}.ts`);
    expect(readdirSync(folder).filter((file) => file.endsWith(".ts"))).toEqual(classes.sort());
  });

  it("KoreServicePrincipal: adopts or makes the app's service principal, and never deletes it", async () => {
    const deployment = await run("koreServicePrincipal");
    expect(madeBy(deployment, "KoreServicePrincipal")).toEqual(["index/servicePrincipal:ServicePrincipal kore-app"]);
    const app = deployment.find("ServicePrincipal", "kore-app");
    expect(app.inputs).toEqual({ clientId: kore.clientId, useExisting: true });
    expect(app.options.retainOnDelete).toBe(true);
    expect(deployment.outputs).toEqual({ objectId: kore.objectId });
  });

  it("ByokVault: makes a vault that cannot be purged and denies by default, in the group of the program", async () => {
    const deployment = await run("byokVault");
    expect(madeBy(deployment, "ByokVault")).toEqual(["keyvault:Vault keys-vault"]);
    const { inputs, options } = deployment.find("keyvault:Vault");
    expect(inputs).toMatchObject({
      resourceGroupName: "rg-keys",
      vaultName: "kv-contoso-keys",
      properties: {
        tenantId: login.tenantId,
        sku: { name: "premium" },
        enablePurgeProtection: true,
        enableRbacAuthorization: true,
        softDeleteRetentionInDays: 90,
        networkAcls: { defaultAction: "Deny", ipRules: [{ value: "20.42.7.0/28" }] },
      },
    });
    expect(options).toMatchObject({ protect: true, retainOnDelete: true });
    expect(deployment.outputs).toEqual({ vaultUri: "https://kv-contoso-keys.vault.azure.net/" });
  });

  it("ByokKey: makes the key in a vault that is there, for encryption alone", async () => {
    const deployment = await run("byokKey");
    expect(madeBy(deployment, "ByokKey")).toEqual(["keyvault:Key kore-key"]);
    const { inputs, options } = deployment.find("keyvault:Key");
    expect(inputs).toEqual({
      resourceGroupName: "rg-keys",
      vaultName: "kv-contoso-keys",
      keyName: "kore-production",
      properties: {
        kty: "RSA-HSM",
        keySize: 4096,
        keyOps: ["encrypt", "decrypt", "wrapKey", "unwrapKey"],
        attributes: { enabled: true, exportable: false },
      },
    });
    expect(options).toMatchObject({ protect: true, retainOnDelete: true });
    expect(deployment.outputs).toEqual({
      keyIdentifier: "https://kv-contoso-keys.vault.azure.net/keys/kore-production",
    });
  });

  it("KoreKeyAccess: gives Kore's service principal the key alone, and nothing once it is revoked", async () => {
    const deployment = await run("koreKeyAccess");
    const name = "kore-crypto-user-on-key-kore-production";
    expect(madeBy(deployment, "KoreKeyAccess")).toEqual([`authorization:RoleAssignment ${name}`]);
    const { inputs, options } = deployment.find("RoleAssignment");
    expect(inputs).toMatchObject({
      scope: `${vaultId}/keys/kore-production`,
      principalId: kore.objectId,
      principalType: "ServicePrincipal",
      roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/12338af0-0e69-4776-bea7-57ae8d297424`,
    });
    expect(options.beforeDelete).not.toEqual([]);

    const revoked = await run("koreKeyAccess", { "kore-byok-azure:revoked": "true" });
    expect(madeBy(revoked, "KoreKeyAccess")).toEqual([]);
    expect(revoked.outputs).toEqual({ roleAssignmentIds: [] });
  });

  it("VaultPrivateEndpoint: makes the endpoint and its zone group, and leaves the hub's zone alone", async () => {
    const deployment = await run("vaultPrivateEndpoint");
    expect(madeBy(deployment, "VaultPrivateEndpoint")).toEqual([
      "network:PrivateDnsZoneGroup operators-zone-group",
      "network:PrivateEndpoint operators-endpoint",
    ]);
    expect(deployment.find("PrivateEndpoint").inputs).toMatchObject({
      resourceGroupName: "rg-network",
      privateEndpointName: "pe-kv-contoso-keys",
      location: "northeurope",
      privateLinkServiceConnections: [{ privateLinkServiceId: vaultId, groupIds: ["vault"] }],
    });
    expect(deployment.find("PrivateDnsZoneGroup").inputs).toMatchObject({
      privateEndpointName: "pe-kv-contoso-keys",
      privateDnsZoneConfigs: [
        {
          privateDnsZoneId: `${subscription}/resourceGroups/rg-hub/providers/Microsoft.Network/privateDnsZones/privatelink.vaultcore.azure.net`,
        },
      ],
    });
  });

  it("VaultMonitoring: keeps the audit log and tells people, of all that the alerts know", async () => {
    const deployment = await run("vaultMonitoring");
    const kinds = madeBy(deployment, "VaultMonitoring").map((made) => made.replace(/ .*/, ""));
    expect([...new Set(kinds)]).toEqual([
      "monitor:ActionGroup",
      "monitor:ActivityLogAlert",
      "monitor:DiagnosticSetting",
      "monitor:MetricAlert",
      "monitor:ScheduledQueryRule",
    ]);
    expect(deployment.find("DiagnosticSetting").inputs).toMatchObject({
      resourceUri: vaultId,
      workspaceId: `${subscription}/resourceGroups/rg-security/providers/Microsoft.OperationalInsights/workspaces/log-security`,
      logs: [{ category: "AuditEvent", enabled: true }],
    });
    expect(deployment.find("ActionGroup").inputs["emailReceivers"]).toMatchObject([
      { emailAddress: "platform@contoso.com" },
    ]);
    expect(deployment.outputs["actionGroupId"]).toMatch(/\/actionGroups\//);
  });

  it("KoreByok: makes all of it, each part below the component of its own", async () => {
    const deployment = await run("koreByok");
    expect(madeBy(deployment, "KoreByok")).toEqual([
      "authorization:ManagementLockByScope kore-delete-lock",
      "authorization:RoleAssignment kore-crypto-user-on-vault",
      "index/servicePrincipal:ServicePrincipal kore-app",
      "keyvault:Key kore-key",
      "keyvault:Vault kore-vault",
      "resources:ResourceGroup kore-group",
    ]);
    const parentOf = (type: string) => deployment.find(type).parent.split("$").pop();
    expect(parentOf("keyvault:Vault")).toBe("kore-byok-azure:index:ByokVault::kore");
    expect(parentOf("keyvault:Key")).toBe("kore-byok-azure:index:ByokKey::kore");
    expect(parentOf("RoleAssignment")).toBe("kore-byok-azure:index:KoreKeyAccess::kore");
    expect(parentOf("index/servicePrincipal:ServicePrincipal")).toBe(
      "kore-byok-azure:index:KoreServicePrincipal::kore",
    );
    expect(deployment.find("RoleAssignment").inputs["scope"]).toBe(
      `${groupId}/providers/Microsoft.KeyVault/vaults/kv-kore-contoso`,
    );
    expect(deployment.outputs["handoff"]).toMatchObject({ shareWithKore: { "Key Name": "kore-byok" } });
  });
});

describe("an example with all of it", () => {
  /** Of all subcommands, `kore-byok handoff` reads the most. */
  const read = Object.keys(readByHandoff.shape).sort();

  it.each(["koreByok", "../typescript/index"])("exports what the operator's command reads: %s", async (name) => {
    expect(Object.keys((await run(name)).outputs).sort()).toEqual(read);
  });

  it("exports it in YAML too", () => {
    const file = join(folder, "../yaml/Pulumi.yaml");
    expect(Object.keys((parse(readFileSync(file, "utf8")) as { outputs: object }).outputs).sort()).toEqual(read);
  });

  it.each(["README.md", "components/README.md"])("shows it in %s", (page) => {
    const text = readFileSync(join(folder, "../..", page), "utf8");
    const [, exported = ""] = /export const \{([^}]*)\} = byok;/.exec(text)!;
    expect(exported.match(/\w+/g)!.sort()).toEqual(read);
  });

  it("lets `kore-byok revoke` take Kore's access, in TypeScript", async () => {
    expect((await run("../typescript/index")).made.map(({ type }) => type)).toContain(
      "azure-native:authorization:RoleAssignment",
    );
    const revoked = await run("../typescript/index", { "kore-byok-azure:koreAccess": "revoked" });
    expect(revoked.outputs["roleAssignmentIds"]).toEqual([]);
  });
});
