import { networkOf } from "./network";
import { Tenant, expectRefusal, version } from "./tenant";

describe("A private DNS zone", () => {
  let tenant: Tenant;
  let network: ReturnType<typeof networkOf>;

  beforeEach(async () => {
    tenant = await Tenant.create();
    network = networkOf(tenant);
    await network.putNetwork();
  });

  it("is global and has a domain name", async () => {
    expect((await network.putZone()).location).toBe("global");
    await expectRefusal(
      network.putZone(network.zoneId(), "westeurope"),
      400,
      "LocationNotAvailableForResourceType",
      "List of available regions for the resource type is 'global'.",
    );
    await expectRefusal(network.putZone(network.zoneId("vault")), 400, "BadRequest", "'vault'");
  });

  it("is not deleted while a network is linked to it, except with the resource group", async () => {
    const zone = await network.putZone();
    const link = await network.putLink();
    await expectRefusal(
      tenant.azure.arm.delete(zone.id, version.dns),
      409,
      "CannotDeleteResource",
      "'Microsoft.Network/privateDnsZones/privatelink.vaultcore.azure.net/virtualNetworkLinks/link'",
    );
    await tenant.azure.arm.delete(link.id, version.dns);
    await tenant.azure.arm.delete(zone.id, version.dns);
    await network.putZone();
    await network.putLink();
    await tenant.azure.arm.delete(tenant.group("rg"), version.group);
    expect(tenant.azure.state.resources).toEqual({});
  });

  it("is linked to a network that exists, globally", async () => {
    await expectRefusal(network.putLink(), 404, "ParentResourceNotFound");
    await network.putZone();
    const link = await network.putLink();
    expect(link.properties).toMatchObject({
      virtualNetwork: { id: network.networkId },
      registrationEnabled: false,
      virtualNetworkLinkState: "Completed",
    });
    const absent = { id: tenant.id("Microsoft.Network/virtualNetworks", "absent") };
    await expectRefusal(network.putLink(undefined, "l2", "global", absent), 400, "InvalidResourceReference", absent.id);
    await expectRefusal(network.putLink(undefined, "l2", "westeurope"), 400, "LocationNotAvailableForResourceType");
  });

  it("of one name is linked to a network once, also from another resource group", async () => {
    await tenant.azure.arm.put(tenant.group("rg2"), { location: "westeurope" }, version.group);
    const twin = network.zoneId(undefined, "rg2");
    await network.putZone();
    await network.putZone(twin);
    await network.putZone(network.zoneId("other.example"));
    await network.putLink();
    await network.putLink();
    const words =
      "A virtual network cannot be linked to multiple zones with overlapping namespaces. You tried to link virtual network with 'privatelink.vaultcore.azure.net' and 'privatelink.vaultcore.azure.net' zones.";
    await expectRefusal(network.putLink(twin), 400, "BadRequest", words);
    await network.putLink(network.zoneId("other.example"));
  });
});

describe("A private DNS zone group", () => {
  let tenant: Tenant;
  let network: ReturnType<typeof networkOf>;

  beforeEach(async () => {
    tenant = await Tenant.create();
    network = networkOf(tenant);
    await network.putNetwork();
    await network.putSubnet();
    await tenant.putVault();
    await network.putZone();
  });

  it("keeps the endpoint's record, and the endpoint shows its own no longer", async () => {
    await network.putEndpoint(network.endpoint());
    const group = await network.putZoneGroup([network.zoneId()]);
    expect(group.properties).toMatchObject({
      privateDnsZoneConfigs: [
        {
          name: "zone0",
          properties: {
            privateDnsZoneId: network.zoneId(),
            recordSets: [
              {
                recordType: "A",
                fqdn: "kv-one.privatelink.vaultcore.azure.net",
                ipAddresses: ["10.0.1.4"],
              },
            ],
          },
        },
      ],
    });
    const endpoint = await tenant.azure.arm.get(network.endpointId, version.network);
    expect(endpoint.properties.customDnsConfigs).toEqual([]);
  });

  it("needs an endpoint and zones that exist", async () => {
    await expectRefusal(network.putZoneGroup([network.zoneId()]), 404, "ParentResourceNotFound");
    await network.putEndpoint(network.endpoint());
    await expectRefusal(
      network.putZoneGroup([network.zoneId("absent.example")]),
      400,
      "InvalidPrivateDnsZoneIds",
      `Private Dns Zone group ${network.zoneGroupId} has invalid private dns zone ids`,
    );
    await expectRefusal(network.putZoneGroup([]), 400, "InvalidRequestContent", "privateDnsZoneConfigs");
  });

  it("is one per endpoint, and goes with it", async () => {
    await network.putEndpoint(network.endpoint());
    await network.putZoneGroup([network.zoneId()]);
    await network.putZoneGroup([network.zoneId()]);
    await expectRefusal(network.putZoneGroup([network.zoneId()], "second"), 400, "BadRequest", "'default'");
    await tenant.azure.arm.delete(network.endpointId, version.network);
    expect(tenant.azure.state.resources[network.zoneGroupId.toLowerCase()]).toBeUndefined();
  });
});

describe("A virtual network", () => {
  let tenant: Tenant;
  let network: ReturnType<typeof networkOf>;
  beforeEach(async () => {
    tenant = await Tenant.create();
    network = networkOf(tenant);
  });
  const subnet = (name: string, addressPrefix: string) => ({ name, properties: { addressPrefix } });
  const names = async () =>
    ((await tenant.azure.arm.get(network.networkId, version.network)).properties.subnets as { name: string }[]).map(
      ({ name }) => name,
    );

  it("has the subnets of its body; without a list they stay; unlisted ones go", async () => {
    await network.putNetwork({ subnets: [subnet("a", "10.0.1.0/24"), subnet("b", "10.0.2.0/24")] });
    expect(await names()).toEqual(["a", "b"]);
    await network.putNetwork();
    expect(await names()).toEqual(["a", "b"]);
    await network.putNetwork({ subnets: [subnet("b", "10.0.2.0/24")] });
    expect(await names()).toEqual(["b"]);
  });

  it("keeps a subnet in use, and then changes nothing at all", async () => {
    await network.putNetwork({ subnets: [subnet("endpoints", "10.0.1.0/24")] });
    await tenant.putVault();
    await network.putEndpoint(network.endpoint());
    await expectRefusal(network.putNetwork({ subnets: [] }), 400, "InUseSubnetCannotBeDeleted");
    expect(await names()).toEqual(["endpoints"]);
  });

  it("holds its subnets inside its space and apart", async () => {
    const outside = { subnets: [subnet("a", "10.1.0.0/24")] };
    await expectRefusal(network.putNetwork(outside), 400, "NetcfgInvalidSubnet", "Subnet 'a' is not valid");
    await network.putNetwork();
    await network.putSubnet("10.0.1.0/24", "a");
    await network.putSubnet("10.0.1.0/25", "a");
    await expectRefusal(network.putSubnet("10.0.0.0/23", "b"), 400, "NetcfgSubnetRangesOverlap", "Subnet 'b'");
    await expectRefusal(network.putSubnet("10.1.0.0/24", "b"), 400, "NetcfgInvalidSubnet");
    await expectRefusal(network.putSubnet("10.0.0.0/15", "b"), 400, "NetcfgInvalidSubnet");
    await expectRefusal(network.putSubnet("10.0.3", "b"), 400, "InvalidAddressPrefixFormat");
    const shrunk = { addressSpace: { addressPrefixes: ["10.0.128.0/17"] } };
    await expectRefusal(network.putNetwork(shrunk), 400, "NetcfgInvalidSubnet");
  });
});
