import * as network from "@pulumi/azure-native/network";
import * as privatedns from "@pulumi/azure-native/privatedns";
import * as pulumi from "@pulumi/pulumi";
import { checkedArgs } from "./checkedArgs";
import { checkEnvironment } from "./plan/clouds";
import { defaults, PrivateDns } from "./plan/defaults";
import {
  checkEndpointDns,
  checkNetworkReadable,
  networkIdOf,
  networkLinkName,
  planEndpointDns,
  zoneConfigName,
  type EndpointDnsPlan,
} from "./plan/endpointPlan";
import { checkResourceId, checkSubnetId, parseResourceId } from "./plan/resourceIds";

/** Arguments of `VaultPrivateEndpoint`. */
export interface VaultPrivateEndpointArgs {
  /** Required. ARM ID of the vault. */
  vaultId: pulumi.Input<string>;
  /** Required. Name of the vault. */
  vaultName: pulumi.Input<string>;
  /** Required. Resource group of the endpoint, and of a zone that is made. */
  resourceGroupName: pulumi.Input<string>;
  /** Required. ARM ID of the subnet. Another subnet later replaces the endpoint. */
  subnetId: pulumi.Input<string>;
  /** Optional. Name of the endpoint, for a vault with several. Default: `pe-` and the vault's name. */
  endpointName?: pulumi.Input<string>;
  /**
   * Conditional. Region of the network: required where the network stands in another subscription than the vault.
   * Default: read from the network. The vault's own region does not matter.
   */
  location?: pulumi.Input<string>;
  /** Optional. `create`, `existing` or `policy` (Azure Policy owns the zone group). Default `create`. */
  privateDns?: PrivateDns;
  /** Conditional. With `privateDns: existing`: ARM ID of the private DNS zone. */
  privateDnsZoneId?: pulumi.Input<string>;
  /** Optional. ARM IDs of networks linked to a created zone. Default: the endpoint's network. */
  virtualNetworkIds?: string[];
  /** Optional. Azure's cloud as `azure-native:environment` spells it: it decides the zone's name. Default: the public cloud. */
  environment?: string;
  /** Optional. Tags of the endpoint, and of a zone and links that are made. */
  tags?: pulumi.Input<{ [name: string]: string }>;
}

/**
 * The customer's own private endpoint to a vault, for operators and CI: their way in while public access is off. It is
 * no way in for Kore, which makes an endpoint of its own for the customer to approve; so nothing here is protected.
 *
 * @example
 * const endpoint = new VaultPrivateEndpoint("operators", {
 *   vaultId: vault.vaultId,
 *   vaultName: vault.vaultName,
 *   resourceGroupName: vault.resourceGroupName,
 *   subnetId: subnet.id,
 * });
 */
export class VaultPrivateEndpoint extends pulumi.ComponentResource {
  /** ARM ID of the private endpoint. */
  public readonly privateEndpointId: pulumi.Output<string>;

  constructor(name: string, args: VaultPrivateEndpointArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kore-byok-azure:index:VaultPrivateEndpoint", name, args, opts);
    const checked = checkedArgs(`VaultPrivateEndpoint "${name}"`, args, check);
    const { privateDns = defaults.privateDns, virtualNetworkIds, environment } = checked;
    const plan = planEndpointDns(
      { privateDns, virtualNetworkIds, environment },
      typeof checked.subnetId === "string" ? checked.subnetId : undefined,
    );
    const endpoint = createEndpoint(name, checked, this);
    // With privateDns policy there is none: Azure Policy's zone group would be a second one, and an endpoint takes one.
    const zoneId = plan.createsZone ? createZone(name, plan, checked, this) : checked.privateDnsZoneId;
    if (zoneId !== undefined) {
      createZoneGroup(name, plan, checked, endpoint, zoneId, this);
    }

    this.privateEndpointId = endpoint.id;
    this.registerOutputs({ privateEndpointId: this.privateEndpointId });
  }
}

function check(plain: Partial<pulumi.Unwrap<VaultPrivateEndpointArgs>>, pending: ReadonlySet<string>) {
  const { vaultId, subnetId, privateDns = defaults.privateDns } = plain;
  const problems = [
    ...(vaultId === undefined ? [] : checkResourceId("vaultId", "Microsoft.KeyVault/vaults", vaultId)),
    ...(subnetId === undefined ? [] : checkSubnetId("subnetId", subnetId)),
    ...checkEnvironment("environment", plain.environment),
    ...checkEndpointDns({ ...plain, privateDns }, "virtualNetworkIds", pending),
  ];
  const readsRegion = plain.location === undefined && !pending.has("location");
  return problems.length === 0 && readsRegion && vaultId !== undefined && subnetId !== undefined
    ? checkNetworkReadable(vaultId, subnetId)
    : problems;
}

function createEndpoint(name: string, args: VaultPrivateEndpointArgs, parent: pulumi.Resource) {
  const privateEndpointName = args.endpointName ?? pulumi.interpolate`pe-${args.vaultName}`;
  return new network.PrivateEndpoint(
    `${name}-endpoint`,
    {
      resourceGroupName: args.resourceGroupName,
      privateEndpointName,
      location: args.location ?? regionOfNetwork(args.subnetId, parent),
      // The ID alone: any other field of the subnet, once stated, would replace the endpoint when it changes.
      subnet: { id: args.subnetId },
      privateLinkServiceConnections: [
        { name: privateEndpointName, privateLinkServiceId: args.vaultId, groupIds: ["vault"] },
      ],
      tags: args.tags,
    },
    { parent },
  );
}

/** An endpoint stands in its network's region, which is not always the vault's. */
function regionOfNetwork(subnetId: pulumi.Input<string>, parent: pulumi.Resource) {
  const subnet = pulumi.output(subnetId).apply((id) => {
    const parsed = parseResourceId("Microsoft.Network/virtualNetworks/subnets", id);
    if (parsed === undefined) {
      throw new Error(`unchecked subnetId ${id}`);
    }
    return { resourceGroupName: parsed.resourceGroupName, virtualNetworkName: parsed.names[0] ?? "" };
  });
  return network.getVirtualNetworkOutput(
    { resourceGroupName: subnet.resourceGroupName, virtualNetworkName: subnet.virtualNetworkName },
    { parent },
  ).location;
}

function createZone(
  name: string,
  plan: EndpointDnsPlan,
  args: VaultPrivateEndpointArgs,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const { resourceGroupName, tags } = args;
  const zone = new privatedns.PrivateZone(
    `${name}-zone`,
    // Stated, since the provider would put the stack's region there.
    { resourceGroupName, privateZoneName: plan.zoneName, location: "global", tags },
    { parent },
  );
  for (const { resourceName, virtualNetworkId } of plan.links) {
    const networkId = pulumi.output(virtualNetworkId ?? pulumi.output(args.subnetId).apply(networkIdOf));
    new privatedns.VirtualNetworkLink(
      `${name}-${resourceName}`,
      {
        resourceGroupName,
        privateZoneName: zone.name,
        virtualNetworkLinkName: networkId.apply(networkLinkName),
        location: "global",
        registrationEnabled: false,
        virtualNetwork: { id: networkId },
        tags,
      },
      { parent },
    );
  }
  return zone.id;
}

function createZoneGroup(
  name: string,
  plan: EndpointDnsPlan,
  args: VaultPrivateEndpointArgs,
  endpoint: network.PrivateEndpoint,
  privateDnsZoneId: pulumi.Input<string>,
  parent: pulumi.Resource,
): void {
  new network.PrivateDnsZoneGroup(
    `${name}-zone-group`,
    {
      resourceGroupName: args.resourceGroupName,
      privateEndpointName: endpoint.name,
      privateDnsZoneGroupName: "default",
      privateDnsZoneConfigs: [{ name: zoneConfigName(plan.zoneName), privateDnsZoneId }],
    },
    { parent },
  );
}
