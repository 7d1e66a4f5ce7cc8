import { createAzure } from "../../../simulator/createAzure";
import type { Azure } from "../../../simulator/azure";

describe("Azure Policy", () => {
  let azure: Azure;
  let vaultId: string;
  beforeEach(async () => {
    azure = await createAzure();
    const groupId = `/subscriptions/${azure.state.subscriptionId}/resourceGroups/rg`;
    vaultId = `${groupId}/providers/Microsoft.KeyVault/vaults/kv-policies`;
    await azure.arm.put(groupId, { location: "westeurope" }, "2024-03-01");
  });
  afterEach(() => azure.close());

  const put = () =>
    azure.arm.put(
      vaultId,
      {
        location: "westeurope",
        properties: {
          tenantId: azure.state.tenantId,
          sku: { family: "A", name: "premium" },
          publicNetworkAccess: "Enabled",
        },
      },
      "2024-11-01",
    );

  it("changes what a request asks for, and tells nobody", async () => {
    const type = "Microsoft.KeyVault/vaults";
    azure.outside.setPolicies([
      { effect: "modify", name: "private", type, field: "properties.publicNetworkAccess", value: "Disabled" },
      { effect: "modify", name: "cost", type, field: "tags.costCenter", value: "4711" },
      { effect: "modify", name: "others", type: "Microsoft.Network/privateDnsZones", field: "tags.a", value: "b" },
    ]);

    expect(await put()).toMatchObject({
      tags: { costCenter: "4711" },
      properties: { publicNetworkAccess: "Disabled" },
    });
    expect(azure.log.entries.at(-1)).toMatchObject({ status: 201 });
  });

  it("denies what is not allowed, by name, and leaves nothing behind", async () => {
    azure.outside.setPolicies([
      {
        effect: "deny",
        name: "no-public-vaults",
        type: "Microsoft.KeyVault/vaults",
        field: "properties.publicNetworkAccess",
        allowed: ["Disabled"],
      },
    ]);

    await expect(put()).rejects.toMatchObject({
      status: 403,
      code: "RequestDisallowedByPolicy",
      message: expect.stringContaining("no-public-vaults") as unknown,
    });
    await expect(azure.arm.get(vaultId, "2024-11-01")).rejects.toMatchObject({ status: 404 });
  });
});
