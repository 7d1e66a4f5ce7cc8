import ipaddr from "ipaddr.js";
import { v4 as newGuid } from "uuid";
import { AzureError } from "../../model";
import type { ArmResource } from "../../model";
import type { Store } from "../../state/store";
import { parseResourceId } from "../resourceId";
import { keep } from "../resourceType";
import type { PutRequest, ResourceType } from "../resourceType";
import { networkApiVersions } from "./networkApiVersions";
import { rangeOf } from "./subnets";

interface IpConfiguration {
  properties: { privateIPAddress: string; subnet: { id: string } };
}

/**
 * Network interfaces of private endpoints: made and removed with their endpoint, read for their address
 * (pulumi/pulumi-azure-native#3245). Others are not simulated.
 */
export const networkInterfaces: ResourceType = {
  type: "Microsoft.Network/networkInterfaces",
  apiVersions: networkApiVersions,
  placement: "group",
  deletable: false,
};

/** The interfaces of an endpoint. */
export function interfacesOf(store: Store, endpoint: ArmResource): ArmResource[] {
  const key = endpoint.id.toLowerCase();
  return Object.values(store.state.resources).filter(
    (each) =>
      each.type === networkInterfaces.type &&
      (each.properties.privateEndpoint as { id: string } | undefined)?.id.toLowerCase() === key,
  );
}

/** The private addresses of an endpoint: one, or none for an endpoint that was planted without an interface. */
export function addressesOf(store: Store, endpoint: ArmResource): string[] {
  return interfacesOf(store, endpoint)
    .flatMap((nic) => (nic.properties.ipConfigurations ?? []) as IpConfiguration[])
    .map(({ properties }) => properties.privateIPAddress);
}

/**
 * Makes the interface of a new endpoint, with the address asked for or the first free one.
 *
 * Azure keeps the first four addresses and the last one of every subnet. Source:
 * learn.microsoft.com/azure/virtual-network/virtual-networks-faq. Codes and words of the refusals are unverified.
 *
 * @throws AzureError 400 where the address is not in the subnet, taken, or none is left.
 */
export function addNetworkInterface(
  store: Store,
  request: PutRequest,
  subnet: ArmResource,
  wanted: { name?: string; address?: string },
): void {
  const name = wanted.name ?? `${request.id.name}.nic.${newGuid()}`;
  const group = `/subscriptions/${request.id.subscriptionId}/resourceGroups/${request.id.resourceGroup}`;
  const id = parseResourceId(`${group}/providers/Microsoft.Network/networkInterfaces/${name}`);
  const address = freeAddress(store, subnet, wanted.address);
  keep(store, { id }, networkInterfaces.type, {
    location: request.body.location,
    properties: {
      ipConfigurations: [
        {
          name: `privateEndpointIpConfig.${newGuid()}`,
          properties: {
            privateIPAddress: address,
            privateIPAllocationMethod: wanted.address === undefined ? "Dynamic" : "Static",
            subnet: { id: subnet.id },
            primary: true,
          },
        },
      ],
      privateEndpoint: { id: request.id.id },
      provisioningState: "Succeeded",
    },
  });
}

function freeAddress(store: Store, subnet: ArmResource, wanted: string | undefined): string {
  const [start, bits] = rangeOf(subnet.properties);
  const first = toNumber(ipaddr.IPv4.networkAddressFromCIDR(`${start.toString()}/${bits}`)) + 4;
  const last = toNumber(ipaddr.IPv4.broadcastAddressFromCIDR(`${start.toString()}/${bits}`)) - 1;
  const taken = takenAddresses(store, subnet);
  if (wanted !== undefined) {
    const number = toNumber(ipaddr.IPv4.parse(wanted));
    if (number >= first && number <= last && !taken.has(wanted)) return wanted;
    throw new AzureError(
      400,
      taken.has(wanted) ? "PrivateIPAddressInUse" : "PrivateIPAddressNotInSubnet",
      `Private static IP address ${wanted} is not free in subnet ${subnet.id}.`,
    );
  }
  for (let number = first; number <= last; number += 1) {
    const address = [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join(".");
    if (!taken.has(address)) return address;
  }
  throw new AzureError(400, "SubnetIsFull", `Subnet ${subnet.id} has no free IP address.`);
}

function takenAddresses(store: Store, subnet: ArmResource): Set<string> {
  const key = subnet.id.toLowerCase();
  return new Set(
    Object.values(store.state.resources)
      .filter((each) => each.type === networkInterfaces.type)
      .flatMap((nic) => (nic.properties.ipConfigurations ?? []) as IpConfiguration[])
      .filter(({ properties }) => properties.subnet.id.toLowerCase() === key)
      .map(({ properties }) => properties.privateIPAddress),
  );
}

function toNumber(address: ipaddr.IPv4): number {
  return address.octets.reduce((sum, octet) => sum * 256 + octet, 0);
}
