import ipaddr from "ipaddr.js";
import { z } from "zod";
import { AzureError } from "../../model";
import type { ArmResource } from "../../model";
import type { Store } from "../../state/store";
import { isWithin } from "../resourceId";
import { keep } from "../resourceType";
import type { PutRequest, ResourceType } from "../resourceType";
import { networkApiVersions } from "./networkApiVersions";

const policies = z.enum(["Enabled", "Disabled", "NetworkSecurityGroupEnabled", "RouteTableEnabled"]);

/** `properties` of a subnet: what a private endpoint and a vault's network rules need of it. */
export const subnetProperties = z
  .strictObject({
    addressPrefix: z.string().optional(),
    addressPrefixes: z.array(z.string()).length(1).optional(),
    serviceEndpoints: z
      .array(z.strictObject({ service: z.string(), locations: z.array(z.string()).optional() }))
      .optional(),
    privateEndpointNetworkPolicies: policies.optional(),
    privateLinkServiceNetworkPolicies: z.enum(["Enabled", "Disabled"]).optional(),
    defaultOutboundAccess: z.boolean().optional(),
    /** Azure's own; accepted when sent back. */
    provisioningState: z.string().optional(),
  })
  .refine((subnet) => (subnet.addressPrefix === undefined) !== (subnet.addressPrefixes === undefined), {
    message: "exactly one of addressPrefix and addressPrefixes is required",
  });
/** The properties as a body holds them: one of the two address properties is there. */
export type SubnetProperties = z.infer<typeof subnetProperties>;

/** Subnets. Source: learn.microsoft.com/azure/virtual-network/virtual-network-manage-subnet; words as in public reports. */
export const subnets: ResourceType = {
  type: "Microsoft.Network/virtualNetworks/subnets",
  apiVersions: networkApiVersions,
  placement: "group",
  body: z.strictObject({ properties: subnetProperties }),

  put(store, request) {
    const network = store.state.resources[request.id.parentId.toLowerCase()]!;
    const wanted = request.body.properties as SubnetProperties;
    const others = subnetsOf(store, network).filter((other) => other !== request.existing);
    checkSubnets(network.name, network.properties as unknown as AddressSpace, [
      ...others.map((other) => ({ name: other.name, properties: other.properties })),
      { name: request.id.name, properties: wanted },
    ]);
    return keepSubnet(store, request, wanted);
  },

  refuseDelete(store, subnet, going) {
    const key = subnet.id.toLowerCase();
    const user = Object.values(store.state.resources).find(
      (resource) =>
        resource.type === "Microsoft.Network/privateEndpoints" &&
        (resource.properties.subnet as { id?: string } | undefined)?.id?.toLowerCase() === key &&
        !going.has(resource.id.toLowerCase()),
    );
    if (user === undefined) return;
    throw new AzureError(
      400,
      "InUseSubnetCannotBeDeleted",
      `Subnet ${subnet.name} is in use by ${user.id} and cannot be deleted. In order to delete the subnet, delete all ` +
        `the resources within the subnet. See aka.ms/deletesubnet.`,
    );
  },
};

/** The part of a virtual network that its subnets must fit into. */
export interface AddressSpace {
  addressSpace: { addressPrefixes: string[] };
}

/** The subnets of a network, as kept. */
export function subnetsOf(store: Store, network: ArmResource): ArmResource[] {
  return Object.values(store.state.resources).filter(
    (each) => each.type === subnets.type && isWithin(each.id.toLowerCase(), network.id.toLowerCase()),
  );
}

/** Keeps a subnet whose range has been checked. */
export function keepSubnet(
  store: Store,
  request: Pick<PutRequest, "id" | "existing">,
  wanted: SubnetProperties,
): ArmResource {
  return keep(store, request, subnets.type, {
    properties: {
      privateEndpointNetworkPolicies: "Disabled",
      privateLinkServiceNetworkPolicies: "Enabled",
      ...wanted,
      provisioningState: "Succeeded",
    },
  });
}

/**
 * Each subnet lies inside the network's address space and apart from the others.
 *
 * @throws AzureError 400 `NetcfgInvalidSubnet` or `NetcfgSubnetRangesOverlap`.
 */
export function checkSubnets(
  networkName: string,
  { addressSpace }: AddressSpace,
  all: { name: string; properties: SubnetProperties }[],
): void {
  const space = addressSpace.addressPrefixes.map(parseRange);
  for (const [index, { name, properties }] of all.entries()) {
    const [start, bits] = rangeOf(properties);
    if (!space.some(([from, prefix]) => prefix <= bits && start.match(from, prefix))) {
      throw new AzureError(
        400,
        "NetcfgInvalidSubnet",
        `Subnet '${name}' is not valid in virtual network '${networkName}'.`,
      );
    }
    for (const other of all.slice(0, index)) {
      const [from, prefix] = rangeOf(other.properties);
      if (!start.match(from, Math.min(prefix, bits))) continue;
      throw new AzureError(
        400,
        "NetcfgSubnetRangesOverlap",
        `Subnet '${name}' is not valid because its IP address range overlaps with that of an existing subnet in ` +
          `virtual network '${networkName}'.`,
      );
    }
  }
}

/** The address range of a subnet: first address and prefix length. */
export function rangeOf(subnet: SubnetProperties): [ipaddr.IPv4, number] {
  return parseRange((subnet.addressPrefix ?? subnet.addressPrefixes?.[0])!);
}

function parseRange(prefix: string): [ipaddr.IPv4, number] {
  try {
    return ipaddr.IPv4.parseCIDR(prefix);
  } catch {
    throw new AzureError(400, "InvalidAddressPrefixFormat", `Address prefix ${prefix} is not formatted correctly.`);
  }
}
