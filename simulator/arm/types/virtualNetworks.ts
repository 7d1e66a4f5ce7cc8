import { z } from "zod";
import type { ArmResource } from "../../model";
import type { Store } from "../../state/store";
import { regionNames } from "../regions";
import { locatedBody } from "../requestBody";
import { parseResourceId } from "../resourceId";
import { keep } from "../resourceType";
import type { PutRequest, ResourceType } from "../resourceType";
import { networkApiVersions } from "./networkApiVersions";
import { checkSubnets, keepSubnet, subnetProperties, subnets, subnetsOf } from "./subnets";

const properties = z.strictObject({
  addressSpace: z.strictObject({ addressPrefixes: z.array(z.string()).min(1) }),
  subnets: z.array(z.strictObject({ name: z.string(), properties: subnetProperties })).optional(),
  enableDdosProtection: z.boolean().optional(),
  enableVmProtection: z.boolean().optional(),
});
type Properties = z.infer<typeof properties>;

/**
 * Virtual networks. Subnets listed in the body are all that the network has afterwards; without a list they stay.
 *
 * Source: learn.microsoft.com/azure/virtual-network/manage-virtual-network and virtual-network-manage-subnet.
 */
export const virtualNetworks: ResourceType = {
  type: "Microsoft.Network/virtualNetworks",
  apiVersions: networkApiVersions,
  placement: "group",
  locations: regionNames,
  body: locatedBody(properties),

  put(store, request) {
    const { subnets: listed, ...own } = request.body.properties as Properties;
    const before = request.existing ? subnetsOf(store, request.existing) : [];
    const all = listed ?? before.map(({ name, properties: kept }) => ({ name, properties: kept }));
    checkSubnets(request.id.name, own, all);
    const names = new Set(all.map(({ name }) => name.toLowerCase()));
    const unlisted = before.filter(({ name }) => !names.has(name.toLowerCase()));
    for (const subnet of unlisted) subnets.refuseDelete!(store, subnet, new Set());
    for (const subnet of unlisted) delete store.state.resources[subnet.id.toLowerCase()];
    const network = keep(store, request, this.type, {
      location: request.body.location,
      tags: request.body.tags,
      properties: { enableDdosProtection: false, ...own, provisioningState: "Succeeded" },
    });
    for (const subnet of listed ?? []) keepSubnet(store, subnetRequest(store, network, subnet.name), subnet.properties);
    return network;
  },

  view(store, network) {
    const inside = subnetsOf(store, network).map(({ id, name, properties: kept }) => ({ id, name, properties: kept }));
    return { ...network, properties: { ...network.properties, subnets: inside } };
  },
};

function subnetRequest(store: Store, network: ArmResource, name: string): Pick<PutRequest, "id" | "existing"> {
  const id = parseResourceId(`${network.id}/subnets/${name}`);
  return { id, existing: store.state.resources[id.key] };
}
