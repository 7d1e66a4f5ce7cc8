import { warnings, type Configuration } from "../support/stackConfiguration";

/** What stands just inside a rule, and is accepted. The numbers are those of the bad inputs beside it. */

const group = "/subscriptions/8d2f9a44-7c3b-4e0d-9a55-2b1c3d4e5f60/resourceGroups/rg/providers";
const ranges = (...koreIpRanges: string[]) => ({ networkMode: "firewall", koreIpRanges });
const thousand = Array.from({ length: 1000 }, (_, index) => `20.0.${index >> 8}.${index & 255}`);
const fifteen = Object.fromEntries(thousand.slice(0, 15).map((name) => [name, "x".repeat(256)]));
const reserved = /reserved word microsoft/;
const unreplicated = /not replicated to a second region/;

describe("the program accepts", () => {
  it.each<[string, Configuration]>([
    ["B11 the tenant's ID in lower case", { tenantId: "3f6d1c52-1b0e-4a55-9c61-5d0f6f0b7a11" }],
    ["B14 vaultName of 3", { vaultName: "kvk" }],
    ["B15 vaultName of 24", { vaultName: "k".repeat(24) }],
    ["B18 vaultName with single hyphens", { vaultName: "k-o-r-e" }],
    ["B22 vaultName left out", { vaultName: undefined }],
    ["B26 keyName of 1", { keyName: "k" }],
    ["B27 keyName of 127", { keyName: "K".repeat(127) }],
    ["B31 keySize 2048", { keySize: 2048 }],
    ["B39 keyType RSA-HSM on premium", { keyType: "RSA-HSM", vaultSku: "premium" }],
    ["B39 keyType left out on standard", { vaultSku: "standard" }],
    ["B45 softDeleteRetentionDays 90", { softDeleteRetentionDays: 90 }],
    ["B55, B57 the shortest rotation", { keyRotation: { rotateAfter: "P7D", expireAfter: "P28D" } }],
    ["B59 the longest rotation", { keyRotation: { rotateAfter: "P2Y" } }],
    ["B63 a range of the widest kind", ranges("20.42.0.0/16")],
    ["B65 a range's neighbours", ranges("172.15.255.255", "172.32.0.0/16", "11.0.0.0/24", "192.167.0.0/24")],
    ["B74 8.8.8.8", ranges("8.8.8.8")],
    ["B74 8.8.8.8/32", ranges("8.8.8.8/32")],
    ["B75 1,000 ranges", ranges(...thousand)],
    ["B84 a region as the portal spells it", { "azure-native:location": "West Europe" }],
    ["B88 private mode without a subnet", { networkMode: "privateEndpoint" }],
    [
      "B89 the zone of vaults",
      {
        endpointSubnetId: `${group}/Microsoft.Network/virtualNetworks/vnet/subnets/endpoints`,
        privateDns: "existing",
        privateDnsZoneId: `${group}/Microsoft.Network/privateDnsZones/privatelink.vaultcore.azure.net`,
      },
    ],
    ["azure-native:environment empty, as the provider takes it", { "azure-native:environment": "" }],
    [
      "what Pulumi.yaml declares beside an existing vault",
      {
        existingVaultId: `${group}/Microsoft.KeyVault/vaults/kv-there`,
        resourceGroupName: "rg-kore-byok",
        softDeleteRetentionDays: 90,
        operatorIpRanges: [],
        privateDns: "create",
      },
    ],
    ["B94 resourceGroupName of 90", { resourceGroupName: "r".repeat(90) }],
    ["B94 resourceGroupName of letters beyond a-z", { resourceGroupName: "rg-zürich" }],
    ["B95 15 tags of 256 characters", { tags: fifteen }],
    ["B101 no workspace", { logAnalyticsWorkspaceId: "(unset)" }],
  ])("%s", (_, configuration) => {
    expect(warnings(configuration)).toEqual([]);
  });

  it.each<[string, Configuration, RegExp]>([
    ["B25 vaultName with a reserved word", { vaultName: "microsoft-kv" }, reserved],
    ["B44 softDeleteRetentionDays 7", { softDeleteRetentionDays: 7 }, /it can never be raised/],
    ...(["resourceGroupName: rg-mine", "softDeleteRetentionDays: 30", "trustedMicrosoftServices: true"] as const).map(
      (line): [string, Configuration, RegExp] => {
        const [key, value] = line.split(": ") as [string, string];
        const existingVaultId = `${group}/Microsoft.KeyVault/vaults/kv-there`;
        return [`${line} beside existingVaultId`, { existingVaultId, [key]: value }, /no effect with existingVaultId/];
      },
    ),
    ["B86 location brazilsouth", { "azure-native:location": "brazilsouth" }, unreplicated],
    ["B86 location westus3", { "azure-native:location": "westus3" }, unreplicated],
  ])("%s, with a warning", (_, configuration, warning) => {
    expect(warnings(configuration)).toEqual([expect.stringMatching(warning)]);
  });
});
