import { checkExistingVault, type LiveVault, type VaultExpectation } from "../../../components/plan/existingVault";

const wanted: VaultExpectation = {
  tenantId: "3f6d1c52-1b0e-4a55-9c61-5d0f6f0b7a11",
  location: "westeurope",
  keyType: "RSA-HSM",
  networkMode: "firewall",
  koreIpRanges: ["20.42.7.0/28", "8.8.8.8"],
};
const live: LiveVault = {
  id: "/subscriptions/8d2f9a44-7c3b-4e0d-9a55-2b1c3d4e5f60/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv",
  location: "westeurope",
  sku: "premium",
  tenantId: wanted.tenantId,
  enableRbacAuthorization: true,
  enablePurgeProtection: true,
  publicNetworkAccess: "Enabled",
  networkAcls: {
    defaultAction: "Deny",
    ipRules: [{ value: "20.42.7.0/28" }, { value: "8.8.8.8" }, { value: "20.50.0.0/24" }],
  },
};

describe("an existing vault", () => {
  it.each<[string, Partial<LiveVault>, Partial<VaultExpectation>]>([
    ["fits in firewall mode", {}, {}],
    [
      "fits in private mode",
      { publicNetworkAccess: "Disabled", networkAcls: undefined },
      { networkMode: "privateEndpoint" },
    ],
    ["may let the operators' addresses in, in private mode", {}, { networkMode: "privateEndpoint", koreIpRanges: [] }],
    [
      "may be spelled as Azure spells",
      { location: "West Europe", tenantId: live.tenantId.toUpperCase(), sku: "Premium" },
      {},
    ],
    ["may be a standard one for a software key", { sku: "standard" }, { keyType: "RSA" }],
    [
      "may let Kore in by a wider rule",
      { networkAcls: { defaultAction: "Deny", ipRules: [{ value: "20.42.7.0/24" }, { value: "8.8.8.8/32" }] } },
      {},
    ],
    ["may stand anywhere when no region is asked for", { location: "eastus" }, { location: undefined }],
  ])("%s", (_, change, expectation) => {
    expect(checkExistingVault({ ...live, ...change }, { ...wanted, ...expectation })).toEqual([]);
  });

  const noAcl = { networkAcls: undefined };
  it.each<[string, Partial<LiveVault>, string, string]>([
    [
      "access policies",
      { enableRbacAuthorization: false },
      "enableRbacAuthorization false",
      "--enable-rbac-authorization true",
    ],
    [
      "a permission model that was never set",
      { enableRbacAuthorization: undefined },
      "enableRbacAuthorization false",
      "--enable-rbac-authorization true",
    ],
    [
      "no purge protection",
      { enablePurgeProtection: undefined },
      "enablePurgeProtection false",
      "--enable-purge-protection true",
    ],
    [
      "another tenant",
      { tenantId: "99999999-9999-4999-8999-999999999999" },
      "tenantId 99999999-9999-4999-8999-999999999999",
      "of that tenant",
    ],
    ["another region", { location: "northeurope" }, "location northeurope", "azure-native:location northeurope"],
    ["too low a tier for an HSM key", { sku: "standard" }, "sku standard", "keyType to RSA"],
    ["an open network", noAcl, "networkAcls.defaultAction Allow", "--default-action Deny"],
    [
      "no public access in firewall mode",
      { publicNetworkAccess: "Disabled" },
      "publicNetworkAccess Disabled",
      "privateEndpoint",
    ],
    [
      "no rule for Kore",
      { networkAcls: { defaultAction: "Deny", ipRules: [{ value: "8.8.8.8/32" }] } },
      "ipRules 8.8.8.8/32",
      "--ip-address 20.42.7.0/28",
    ],
  ])("with %s is refused, with the live value and the act", (_, change, value, fix) => {
    expect(checkExistingVault({ ...live, ...change }, wanted)).toEqual([
      { key: "existingVaultId", value, rule: expect.stringMatching(/^vault kv: /), fix: expect.stringContaining(fix) },
    ]);
  });

  it("is told all at once, and in the words of its owner's vault", () => {
    const problems = checkExistingVault({ ...live, enableRbacAuthorization: false, sku: "standard", ...noAcl }, wanted);
    expect(problems).toHaveLength(3);
  });
});
