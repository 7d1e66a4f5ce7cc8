import * as pulumi from "@pulumi/pulumi";
import {
  ByokVault,
  KoreByok,
  VaultPrivateEndpoint,
  type KoreByokArgs,
  type VaultPrivateEndpointArgs,
} from "../../components";
import { networkLinkName } from "../../components/plan/endpointPlan";
import { groupId, kore, login, vaultIdOf, type World } from "../support/mockedAzure";
import { deploy, failure } from "../support/mocks";

const networkGroup = `/subscriptions/${login.subscriptionId}/resourceGroups/rg-network/providers/Microsoft.Network`;
const network = `${networkGroup}/virtualNetworks/vnet-ops`;
const subnetId = `${network}/subnets/endpoints`;
/** The network stands in another region than the vault. */
const world: World = { networks: { "vnet-ops": { id: network, name: "vnet-ops", location: "northeurope" } } };

const required: VaultPrivateEndpointArgs = {
  vaultId: vaultIdOf("kv-a"),
  vaultName: "kv-a",
  resourceGroupName: "rg-kore-byok",
  subnetId,
};

function make(more: Partial<VaultPrivateEndpointArgs> = {}, where = world) {
  return deploy(() => {
    const { privateEndpointId } = new VaultPrivateEndpoint("operators", { ...required, ...more });
    return { privateEndpointId };
  }, where);
}

describe("VaultPrivateEndpoint", () => {
  it("makes endpoint, zone, link and zone group of the smallest call, with names of their own", async () => {
    const deployment = await make({ tags: { team: "platform" } });
    const inputs: Record<string, object> = Object.fromEntries(
      deployment.made.map((made) => [made.type.split(":").pop()!, made.inputs as object]),
    );
    expect(deployment.made).toHaveLength(4);
    expect(inputs).toEqual({
      PrivateZone: {
        resourceGroupName: "rg-kore-byok",
        privateZoneName: "privatelink.vaultcore.azure.net",
        location: "global",
        tags: { team: "platform" },
      },
      PrivateEndpoint: {
        resourceGroupName: "rg-kore-byok",
        privateEndpointName: "pe-kv-a",
        location: "northeurope",
        // The two policies are the SDK's own defaults.
        subnet: {
          id: subnetId,
          privateEndpointNetworkPolicies: "Disabled",
          privateLinkServiceNetworkPolicies: "Enabled",
        },
        privateLinkServiceConnections: [
          { name: "pe-kv-a", privateLinkServiceId: vaultIdOf("kv-a"), groupIds: ["vault"] },
        ],
        tags: { team: "platform" },
      },
      VirtualNetworkLink: {
        resourceGroupName: "rg-kore-byok",
        privateZoneName: "privatelink.vaultcore.azure.net",
        virtualNetworkLinkName: networkLinkName(network),
        location: "global",
        registrationEnabled: false,
        virtualNetwork: { id: network },
        tags: { team: "platform" },
      },
      PrivateDnsZoneGroup: {
        resourceGroupName: "rg-kore-byok",
        privateEndpointName: "pe-kv-a",
        privateDnsZoneGroupName: "default",
        privateDnsZoneConfigs: [
          {
            name: "privatelink-vaultcore-azure-net",
            privateDnsZoneId: `${groupId}/providers/Microsoft.Network/privateDnsZones/privatelink.vaultcore.azure.net`,
          },
        ],
      },
    });
    expect(deployment.outputs).toEqual({
      privateEndpointId: `${groupId}/providers/Microsoft.Network/privateEndpoints/pe-kv-a`,
    });
  });

  it("parents all it makes", async () => {
    const deployment = await make();
    const component = deployment.find("VaultPrivateEndpoint");
    deployment.made.forEach(({ parent }) => expect(parent).toBe(component.urn));
  });

  it("reads the region from the network, and not where it is told", async () => {
    const read = await make();
    expect(read.calls).toEqual([
      {
        token: "azure-native:network:getVirtualNetwork",
        inputs: { resourceGroupName: "rg-network", virtualNetworkName: "vnet-ops" },
      },
    ]);
    const told = await make({ location: "norwayeast" });
    expect(told.calls).toEqual([]);
    expect(told.find("PrivateEndpoint").inputs.location).toBe("norwayeast");
  });

  it("knows names and region in the preview of a vault that is to be made", async () => {
    const preview = await deploy(
      () => {
        const { tenantId } = login;
        const vault = new ByokVault("byok", { tenantId, resourceGroupName: "rg-kore-byok", vaultName: "kv-a" });
        new VaultPrivateEndpoint("operators", { ...required, vaultId: vault.vaultId, vaultName: vault.vaultName });
      },
      { ...world, preview: true },
    );
    expect(preview.find("PrivateEndpoint").inputs).toMatchObject({
      privateEndpointName: "pe-kv-a",
      location: "northeurope",
    });
    expect(preview.find("VirtualNetworkLink").inputs.virtualNetworkLinkName).toBe(networkLinkName(network));
  });

  it("takes a subnet that is an output", async () => {
    const deployment = await make({ subnetId: pulumi.output(Promise.resolve(subnetId)) });
    expect(deployment.find("PrivateEndpoint").inputs).toMatchObject({
      location: "northeurope",
      subnet: { id: subnetId },
    });
    const link = deployment.find("VirtualNetworkLink");
    expect(link.name).toBe("operators-own-network");
    expect(link.inputs).toMatchObject({
      virtualNetworkLinkName: networkLinkName(network),
      virtualNetwork: { id: network },
    });
  });

  it("keeps the resource of the network's link when the network is named, alone or among others", async () => {
    const hub = `${networkGroup}/virtualNetworks/vnet-hub`;
    const byDefault = (await make()).find("VirtualNetworkLink");
    const named = await make({ virtualNetworkIds: [hub, network] });
    const links = named.made.filter(({ type }) => type.endsWith(":VirtualNetworkLink"));
    expect(links.map(({ inputs }) => (inputs.virtualNetwork as { id: string }).id).sort()).toEqual([hub, network]);
    expect(links.find(({ name }) => name === byDefault.name)?.inputs).toEqual(byDefault.inputs);
  });

  it("uses an existing zone of any subscription and makes none", async () => {
    const privateDnsZoneId =
      "/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/rg-hub/providers/Microsoft.Network/privateDnsZones/privatelink.vaultcore.azure.net";
    const deployment = await make({ privateDns: "existing", privateDnsZoneId: pulumi.output(privateDnsZoneId) });
    expect(deployment.made.map(({ type }) => type.split(":").pop()).sort()).toEqual([
      "PrivateDnsZoneGroup",
      "PrivateEndpoint",
    ]);
    expect(deployment.find("PrivateDnsZoneGroup").inputs.privateDnsZoneConfigs).toMatchObject([{ privateDnsZoneId }]);
  });

  it("leaves the zone group to Azure Policy", async () => {
    const deployment = await make({ privateDns: "policy" });
    expect(deployment.made.map(({ type }) => type)).toEqual(["azure-native:network:PrivateEndpoint"]);
  });

  it("takes the zone of the cloud", async () => {
    const deployment = await make({ environment: "usgovernment" });
    expect(deployment.find("PrivateZone").inputs.privateZoneName).toBe("privatelink.vaultcore.usgovcloudapi.net");
  });

  it("gives a second endpoint a name of its own", async () => {
    const deployment = await make({ endpointName: "pe-kv-a-ci", privateDns: "policy" });
    expect(deployment.find("PrivateEndpoint").inputs).toMatchObject({
      privateEndpointName: "pe-kv-a-ci",
      privateLinkServiceConnections: [{ name: "pe-kv-a-ci" }],
    });
  });

  it("tells all that is wrong at once, and makes nothing", async () => {
    const { error, deployment } = await failure(
      () =>
        new VaultPrivateEndpoint("operators", {
          ...required,
          vaultId: "kv-a",
          subnetId: `${network}/subnets/GatewaySubnet`,
          privateDns: "existing",
          environment: "moon",
        }),
      world,
    );
    for (const key of ["vaultId", "subnetId", "privateDnsZoneId", "environment"]) {
      expect(error.message).toContain(`\n  ${key}: `);
    }
    expect(error.message).toContain('VaultPrivateEndpoint "operators": 4 problems');
    expect(deployment.made).toEqual([]);
  });

  const elsewhere = subnetId.replace(login.subscriptionId, "11111111-2222-4333-8444-555555555555");
  it.each<[string, Partial<VaultPrivateEndpointArgs>, World, RegExp]>([
    ["that is not there, or not shown", {}, {}, /ResourceNotFound/],
    ["of another subscription, with a namesake in the login's", { subnetId: elsewhere }, world, /login's subscription/],
    ["known late", { subnetId: pulumi.output(Promise.resolve(elsewhere)) }, {}, /ResourceNotFound/],
  ])(
    "leaves the region of a network %s to the provider, which keeps that of an endpoint",
    async (_, more, where, why) => {
      const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
      try {
        const deployment = await make(more, where);
        expect(deployment.find("PrivateEndpoint").inputs).not.toHaveProperty("location");
        expect(warn.mock.calls).toEqual([[expect.stringMatching(why)]]);
        expect(warn.mock.calls[0]![0]).toContain("  location: (not set)");
      } finally {
        warn.mockRestore();
      }
    },
  );

  it("takes the stated region of a network of another subscription", async () => {
    const told = await make({ subnetId: elsewhere, location: "northeurope" });
    expect(told.find("PrivateEndpoint").inputs.location).toBe("northeurope");
    expect(told.calls).toEqual([]);
  });

  it.each<[string, object, string]>([
    ["B85 a region that Azure does not have", { location: "Moon" }, "location"],
    ["B85 no region", { location: "" }, "location"],
    ["B90 another sub-resource", { groupIds: ["vaults"] }, "groupIds"],
    ["no subnet", { subnetId: undefined }, "subnetId"],
    ["B100 an output for who keeps the zone", { privateDns: pulumi.output("policy") }, "privateDns"],
    [
      "B100 outputs for the networks, which name links",
      { virtualNetworkIds: [pulumi.output(network)] },
      "virtualNetworkIds",
    ],
  ])("refuses %s, and makes nothing", async (_, bad, key) => {
    const { error, deployment } = await failure(
      () => new VaultPrivateEndpoint("operators", { ...required, ...bad }),
      world,
    );
    expect(error.message).toContain(`VaultPrivateEndpoint "operators": 1 problem\n  ${key}: `);
    expect(deployment.made).toEqual([]);
  });

  it("says nothing of a region without a second one: that is the vault's affair", async () => {
    const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
    try {
      expect((await make({ location: "Brazil South" })).find("PrivateEndpoint").inputs["location"]).toBe(
        "Brazil South",
      );
      expect(warn).not.toHaveBeenCalled();
    } finally {
      warn.mockRestore();
    }
  });

  it("refuses a way of DNS that there is not", async () => {
    const { error } = await failure(
      () => new VaultPrivateEndpoint("operators", { ...required, privateDns: "Policy" as never }),
      world,
    );
    expect(error.message).toContain('  privateDns: "Policy"');
  });
});

describe("KoreByok with endpointSubnetId", () => {
  const args: KoreByokArgs = { koreClientId: kore.clientId, vaultName: "kv-a", location: "westeurope" };
  const makeAll = (more: Partial<KoreByokArgs>) => deploy(() => new KoreByok("byok", { ...args, ...more }), world);

  it("makes the endpoint only then, in the vault's resource group", async () => {
    const without = await makeAll({ privateDns: "create", dnsVirtualNetworkIds: [] });
    expect(without.made.filter(({ type }) => /:(network|privatedns):/.test(type))).toEqual([]);
    expect(without.calls.map(({ token }) => token)).not.toContain("azure-native:network:getVirtualNetwork");

    const endpoint = (await makeAll({ endpointSubnetId: subnetId })).find("PrivateEndpoint");
    expect(endpoint.inputs).toMatchObject({
      resourceGroupName: "rg-kore-byok",
      location: "northeurope",
      privateLinkServiceConnections: [{ privateLinkServiceId: vaultIdOf("kv-a") }],
    });
  });

  it("hands on the zone, the networks, the cloud and the tags", async () => {
    const hub = `${networkGroup}/virtualNetworks/vnet-hub`;
    const created = await makeAll({
      endpointSubnetId: subnetId,
      dnsVirtualNetworkIds: [hub],
      environment: "china",
      tags: { team: "platform" },
    });
    expect(created.find("PrivateZone").inputs).toMatchObject({
      privateZoneName: "privatelink.vaultcore.azure.cn",
      tags: { team: "platform" },
    });
    expect(created.find("VirtualNetworkLink").inputs.virtualNetwork).toEqual({ id: hub });

    const privateDnsZoneId = `${networkGroup}/privateDnsZones/privatelink.vaultcore.azure.net`;
    const existing = await makeAll({ endpointSubnetId: subnetId, privateDns: "existing", privateDnsZoneId });
    expect(existing.find("PrivateDnsZoneGroup").inputs.privateDnsZoneConfigs).toMatchObject([{ privateDnsZoneId }]);
  });

  it("locks the vault after the endpoint stands", async () => {
    const deployment = await makeAll({ endpointSubnetId: subnetId });
    expect(deployment.find("ManagementLockByScope").options.dependencies).toContain(
      deployment.find("PrivateEndpoint").urn,
    );
  });

  it("takes a network of another subscription", async () => {
    const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
    try {
      const other = subnetId.replace(login.subscriptionId, "11111111-2222-4333-8444-555555555555");
      const endpoint = (await makeAll({ endpointSubnetId: other })).find("PrivateEndpoint");
      expect(endpoint.inputs).toMatchObject({ subnet: { id: other } });
      expect(warn.mock.calls).toEqual([[expect.stringContaining("VaultPrivateEndpoint")]]);
    } finally {
      warn.mockRestore();
    }
  });

  it.each<[Partial<KoreByokArgs>, string]>([
    [{ privateDns: "policy" }, "privateDns"],
    [{ dnsVirtualNetworkIds: [network] }, "dnsVirtualNetworkIds"],
    [{ privateDnsZoneId: `${networkGroup}/privateDnsZones/privatelink.vaultcore.azure.net` }, "privateDnsZoneId"],
  ])("refuses %j without it: it would have no effect", async (more, key) => {
    const { error } = await failure(() => new KoreByok("byok", { ...args, ...more }), world);
    expect(error.message).toContain(`\n  ${key}: `);
    expect(error.message).toContain("without endpointSubnetId");
  });
});
