import { koreAddress, startStack, type Stack } from "../support/stack";

/** Private mode with every key that goes with it: Kore asks for a connection of its own, and the customer approves it. */
describe("the stack in private mode, with every key set", () => {
  let stack: Stack;
  let outputs: Record<string, unknown>;
  const vaultId = () => outputs["vaultId"] as string;

  beforeAll(async () => {
    stack = await startStack({ vaultName: "kv-kore-private", keySize: 2048 });
    const { subscriptionId } = stack.azure.state;
    const group = `/subscriptions/${subscriptionId}/resourceGroups/rg-network`;
    const network = `${group}/providers/Microsoft.Network/virtualNetworks/vnet-hub`;
    const workspace = `${group}/providers/Microsoft.OperationalInsights/workspaces/log-hub`;
    const { arm } = stack.azure;
    const location = "northeurope";
    await arm.put(group, { location }, "2024-03-01");
    await arm.put(
      network,
      { location, properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } } },
      "2024-05-01",
    );
    await arm.put(`${network}/subnets/operators`, { properties: { addressPrefix: "10.0.1.0/24" } }, "2024-05-01");
    await arm.put(workspace, { location, properties: { sku: { name: "PerGB2018" } } }, "2023-09-01");
    stack.configure({
      koreProduct: "ai-for-work",
      koreAppOwnerTenantId: stack.azure.state.applications[0]!.ownerTenantId,
      servicePrincipal: "create",
      tenantId: stack.azure.state.tenantId,
      resourceGroupName: "rg-kore-private",
      existingResourceGroup: false,
      vaultSku: "premium",
      softDeleteRetentionDays: 90,
      keyName: "kore-byok-private",
      existingKey: false,
      keyType: "RSA-HSM",
      keyRotation: { rotateAfter: "P1Y", expireAfter: "P2Y", notifyBeforeExpiry: "P30D" },
      enforcementDate: "2099-01-31",
      allowKeyReplacement: false,
      koreAccess: "active",
      koreRole: "crypto-user",
      koreAccessScope: "key",
      networkMode: "privateEndpoint",
      trustedMicrosoftServices: false,
      endpointSubnetId: `${network}/subnets/operators`,
      privateDns: "create",
      dnsVirtualNetworkIds: [network],
      logAnalyticsWorkspaceId: workspace,
      alertEmails: ["platform@contoso.com"],
      deleteLock: true,
      tags: { team: "platform" },
    });
    await stack.succeed("up --yes --skip-preview");
    outputs = await stack.workspace.outputs();
  });
  afterAll(() => stack.close());

  it("has nothing to change in a second run, refreshed or not", async () => {
    const before = stack.writes().length;
    await stack.succeed("preview --expect-no-changes");
    await stack.succeed("preview --refresh --expect-no-changes");
    expect(stack.writes().slice(before)).toEqual([]);
  });

  it("grants Kore both roles of AI for Work, and tells them", () => {
    expect(outputs["networkMode"]).toBe("privateEndpoint");
    expect((outputs["roleAssignmentIds"] as string[]).map((id) => id.toLowerCase()).sort()).toEqual(
      stack.holdings().roleAssignments,
    );
    expect(stack.holdings().roleAssignments).toHaveLength(2);
    expect(outputs["keyIdentifier"]).toBe("https://kv-kore-private.vault.azure.net/keys/kore-byok-private");
  });

  it("fails Kore's Test Configuration over the public network", async () => {
    const refused = await stack.rehearse(koreAddress);
    expect(refused.passed).toBe(false);
    expect(refused.said).toMatch(/public (network )?access/i);
  });

  it("lets it pass once Kore's connection is approved, not before, and no longer once it is rejected", async () => {
    const connection = await stack.azure.outside.requestPrivateEndpoint(vaultId(), {
      endpointId:
        "/subscriptions/77777777-7777-4777-8777-777777777777/resourceGroups/rg-kore/providers/Microsoft.Network/privateEndpoints/pe-customer",
      requestMessage: "Kore.ai BYOK",
    });
    expect((await stack.rehearse(connection)).passed).toBe(false);
    await stack.azure.outside.setPrivateEndpointConnection(vaultId(), connection, "Approved");
    expect(await stack.rehearse(connection)).toEqual({ passed: true, said: "" });
    await stack.azure.outside.setPrivateEndpointConnection(vaultId(), connection, "Rejected");
    expect((await stack.rehearse(connection)).passed).toBe(false);
    await stack.azure.outside.setPrivateEndpointConnection(vaultId(), connection, "Approved");
  });

  it("leaves Kore's connection alone in later runs, and keeps all through a destroy", async () => {
    const before = stack.holdings();
    const connections = () =>
      stack.azure.state.resources[vaultId().toLowerCase()]?.properties["privateEndpointConnections"];
    const connected = structuredClone(connections());
    stack.configure({ tags: { team: "platform", costs: "42" } });
    await stack.succeed("up --yes --skip-preview");
    expect(connections()).toEqual(connected);
    expect((await stack.run("destroy --yes --skip-preview --run-program")).exitCode).not.toBe(0);
    expect(stack.holdings()).toEqual(before);
    expect(connections()).toEqual(connected);
  });
});
