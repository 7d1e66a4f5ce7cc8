import { checkVaultUpdate, type VaultIdentity } from "../../../components/plan/vaultUpdate";

describe("an update of a vault that stands", () => {
  const live: VaultIdentity = {
    location: "westeurope",
    tenantId: "11111111-1111-4111-8111-111111111111",
    sku: "premium",
    softDeleteRetentionInDays: 90,
  };
  const keysOf = (wanted: VaultIdentity, from = live) => checkVaultUpdate("kv", from, wanted).map(({ key }) => key);

  it.each<[string, VaultIdentity]>([
    ["nothing of its identity", live],
    ["the region in another spelling", { ...live, location: "West Europe" }],
    ["the tenant in another case", { ...live, tenantId: live.tenantId?.toUpperCase() }],
    ["what is not known yet", {}],
  ])("may change %s", (_, wanted) => {
    expect(keysOf(wanted)).toEqual([]);
  });

  it("may raise the tier to premium", () => {
    expect(keysOf({ ...live, sku: "premium" }, { ...live, sku: "standard" })).toEqual([]);
  });

  it.each<[string, VaultIdentity, string]>([
    ["location", { location: "northeurope" }, "pulumi config set azure-native:location westeurope"],
    ["tenantId", { tenantId: "99999999-9999-4999-8999-999999999999" }, `az login --tenant ${live.tenantId}`],
    ["softDeleteRetentionDays", { softDeleteRetentionInDays: 30 }, "set softDeleteRetentionDays to 90"],
    ["vaultSku", { sku: "standard" }, "set vaultSku to premium"],
  ])("may not change %s, and is told the way out", (key, change, fix) => {
    const problems = checkVaultUpdate("kv", live, { ...live, ...change });
    expect(problems.map((problem) => problem.key)).toEqual([key]);
    expect(problems[0]?.rule).toContain("vault kv exists with");
    expect(problems[0]?.fix).toContain(fix);
  });

  it("is told of all that it may not change at once", () => {
    expect(
      keysOf({ location: "northeurope", tenantId: "other", sku: "standard", softDeleteRetentionInDays: 7 }),
    ).toEqual(["location", "tenantId", "softDeleteRetentionDays", "vaultSku"]);
  });

  it("does not compare what Azure did not say", () => {
    expect(keysOf({ ...live, location: "northeurope" }, { sku: "premium" })).toEqual([]);
  });
});
