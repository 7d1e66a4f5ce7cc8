import * as network from "@pulumi/azure-native/network";
import * as privatedns from "@pulumi/azure-native/privatedns";
import * as pulumi from "@pulumi/pulumi";
import { checkedArgs, reportProblems } from "./checkedArgs";
import { checkChoice } from "./plan/choices";
import { checkEnvironment } from "./plan/clouds";
import { vaultPrivateEndpointArguments } from "./plan/componentArguments";
import { defaults } from "./plan/defaults";
import {
  checkEndpointDns,
  networkIdOf,
  networkLinkName,
  planEndpointDns,
  unreadRegion,
  zoneConfigName,
  type EndpointDnsPlan,
  type PrivateDns,
} from "./plan/endpointPlan";
import { given } from "./plan/problem";
import { checkRegionName } from "./plan/regions";
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
   * Optional. Region of the network; the vault's own does not matter. Default: read from the network. If that cannot
   * be read, as in another subscription than the login's, `azure-native:location`, else the resource group's.
   */
  location?: pulumi.Input<string>;
  /** Optional. `create`, `existing` or `policy` (Azure Policy owns the zone group). Default `create`. */
  privateDns?: PrivateDns;
  /** Conditional. With `privateDns: existing`: ARM ID of the private DNS zone. */
  privateDnsZoneId?: pulumi.Input<string>;
  /**
   * Optional. ARM IDs of networks linked to a created zone. Default: the endpoint's network. Must be plain values, not
   * outputs: each names a link in the stack.
   */
  virtualNetworkIds?: string[];
  /**
   * Optional. Azure's cloud as `azure-native:environment` spells it: it decides the zone's name. Default: the public cloud.
   * Must be a plain value, not an output: it is the provider's own setting, known before anything is created.
   */
  environment?: string;
  /** Optional. Tags of the endpoint, and of a zone and links that are made. */
  tags?: pulumi.Input<{ [name: string]: string }>;
}

/**
 * The customer's own private endpoint to a vault, for operators and CI: their way in while public access is off. It
 * gives Kore no way in: that takes an endpoint on Kore's own side. So nothing here is protected.
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
    const component = `VaultPrivateEndpoint "${name}"`;
    const checked = checkedArgs(component, args, vaultPrivateEndpointArguments, check);
    const { privateDns = defaults.privateDns, virtualNetworkIds, environment } = checked;
    const plan = planEndpointDns(
      { privateDns, virtualNetworkIds, environment },
      typeof checked.subnetId === "string" ? checked.subnetId : undefined,
    );
    const endpoint = createEndpoint(name, component, checked, this);
    // None with privateDns policy: an endpoint takes one zone group, and that one is Azure Policy's.
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
  return [
    ...given(vaultId, (value) => checkResourceId("vaultId", "Microsoft.KeyVault/vaults", value)),
    ...given(subnetId, (value) => checkSubnetId("subnetId", value)),
    ...given(plain.location, (value) => checkRegionName("location", value)),
    ...checkChoice("privateDns", privateDns),
    ...checkEnvironment("environment", plain.environment),
    ...checkEndpointDns({ ...plain, privateDns }, "virtualNetworkIds", pending),
  ];
}

function createEndpoint(name: string, component: string, args: VaultPrivateEndpointArgs, parent: pulumi.Resource) {
  const privateEndpointName = args.endpointName ?? pulumi.interpolate`pe-${args.vaultName}`;
  return new network.PrivateEndpoint(
    `${name}-endpoint`,
    {
      resourceGroupName: args.resourceGroupName,
      privateEndpointName,
      location: args.location ?? regionOfNetwork(component, args.subnetId, parent),
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

/**
 * An endpoint is in its network's region, which is not always the vault's. If that cannot be read none is stated, and
 * the provider takes the region that the endpoint has in the state, else its own. So a read that fails once never
 * moves an endpoint: a region stated here instead would.
 */
function regionOfNetwork(
  component: string,
  subnetId: pulumi.Input<string>,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  return pulumi.output(subnetId).apply(async (id) => {
    const networkId = networkIdOf(id);
    const parsed = parseResourceId("Microsoft.Network/virtualNetworks", networkId);
    if (parsed === undefined) {
      throw new Error(`unchecked subnetId ${id}`);
    }
    const { resourceGroupName, names } = parsed;
    const [virtualNetworkName = ""] = names;
    try {
      const read = await network.getVirtualNetwork({ resourceGroupName, virtualNetworkName }, { parent });
      // It is read with the login's subscription, where a network of another may have a namesake.
      if (read.id?.toLowerCase() === networkId.toLowerCase() && read.location) {
        return read.location;
      }
      reportProblems(component, [unreadRegion(networkId, "it is not in the login's subscription")]);
    } catch (error) {
      reportProblems(component, [unreadRegion(networkId, (error as Error).message)]);
    }
    return undefined;
  }) as pulumi.Output<string>;
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
