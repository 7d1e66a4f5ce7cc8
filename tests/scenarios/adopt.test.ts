import { firewallMode, koreAddress, startStack, type Stack } from "../support/stack";
import { adopted } from "./configurations";

/** What the customer has already is used as it is. */
describe("what exists already", () => {
  let stack: Stack;
  let group: string;
  const vaultId = () => `${group}/providers/Microsoft.KeyVault/vaults/kv-shared`;
  const { networkMode, koreIpRanges, keySize } = firewallMode;

  beforeAll(async () => {
    stack = await startStack({ networkMode, koreIpRanges, keySize }, { inline: true });
    group = `/subscriptions/${stack.azure.state.subscriptionId}/resourceGroups/rg-shared`;
    await stack.azure.arm.put(group, { location: "westeurope" }, "2024-03-01");
    plantVault({});
    plantKey("their-key");
  });
  afterAll(() => stack.close());

  function plantVault(change: Record<string, unknown>, location = "westeurope"): void {
    stack.azure.outside.plant({
      id: vaultId(),
      name: "kv-shared",
      type: "Microsoft.KeyVault/vaults",
      location,
      properties: {
        tenantId: stack.azure.state.tenantId,
        sku: { family: "A", name: "premium" },
        accessPolicies: [],
        enableRbacAuthorization: true,
        enablePurgeProtection: true,
        enableSoftDelete: true,
        publicNetworkAccess: "Enabled",
        networkAcls: {
          bypass: "None",
          defaultAction: "Deny",
          ipRules: [{ value: "20.42.7.0/28" }],
          virtualNetworkRules: [],
        },
        ...change,
      },
    });
  }

  function plantKey(name: string): void {
    const properties = { kty: "RSA-HSM", keySize: 2048, keyOps: ["encrypt", "decrypt", "wrapKey", "unwrapKey"] };
    stack.azure.outside.plant({
      id: `${vaultId()}/keys/${name}`,
      name,
      type: "Microsoft.KeyVault/vaults/keys",
      properties,
    });
  }

  it("a vault that does not fit is refused with each mismatch, before anything is made", async () => {
    plantVault(
      {
        sku: { family: "A", name: "standard" },
        enableRbacAuthorization: false,
        enablePurgeProtection: undefined,
        networkAcls: { bypass: "None", defaultAction: "Allow", ipRules: [], virtualNetworkRules: [] },
      },
      "northeurope",
    );
    stack.configure({ existingVaultId: vaultId() });
    const open = await stack.run("preview");
    plantVault({ networkAcls: { bypass: "None", defaultAction: "Deny", ipRules: [], virtualNetworkRules: [] } });
    const closed = await stack.run("preview");
    plantVault({});
    expect([open.exitCode, closed.exitCode]).not.toContain(0);
    for (const mismatch of [
      "enableRbacAuthorization false",
      "enablePurgeProtection false",
      "location northeurope",
      "sku standard",
      "networkAcls.defaultAction Allow",
    ]) {
      expect(open.text).toContain(mismatch);
    }
    expect(closed.text).toContain("its firewall lacks Kore's 20.42.7.0/28");
    expect(stack.holdings().roleAssignments).toEqual([]);
  });

  it("a service principal that must exist and does not is named", async () => {
    stack.configure({ servicePrincipal: "lookup" });
    const { exitCode, text } = await stack.run("preview");
    expect(exitCode).not.toBe(0);
    expect(text).toContain(stack.kore.clientId);
    expect(stack.azure.state.servicePrincipals).toEqual([]);
    stack.configure({ servicePrincipal: undefined });
  });

  it("an app of another publisher is given nothing", async () => {
    stack.configure({
      koreAppOwnerTenantId: "cdcdcdcd-cdcd-4dcd-8dcd-cdcdcdcdcdcd",
      existingKey: true,
      keyName: "their-key",
    });
    const { exitCode, text } = await stack.run("up --yes --skip-preview");
    expect(exitCode).not.toBe(0);
    expect(text).toContain("this is not the expected app, and nothing is granted to it");
    expect(stack.holdings().roleAssignments).toEqual([]);
    stack.configure({ koreAppOwnerTenantId: undefined });
  });

  it("vault, key and service principal are used and never written, and Entra is not asked where the object ID is given", async () => {
    const [servicePrincipal] = stack.azure.state.servicePrincipals;
    const from = stack.azure.log.entries.length;
    stack.configure(adopted(vaultId(), "their-key", servicePrincipal!.objectId));
    await stack.succeed("up --yes --skip-preview");
    const calls = stack.azure.log.entries.slice(from);
    expect(calls.filter(({ action }) => !action.startsWith("GET ")).map(({ action }) => action)).toEqual([
      "PUT Microsoft.Authorization/roleAssignments",
    ]);
    expect(calls.filter(({ face }) => face === "entra")).toEqual([]);
    await stack.succeed("preview --refresh --expect-no-changes");
    expect((await stack.rehearse(koreAddress)).passed).toBe(true);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ["before the enforcement date", {}, "Kore uses the key of their-key: with another one it cannot read"],
    ["from it on", { enforcementDate: "2020-01-31" }, "since the enforcement date, 2020-01-31"],
    ["with the flag in the same update", { allowKeyReplacement: true }, "this takes two updates"],
  ])("another existing key is refused %s, in either scope", async (_, more, words) => {
    plantKey("their-other-key");
    for (const koreAccessScope of ["vault", "key"]) {
      stack.configure({ keyName: "their-other-key", koreAccessScope, ...more });
      const { exitCode, text } = await stack.run("up --yes --skip-preview");
      stack.configure({ keyName: "their-key", koreAccessScope: undefined });
      stack.configure({ enforcementDate: undefined, allowKeyReplacement: undefined });
      expect(exitCode).not.toBe(0);
      expect(text).toContain(words);
    }
    expect((await stack.rehearse(koreAddress)).passed).toBe(true);
  });

  it("a key that does not fit is refused with each mismatch", async () => {
    await stack.azure.keys.update(vaultId(), "their-key", undefined, { enabled: false });
    stack.configure({ keySize: 4096 });
    const { exitCode, text } = await stack.run("preview");
    expect(exitCode).not.toBe(0);
    for (const mismatch of ["exists with 2048 bits", "set keySize to 2048", "a disabled key refuses every call"])
      expect(text).toContain(mismatch);
    stack.configure({ keySize: 2048 });
  });

  it("neither the disabled key nor a firewall without Kore holds up the kill switch", async () => {
    plantVault({ networkAcls: { bypass: "None", defaultAction: "Deny", ipRules: [], virtualNetworkRules: [] } });
    stack.configure({ koreAccess: "revoked" });
    const { text } = await stack.succeed("up --yes --skip-preview");
    for (const finding of ["a disabled key refuses every call", "its firewall lacks Kore's 20.42.7.0/28"])
      expect(text).toContain(finding);
    expect(stack.holdings().roleAssignments).toEqual([]);
  });
});

describe("a resource group and a service principal that exist", () => {
  let stack: Stack;
  beforeAll(async () => {
    const existing = { resourceGroupName: "rg-shared", existingResourceGroup: true, servicePrincipal: "lookup" };
    stack = await startStack({ ...firewallMode, ...existing }, { inline: true });
    const group = `/subscriptions/${stack.azure.state.subscriptionId}/resourceGroups/rg-shared`;
    await stack.azure.arm.put(group, { location: "westeurope" }, "2024-03-01");
    await stack.azure.entra.createServicePrincipal(stack.kore.clientId);
  });
  afterAll(() => stack.close());

  it("are used and never written", async () => {
    const from = stack.writes().length;
    await stack.succeed("up --yes --skip-preview");
    expect(
      stack
        .writes()
        .slice(from)
        .map(({ action }) => action),
    ).toEqual([
      "PUT Microsoft.KeyVault/vaults",
      "PUT Microsoft.KeyVault/vaults/keys",
      "PUT Microsoft.Authorization/roleAssignments",
      "PUT Microsoft.Authorization/locks",
    ]);
    expect((await stack.rehearse(koreAddress)).passed).toBe(true);
  });

  it("do not hold up the kill switch once Entra has lost the service principal", async () => {
    const [servicePrincipal] = stack.azure.state.servicePrincipals;
    await stack.azure.entra.deleteServicePrincipal(servicePrincipal!.objectId);
    stack.configure({ koreAccess: "revoked" });
    const { text } = await stack.succeed("up --yes --skip-preview");
    expect(text).toContain("its service principal cannot be read");
    expect(stack.holdings().roleAssignments).toEqual([]);
    stack.configure({ koreAccess: undefined });
  });

  it("do not carry the vault to another region", async () => {
    stack.configure({ "azure-native:location": "northeurope" });
    const { exitCode, text } = await stack.run("preview");
    expect(exitCode).not.toBe(0);
    expect(text).toContain("exists with region westeurope, and a vault stays in its region");
  });
});

it("a name that a deleted vault holds is told with the way back, and nothing is purged", async () => {
  const stack = await startStack(firewallMode, { inline: true });
  const { azure } = stack;
  const group = `/subscriptions/${azure.state.subscriptionId}/resourceGroups/rg-kore-byok`;
  const vaultId = `${group}/providers/Microsoft.KeyVault/vaults/${firewallMode.vaultName}`;
  await azure.arm.put(group, { location: "westeurope" }, "2024-03-01");
  azure.outside.plant({
    id: vaultId,
    name: firewallMode.vaultName,
    type: "Microsoft.KeyVault/vaults",
    location: "westeurope",
    properties: { tenantId: azure.state.tenantId, sku: { family: "A", name: "premium" }, enablePurgeProtection: true },
  });
  await azure.arm.delete(vaultId, "2024-11-01");
  stack.configure({ existingResourceGroup: true });

  const { exitCode, text } = await stack.run("up --yes --skip-preview");
  await stack.close();

  expect(exitCode).not.toBe(0);
  expect(text).toContain(`a deleted vault still holds the name ${firewallMode.vaultName}`);
  expect(text).toContain(`az keyvault recover --name ${firewallMode.vaultName}`);
});
