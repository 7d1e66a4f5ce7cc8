import fc from "fast-check";
import {
  checkResourceId,
  checkSubnetId,
  parseResourceId,
  subscriptionOf,
  vaultResourceId,
} from "../../../components/plan/resourceIds";

const subscriptionId = "8d2f9a44-7c3b-4e0d-9a55-2b1c3d4e5f60";
const subnet = (name: string) =>
  `/subscriptions/${subscriptionId}/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet/subnets/${name}`;
const names = fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9-]{1,20}$/);

describe("an ARM ID", () => {
  it("of a vault is read back as it was put together, whatever its case", () => {
    fc.assert(
      fc.property(fc.uuid(), names, names, fc.boolean(), (subscription, resourceGroupName, vaultName, shout) => {
        const id = vaultResourceId(subscription, resourceGroupName, vaultName);
        const given = shout ? id.replace("resourceGroups", "RESOURCEGROUPS").replace("Microsoft", "MICROSOFT") : id;
        expect(parseResourceId("Microsoft.KeyVault/vaults", given)).toEqual({
          subscriptionId: subscription,
          resourceGroupName,
          names: [vaultName],
        });
        expect(subscriptionOf(given)).toBe(subscription);
      }),
    );
  });

  it("of a subnet names network and subnet", () => {
    expect(parseResourceId("Microsoft.Network/virtualNetworks/subnets", subnet("ops"))?.names).toEqual(["vnet", "ops"]);
  });

  it.each([
    ["of another type", subnet("ops")],
    ["with something after it", `${vaultResourceId(subscriptionId, "rg", "kv")}/keys/kore-byok`],
    ["with something before it", `https://portal.azure.com${vaultResourceId(subscriptionId, "rg", "kv")}`],
    ["with a subscription's name for its ID", vaultResourceId("production", "rg", "kv")],
    ["that is a name", "kv-kore"],
    ["that is empty", ""],
  ])("%s is refused, with the shape that it has", (_, id) => {
    expect(checkResourceId("existingVaultId", "Microsoft.KeyVault/vaults", id)).toMatchObject([
      { value: id, rule: expect.stringContaining("/providers/Microsoft.KeyVault/vaults/<vault>") },
    ]);
  });

  it("without subscription has none to tell", () => {
    expect(() => subscriptionOf("kv-kore")).toThrow('"kv-kore"');
  });
});

describe("a subnet for a private endpoint", () => {
  it.each(["GatewaySubnet", "azurefirewallsubnet", "AzureBastionSubnet"])("is not %s", (name) => {
    expect(checkSubnetId("endpointSubnetId", subnet(name))[0]?.rule).toContain("reserved for an Azure service");
  });
  it("is any other", () => {
    expect(checkSubnetId("endpointSubnetId", subnet("endpoints"))).toEqual([]);
    expect(checkSubnetId("endpointSubnetId", "endpoints")).toHaveLength(1);
  });
});
