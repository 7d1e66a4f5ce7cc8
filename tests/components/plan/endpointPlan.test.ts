import fc from "fast-check";
import {
  checkEndpointDns,
  networkIdOf,
  networkLinkName,
  planEndpointDns,
  unreadRegion,
  zoneConfigName,
  PrivateDns,
  type EndpointDnsRequest,
} from "../../../components/plan/endpointPlan";

const subscription = "/subscriptions/8d2f9a44-7c3b-4e0d-9a55-2b1c3d4e5f60";
const group = `${subscription}/resourceGroups/rg-network/providers/Microsoft.Network`;
const network = (name: string) => `${group}/virtualNetworks/${name}`;
const zone = (name: string) => `${group}/privateDnsZones/${name}`;
const publicZone = "privatelink.vaultcore.azure.net";

describe("planEndpointDns", () => {
  it.each([
    [undefined, "privatelink.vaultcore.azure.net"],
    ["public", "privatelink.vaultcore.azure.net"],
    ["usgovernment", "privatelink.vaultcore.usgovcloudapi.net"],
    ["China", "privatelink.vaultcore.azure.cn"],
  ])("takes the one zone name of the cloud %s", (environment, zoneName) => {
    expect(planEndpointDns({ privateDns: "create", environment }, undefined).zoneName).toBe(zoneName);
  });

  it.each([
    [PrivateDns.Create, true],
    [PrivateDns.Existing, false],
    [PrivateDns.Policy, false],
  ])("with %s makes a zone and its links: %s", (privateDns, createsZone) => {
    const plan = planEndpointDns({ privateDns, virtualNetworkIds: [network("a")] }, undefined);
    expect(plan.createsZone).toBe(createsZone);
    expect(plan.links).toHaveLength(createsZone ? 1 : 0);
  });

  it.each([undefined, []])("links the endpoint's network where the list is %j", (virtualNetworkIds) => {
    const { links } = planEndpointDns(
      { privateDns: "create", virtualNetworkIds },
      `${network("vnet-ops")}/subnets/endpoints`,
    );
    expect(links).toEqual([
      { virtualNetworkId: network("vnet-ops"), resourceName: networkLinkName(network("vnet-ops")) },
    ]);
  });

  it("links the endpoint's network when only Azure's answer tells which it is", () => {
    expect(planEndpointDns({ privateDns: "create" }, undefined).links).toEqual([{ resourceName: "own-network" }]);
  });

  it("links the networks of the list and no other", () => {
    const virtualNetworkIds = [network("a"), network("b")];
    const { links } = planEndpointDns({ privateDns: "create", virtualNetworkIds }, `${network("c")}/subnets/s`);
    expect(links.map(({ virtualNetworkId }) => virtualNetworkId)).toEqual(virtualNetworkIds);
  });

  it("calls a network's link the same wherever it stands in the list, and by default", () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9._-]{0,62}[a-z0-9]$/), { minLength: 1, maxLength: 8 });
    const twoOrders = names.chain((given) =>
      fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
    );
    const namesByNetwork = (virtualNetworkIds: string[]): Record<string, string> =>
      Object.fromEntries(
        planEndpointDns({ privateDns: "create", virtualNetworkIds }, undefined).links.map((link) => [
          link.virtualNetworkId!,
          link.resourceName,
        ]),
      );
    fc.assert(
      fc.property(twoOrders, ([given, shuffled]) => {
        const before = namesByNetwork(given.map(network));
        expect(namesByNetwork(shuffled.map(network))).toEqual(before);
        const [own] = planEndpointDns({ privateDns: "create" }, `${network(given[0]!)}/subnets/endpoints`).links;
        expect(own!.resourceName).toBe(before[network(given[0]!)]);
      }),
    );
  });
});

describe("networkLinkName", () => {
  it("is that of the ID, which Azure compares without case", () => {
    expect(networkLinkName(network("vnet-ops").toUpperCase())).toBe(networkLinkName(network("vnet-ops")));
    expect(networkLinkName(network("vnet-ops"))).toMatch(/^vnet-ops-[0-9a-f]{8}$/);
  });

  it("tells networks of one name apart", () => {
    expect(networkLinkName(network("hub"))).not.toBe(networkLinkName(network("hub").replace("rg-network", "rg-other")));
  });

  it("fits a link's 80 characters for the longest name of a network", () => {
    expect(networkLinkName(network("n".repeat(64))).length).toBeLessThanOrEqual(80);
  });
});

describe("names and IDs", () => {
  it("takes the network from a subnet's ID, in any case", () => {
    expect(networkIdOf(`${network("a")}/subnets/endpoints`)).toBe(network("a"));
    expect(networkIdOf(`${network("a")}/Subnets/endpoints`)).toBe(network("a"));
  });

  it("writes a zone's name without dots", () => {
    expect(zoneConfigName(publicZone)).toBe("privatelink-vaultcore-azure-net");
  });
});

describe("checkEndpointDns", () => {
  const none: ReadonlySet<string> = new Set();
  const problemsOf = (request: EndpointDnsRequest, pending = none) =>
    checkEndpointDns(request, "dnsVirtualNetworkIds", pending).map(({ key, value }) => [key, value]);

  it.each<EndpointDnsRequest>([
    { privateDns: "create" },
    { privateDns: "create", virtualNetworkIds: [] },
    { privateDns: "create", virtualNetworkIds: [network("a"), network("b")] },
    { privateDns: "existing", privateDnsZoneId: zone(publicZone) },
    { privateDns: "existing", privateDnsZoneId: zone(publicZone.toUpperCase()) },
    { privateDns: "existing", privateDnsZoneId: zone("privatelink.vaultcore.azure.cn"), environment: "china" },
    { privateDns: "policy" },
  ])("accepts %j", (request) => {
    expect(problemsOf(request)).toEqual([]);
  });

  it("wants the zone with existing, unless it is given and not known yet", () => {
    expect(problemsOf({ privateDns: "existing" })).toEqual([["privateDnsZoneId", undefined]]);
    expect(problemsOf({ privateDns: "existing" }, new Set(["privateDnsZoneId"]))).toEqual([]);
  });

  it.each([
    ["privatelink.vault.azure.net", undefined],
    ["vault.azure.net", undefined],
    ["privatelink.vaultcore.azure.net.evil.example", undefined],
    ["privatelink.vaultcore.azure.cn", undefined],
    ["privatelink.vaultcore.azure.net", "usgovernment"],
  ])("refuses the zone %s in the cloud %s", (name, environment) => {
    expect(problemsOf({ privateDns: "existing", privateDnsZoneId: zone(name), environment })).toEqual([
      ["privateDnsZoneId", name],
    ]);
  });

  it.each(["create", "policy"] as const)("refuses a zone with %s, which would not be used", (privateDns) => {
    const privateDnsZoneId = zone(publicZone);
    expect(problemsOf({ privateDns, privateDnsZoneId })).toEqual([["privateDnsZoneId", privateDnsZoneId]]);
    // What is made depends on it being given, so it is refused before it is known.
    expect(problemsOf({ privateDns }, new Set(["privateDnsZoneId"]))).toEqual([["privateDnsZoneId", undefined]]);
  });

  it.each(["existing", "policy"] as const)("refuses networks with %s, which would not be linked", (privateDns) => {
    const request = { privateDns, privateDnsZoneId: privateDns === "existing" ? zone(publicZone) : undefined };
    expect(problemsOf({ ...request, virtualNetworkIds: [network("a")] })).toEqual([
      ["dnsVirtualNetworkIds", [network("a")]],
    ]);
  });

  it("refuses what is no network, and a network named twice in another case", () => {
    const twice = network("a").toUpperCase();
    const subnet = `${network("b")}/subnets/s`;
    expect(problemsOf({ privateDns: "create", virtualNetworkIds: [network("a"), subnet, twice] })).toEqual([
      ["dnsVirtualNetworkIds[1]", subnet],
      ["dnsVirtualNetworkIds[2]", twice],
    ]);
  });
});

it("a region that cannot be read is only warned of, with the region that is taken and how to state another", () => {
  const problem = unreadRegion(network("a"), "AuthorizationFailed");
  expect(problem).toMatchObject({ key: "location", severity: "warning" });
  for (const part of [network("a"), "AuthorizationFailed", "azure-native:location"]) {
    expect(problem.rule).toContain(part);
  }
  expect(problem.fix).toContain("VaultPrivateEndpoint");
});
