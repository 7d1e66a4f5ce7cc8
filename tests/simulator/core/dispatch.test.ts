import { Tenant, expectRefusal, version } from "./tenant";

describe("Azure Resource Manager denies by default", () => {
  let tenant: Tenant;
  beforeEach(async () => {
    tenant = await Tenant.create();
  });
  const put = (id: string, apiVersion: string, body = {}) => tenant.azure.arm.put(id, body, apiVersion);

  it("an unknown namespace", () =>
    expectRefusal(put(tenant.id("Microsoft.Foo/bars", "x"), "2024-01-01"), 404, "InvalidResourceNamespace"));

  it("an unknown type", () =>
    expectRefusal(
      put(tenant.id("Microsoft.KeyVault/managedHSMs", "x"), "2024-11-01"),
      404,
      "InvalidResourceType",
      "The resource type 'managedHSMs' could not be found in the namespace 'Microsoft.KeyVault'",
    ));

  it("an unknown or a missing api-version, reads included", async () => {
    const supported = "The supported api-versions are '2023-02-01";
    await expectRefusal(put(tenant.vaultId(), "2016-10-01"), 400, "NoRegisteredProviderFound", supported);
    await expectRefusal(tenant.azure.arm.get(tenant.vaultId(), "2016-10-01"), 400, "NoRegisteredProviderFound");
    await expectRefusal(tenant.azure.arm.delete(tenant.vaultId(), ""), 400, "MissingApiVersionParameter");
  });

  it("an unknown property, wherever it stands, and tells all problems at once", async () => {
    const body = { ...tenant.vaultBody({ enablePurgeProtecton: true, sku: { family: "A", name: "gold" } }), zones: [] };
    const call = put(tenant.vaultId(), version.vault, body);
    await expectRefusal(call, 400, "InvalidRequestContent", "Could not find member 'zones'");
    await expectRefusal(call, 400, "InvalidRequestContent", "Path 'properties.enablePurgeProtecton'");
    await expectRefusal(call, 400, "InvalidRequestContent", "properties.sku.name");
    expect(tenant.azure.state.resources[tenant.vaultId().toLowerCase()]).toBeUndefined();
  });

  it("an ID that is not one", async () => {
    await expectRefusal(put("kv-one", version.vault), 404, "MissingSubscription");
    await expectRefusal(
      put(`${tenant.group("rg")}/providers/Microsoft.KeyVault/vaults`, version.vault),
      400,
      "InvalidResourceId",
    );
    await expectRefusal(put(`${tenant.group("rg")}//kv`, version.vault), 400, "InvalidResourceId");
    await expectRefusal(put(`${tenant.subscription}/resourceGroups`, version.group), 400, "InvalidResourceId");
  });

  it("an ID that ends in nothing or hangs on nothing", async () => {
    await expectRefusal(
      put(`${tenant.group("rg")}/providers/Microsoft.KeyVault/vaults/`, version.vault),
      400,
      "InvalidResourceId",
      "empty segment",
    );
    const elsewhere = `${tenant.subscription}/places/rg/providers/Microsoft.KeyVault/vaults/kv-one`;
    await expectRefusal(put(elsewhere, version.vault), 400, "InvalidResourceId", "/resourceGroups/{name} is missing");
  });

  it("a type in the wrong place", async () => {
    const outside = `${tenant.subscription}/providers/Microsoft.KeyVault/vaults/kv-one`;
    await expectRefusal(put(outside, version.vault, tenant.vaultBody()), 404, "InvalidResourceType");
    const onVault = `${tenant.vaultId()}/providers/Microsoft.KeyVault/vaults/kv-two`;
    await expectRefusal(put(onVault, version.vault, tenant.vaultBody()), 404, "InvalidResourceType");
  });

  it("an unknown subscription", () =>
    expectRefusal(
      put("/subscriptions/99999999-9999-4999-8999-999999999999/resourceGroups/rg", version.group),
      404,
      "SubscriptionNotFound",
      "'99999999-9999-4999-8999-999999999999'",
    ));

  it("a missing resource group", () =>
    expectRefusal(
      put(tenant.id("Microsoft.KeyVault/vaults", "kv-one", "absent"), version.vault, tenant.vaultBody()),
      404,
      "ResourceGroupNotFound",
      "Resource group 'absent' could not be found.",
    ));

  it("a child in a missing resource group", () =>
    expectRefusal(
      put(`${tenant.id("Microsoft.KeyVault/vaults", "kv-one", "absent")}/keys/k`, version.vault),
      404,
      "ResourceGroupNotFound",
    ));

  it("a child without its parent", () =>
    expectRefusal(
      tenant.putKey(),
      404,
      "ParentResourceNotFound",
      "Can not perform requested operation on nested resource. Parent resource 'kv-one' not found.",
    ));

  it("a read and a delete of what is not there", async () => {
    await expectRefusal(
      tenant.azure.arm.get(tenant.vaultId(), version.vault),
      404,
      "ResourceNotFound",
      "'Microsoft.KeyVault/vaults/kv-one' under resource group 'rg'",
    );
    await expectRefusal(tenant.azure.arm.delete(tenant.vaultId(), version.vault), 404, "ResourceNotFound");
    await expectRefusal(tenant.azure.arm.get(tenant.group("absent"), version.group), 404, "ResourceGroupNotFound");
  });

  it("a region that is none", () =>
    expectRefusal(
      put(tenant.vaultId(), version.vault, tenant.vaultBody({}, "moon")),
      400,
      "LocationNotAvailableForResourceType",
      "The provided location 'moon' is not available for resource type 'Microsoft.KeyVault/vaults'.",
    ));

  it("a move to another region", async () => {
    await tenant.putVault();
    await expectRefusal(
      put(tenant.vaultId(), version.vault, tenant.vaultBody({}, "northeurope")),
      409,
      "InvalidResourceLocation",
      "The resource 'kv-one' already exists in location 'westeurope' in resource group 'rg'.",
    );
  });
});

describe("Azure Resource Manager", () => {
  it("compares IDs without case, and keeps the first spelling", async () => {
    const tenant = await Tenant.create();
    await tenant.putVault();
    const again = await tenant.azure.arm.put(tenant.vaultId().toUpperCase(), tenant.vaultBody(), version.vault);
    expect(again.id).toBe(tenant.vaultId());
    expect(Object.keys(tenant.azure.state.resources)).toHaveLength(2);
    expect((await tenant.azure.arm.get(tenant.vaultId().toLowerCase(), version.vault)).name).toBe("kv-one");
  });

  it("answers a region in ARM's spelling", async () => {
    const tenant = await Tenant.create();
    const group = await tenant.azure.arm.put(tenant.group("other"), { location: "North Europe" }, version.group);
    expect(group.location).toBe("northeurope");
  });

  it("answers copies: a caller cannot change Azure through them", async () => {
    const tenant = await Tenant.create();
    const put = await tenant.putVault();
    const got = await tenant.azure.arm.get(put.id, version.vault);
    for (const answer of [put, got]) (answer.properties.sku as { name: string }).name = "changed";
    const found = tenant.azure.keys.findVault("kv-one")!;
    found.properties.vaultUri = "changed";
    const kept = await tenant.azure.arm.get(put.id, version.vault);
    expect(kept.properties).toMatchObject({ sku: { name: "premium" }, vaultUri: "https://kv-one.vault.azure.net/" });
  });

  it("keeps the time of creation over updates", async () => {
    const tenant = await Tenant.create();
    const { createdAt } = await tenant.putVault();
    tenant.azure.outside.advanceClock(5_000);
    expect((await tenant.putVault()).createdAt).toBe(createdAt);
  });

  it("limits tags", async () => {
    const tenant = await Tenant.create();
    const tags = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`tag${index}`, "x"]));
    const call = tenant.azure.arm.put(tenant.group("tagged"), { location: "westeurope", tags }, version.group);
    await expectRefusal(call, 400, "InvalidRequestContent", "at most 50 tags");
  });
});
