import { networkOf } from "./network";
import { Tenant, expectRefusal, version } from "./tenant";

describe("A private endpoint of the customer", () => {
  let tenant: Tenant;
  let network: ReturnType<typeof networkOf>;

  beforeEach(async () => {
    tenant = await Tenant.create();
    network = networkOf(tenant);
    await network.putNetwork();
    await network.putSubnet();
    await tenant.putVault();
  });
  const get = async (id = network.endpointId) => (await tenant.azure.arm.get(id, version.network)).properties;
  const connections = async () =>
    (await tenant.azure.arm.get(tenant.vaultId(), version.vault)).properties.privateEndpointConnections as
      { id: string; properties: { privateLinkServiceConnectionState: { status: string } } }[] | undefined;

  it("to an own vault is approved at once; the vault shows the connection", async () => {
    const endpoint = await network.putEndpoint(network.endpoint());
    expect(endpoint.properties).toMatchObject({
      subnet: { id: network.subnetId },
      privateLinkServiceConnections: [
        { name: "vault", properties: { privateLinkServiceConnectionState: { status: "Approved" } } },
      ],
      customDnsConfigs: [{ fqdn: "kv-one.vault.azure.net", ipAddresses: ["10.0.1.4"] }],
      provisioningState: "Succeeded",
    });
    expect(await connections()).toMatchObject([
      {
        properties: {
          privateEndpoint: { id: network.endpointId },
          privateLinkServiceConnectionState: { status: "Approved" },
        },
      },
    ]);
  });

  it("asked for by hand waits for approval and shows it then", async () => {
    const { privateLinkServiceConnections: manual, ...rest } = network.endpoint();
    const made = await network.putEndpoint({ ...rest, manualPrivateLinkServiceConnections: manual });
    const state = (status: string) => ({
      manualPrivateLinkServiceConnections: [{ properties: { privateLinkServiceConnectionState: { status } } }],
    });
    expect(made.properties).toMatchObject(state("Pending"));
    const [connection] = (await connections())!;
    const approved = { privateLinkServiceConnectionState: { status: "Approved" } };
    await tenant.azure.arm.put(connection!.id, { properties: approved }, version.vault);
    expect(await get()).toMatchObject(state("Approved"));
  });

  it("is Disconnected once the vault's owner removes the connection, or the vault goes", async () => {
    await network.putEndpoint(network.endpoint());
    const [connection] = (await connections())!;
    await tenant.azure.arm.delete(connection!.id, version.vault);
    expect(await get()).toMatchObject({
      privateLinkServiceConnections: [
        { properties: { privateLinkServiceConnectionState: { status: "Disconnected" } } },
      ],
    });
  });

  it("takes its connection and its interface along when it goes", async () => {
    const endpoint = await network.putEndpoint(network.endpoint());
    const [nic] = endpoint.properties.networkInterfaces as { id: string }[];
    await tenant.azure.arm.delete(network.endpointId, version.network);
    expect(await connections()).toBeUndefined();
    await expectRefusal(tenant.azure.arm.get(nic!.id, version.network), 404, "ResourceNotFound");
  });

  it("has an interface with its address, which is neither put nor deleted", async () => {
    const endpoint = await network.putEndpoint(network.endpoint({ customNetworkInterfaceName: "nic-pe" }));
    expect(endpoint.properties.networkInterfaces).toEqual([
      { id: tenant.id("Microsoft.Network/networkInterfaces", "nic-pe") },
    ]);
    const nic = await tenant.azure.arm.get(tenant.id("Microsoft.Network/networkInterfaces", "nic-pe"), version.network);
    expect(nic.properties).toMatchObject({
      ipConfigurations: [{ properties: { privateIPAddress: "10.0.1.4", subnet: { id: network.subnetId } } }],
    });
    await expectRefusal(tenant.azure.arm.delete(nic.id, version.network), 405, "MethodNotAllowed");
    await expectRefusal(tenant.azure.arm.put(nic.id, {}, version.network), 405, "MethodNotAllowed");
  });

  it("takes the next free address, or the one asked for", async () => {
    const second = tenant.id("Microsoft.Network/privateEndpoints", "pe2");
    await tenant.putVault({}, "kv-two");
    await network.putEndpoint(network.endpoint());
    const made = await network.putEndpoint(network.endpoint(), "westeurope", second);
    expect(made.properties).toMatchObject({ customDnsConfigs: [{ ipAddresses: ["10.0.1.5"] }] });
    const wanted = (privateIPAddress: string, name: string) =>
      network.putEndpoint(
        network.endpoint({
          ipConfigurations: [{ name: "ip", properties: { groupId: "vault", memberName: "default", privateIPAddress } }],
        }),
        "westeurope",
        tenant.id("Microsoft.Network/privateEndpoints", name),
      );
    await expectRefusal(wanted("10.0.1.5", "pe3"), 400, "PrivateIPAddressInUse");
    await expectRefusal(wanted("10.0.1.3", "pe3"), 400, "PrivateIPAddressNotInSubnet");
    await expectRefusal(wanted("10.0.2.9", "pe3"), 400, "PrivateIPAddressNotInSubnet");
    expect((await wanted("10.0.1.9", "pe3")).properties).toMatchObject({
      customDnsConfigs: [{ ipAddresses: ["10.0.1.9"] }],
    });
  });

  it("does not fit into a subnet without a free address", async () => {
    await network.putSubnet("10.0.2.0/29", "small");
    const subnet = { id: `${network.networkId}/subnets/small` };
    const put = (name: string) =>
      network.putEndpoint(
        network.endpoint({ subnet }),
        "westeurope",
        tenant.id("Microsoft.Network/privateEndpoints", name),
      );
    for (const name of ["a", "b", "c"]) await put(name);
    await expectRefusal(put("d"), 400, "SubnetIsFull");
  });

  it("needs a subnet that exists, in its own region", async () => {
    const absent = { subnet: { id: `${network.networkId}/subnets/absent` } };
    const words = `Resource ${network.networkId}/subnets/absent referenced by resource ${network.endpointId} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`;
    await expectRefusal(network.putEndpoint(network.endpoint(absent)), 400, "InvalidResourceReference", words);
    await expectRefusal(
      network.putEndpoint(network.endpoint(), "eastus"),
      400,
      "InvalidResourceReference",
      network.subnetId,
    );
  });

  it("may lead to a vault of another region", async () => {
    await tenant.azure.arm.put(tenant.vaultId("kv-us"), tenant.vaultBody({}, "eastus"), version.vault);
    const target = { privateLinkServiceId: tenant.vaultId("kv-us"), groupIds: ["vault"] };
    await network.putEndpoint(
      network.endpoint({ privateLinkServiceConnections: [{ name: "vault", properties: target }] }),
    );
  });

  it.each([[["vaults"]], [[]], [["vault", "vault"]]])("refuses the groups %j", (groupIds) =>
    expectRefusal(
      network.putEndpoint(
        network.endpoint({
          privateLinkServiceConnections: [
            { name: "vault", properties: { privateLinkServiceId: tenant.vaultId(), groupIds } },
          ],
        }),
      ),
      400,
      "BadRequest",
      "the one group 'vault'",
    ),
  );

  it("needs a vault that exists, and exactly one connection", async () => {
    const target = { privateLinkServiceId: tenant.vaultId("absent"), groupIds: ["vault"] };
    await expectRefusal(
      network.putEndpoint(network.endpoint({ privateLinkServiceConnections: [{ name: "v", properties: target }] })),
      400,
      "InvalidResourceReference",
      tenant.vaultId("absent"),
    );
    await expectRefusal(
      network.putEndpoint(network.endpoint({ privateLinkServiceConnections: [] })),
      400,
      "InvalidRequestContent",
      "exactly one private link service connection",
    );
  });

  it("keeps its subnet and its target; another PUT adds no second connection", async () => {
    await network.putSubnet("10.0.2.0/24", "other");
    await tenant.putVault({}, "kv-two");
    await network.putEndpoint(network.endpoint());
    await network.putEndpoint(network.endpoint());
    expect(await connections()).toHaveLength(1);
    await expectRefusal(
      network.putEndpoint(network.endpoint({ subnet: { id: `${network.networkId}/subnets/other` } })),
      400,
      "CannotChangeSubnetOnExistingPrivateEndpoint",
    );
    const target = { privateLinkServiceId: tenant.vaultId("kv-two"), groupIds: ["vault"] };
    await expectRefusal(
      network.putEndpoint(network.endpoint({ privateLinkServiceConnections: [{ name: "vault", properties: target }] })),
      400,
      "BadRequest",
      "Cannot change the private link resource",
    );
  });

  it("holds its subnet and network", async () => {
    await network.putEndpoint(network.endpoint());
    const words = `Subnet endpoints is in use by ${network.endpointId} and cannot be deleted.`;
    const remove = (id: string) => tenant.azure.arm.delete(id, version.network);
    await expectRefusal(remove(network.subnetId), 400, "InUseSubnetCannotBeDeleted", words);
    await expectRefusal(remove(network.networkId), 400, "InUseSubnetCannotBeDeleted", words);
    await remove(network.endpointId);
    await remove(network.networkId);
    await expectRefusal(tenant.azure.arm.get(network.subnetId, version.network), 404, "ParentResourceNotFound");
  });
});
