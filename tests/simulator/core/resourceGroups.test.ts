import { networkOf } from "./network";
import { Tenant, expectRefusal, version } from "./tenant";

describe("Resource groups", () => {
  let tenant: Tenant;
  beforeEach(async () => {
    tenant = await Tenant.create();
  });

  it("stay in their region", () =>
    expectRefusal(
      tenant.azure.arm.put(tenant.group("rg"), { location: "eastus" }, version.group),
      409,
      "InvalidResourceGroupLocation",
      "Invalid resource group location 'eastus'. The Resource group already exists in location 'westeurope'.",
    ));

  it("need a region that exists", () =>
    expectRefusal(
      tenant.azure.arm.put(tenant.group("moon"), { location: "moon" }, version.group),
      400,
      "LocationNotAvailableForResourceGroup",
    ));

  it.each(["rg.", "a".repeat(91), "rg?"])("may not be named %s", (name) =>
    expectRefusal(
      tenant.azure.arm.put(tenant.group(name), { location: "westeurope" }, version.group),
      400,
      "InvalidResourceGroup",
    ),
  );

  it("take everything inside along; a vault inside is soft-deleted, other groups stay", async () => {
    await tenant.putVault();
    await tenant.putKey();
    await tenant.assign(tenant.group("rg"), await tenant.kore());
    await tenant.azure.arm.put(tenant.group("rg2"), { location: "westeurope" }, version.group);
    await tenant.azure.arm.delete(tenant.group("rg"), version.group);
    expect(Object.keys(tenant.azure.state.resources)).toEqual([tenant.group("rg2").toLowerCase()]);
    expect(Object.keys(tenant.azure.state.deletedVaults)).toEqual(["kv-one"]);
    expect(tenant.azure.keys.findVault("kv-one")).toBeUndefined();
  });

  it("go with a network and the endpoint in it", async () => {
    const network = networkOf(tenant);
    await network.putNetwork();
    await network.putSubnet();
    await tenant.putVault();
    await network.putEndpoint(network.endpoint());
    await tenant.azure.arm.delete(tenant.group("rg"), version.group);
    expect(tenant.azure.state.resources).toEqual({});
  });

  it("are not deleted at all while something outside needs a part", async () => {
    const network = networkOf(tenant);
    await network.putNetwork();
    await network.putSubnet();
    await tenant.putVault();
    await tenant.azure.arm.put(tenant.group("rg2"), { location: "westeurope" }, version.group);
    const endpointId = tenant.id("Microsoft.Network/privateEndpoints", "pe", "rg2");
    await network.putEndpoint(network.endpoint(), "westeurope", endpointId);
    await expectRefusal(tenant.azure.arm.delete(tenant.group("rg"), version.group), 400, "InUseSubnetCannotBeDeleted");
    expect(tenant.azure.keys.findVault("kv-one")).toBeDefined();
  });
});
