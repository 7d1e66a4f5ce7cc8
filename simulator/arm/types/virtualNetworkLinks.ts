import { z } from "zod";
import { AzureError } from "../../model";
import type { Store } from "../../state/store";
import { requireReferenced } from "../references";
import { globalLocation } from "../regions";
import { locatedBody, referencedId } from "../requestBody";
import { keep } from "../resourceType";
import type { PutRequest, ResourceType } from "../resourceType";
import { privateDnsApiVersions } from "./networkApiVersions";

const properties = z.strictObject({
  virtualNetwork: z.strictObject({ id: referencedId }),
  registrationEnabled: z.boolean().optional(),
  resolutionPolicy: z.enum(["Default", "NxDomainRedirect"]).optional(),
});
type Properties = z.infer<typeof properties>;

/** Links of private DNS zones to virtual networks. Source: learn.microsoft.com/azure/dns/private-dns-virtual-network-links. */
export const virtualNetworkLinks: ResourceType = {
  type: "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
  apiVersions: privateDnsApiVersions,
  placement: "group",
  locations: globalLocation,
  body: locatedBody(properties),

  put(store, request) {
    const wanted = request.body.properties as Properties;
    requireReferenced(store, request.id.id, wanted.virtualNetwork.id, "Microsoft.Network/virtualNetworks");
    refuseSecondLink(store, request, wanted);
    return keep(store, request, this.type, {
      location: request.body.location,
      tags: request.body.tags,
      properties: {
        registrationEnabled: false,
        resolutionPolicy: "Default",
        ...wanted,
        virtualNetworkLinkState: "Completed",
        provisioningState: "Succeeded",
      },
    });
  },
};

/** A network resolves one zone of a name. The words as in public reports, and learn.microsoft.com/troubleshoot/azure. */
function refuseSecondLink(store: Store, request: PutRequest, wanted: Properties): void {
  const zoneName = (id: string): string => /\/privateDnsZones\/([^/]+)/i.exec(id)![1]!.toLowerCase();
  const zone = zoneName(request.id.id);
  const twin = Object.values(store.state.resources).find(
    (each) =>
      each.type === virtualNetworkLinks.type &&
      each !== request.existing &&
      (each.properties.virtualNetwork as { id?: string } | undefined)?.id?.toLowerCase() ===
        wanted.virtualNetwork.id.toLowerCase() &&
      zoneName(each.id) === zone,
  );
  if (twin === undefined) return;
  throw new AzureError(
    400,
    "BadRequest",
    `A virtual network cannot be linked to multiple zones with overlapping namespaces. You tried to link virtual ` +
      `network with '${zoneName(twin.id)}' and '${zone}' zones.`,
  );
}
