import { z } from "zod";
import { AzureError } from "../../model";
import { globalLocation } from "../regions";
import { locatedBody } from "../requestBody";
import { isWithin } from "../resourceId";
import { keep } from "../resourceType";
import type { ResourceType } from "../resourceType";
import { privateDnsApiVersions } from "./networkApiVersions";

/** Private DNS zones. Source: learn.microsoft.com/azure/dns/private-dns-privatednszone. */
export const privateDnsZones: ResourceType = {
  type: "Microsoft.Network/privateDnsZones",
  apiVersions: privateDnsApiVersions,
  placement: "group",
  locations: globalLocation,
  body: locatedBody(z.strictObject({}).optional()),

  put(store, request) {
    // The words are unverified.
    if (!/^(?=.{1,253}$)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})+$/i.test(request.id.name)) {
      throw new AzureError(400, "BadRequest", `The domain name '${request.id.name}' is not a valid private DNS zone.`);
    }
    return keep(store, request, this.type, {
      location: request.body.location,
      tags: request.body.tags,
      properties: { provisioningState: "Succeeded" },
    });
  },

  // Source: learn.microsoft.com/azure/dns/dns-protect-private-zones-recordsets and public reports of the refusal.
  refuseDelete(store, zone, going) {
    const links = Object.values(store.state.resources).filter(
      (each) =>
        each.type === "Microsoft.Network/privateDnsZones/virtualNetworkLinks" &&
        isWithin(each.id.toLowerCase(), zone.id.toLowerCase()),
    );
    // With the resource group the links go first.
    if (links.length === 0 || going.has(zone.id.toLowerCase().split("/providers/")[0]!)) return;
    const ids = links.map(({ name }) => `'Microsoft.Network/privateDnsZones/${zone.name}/virtualNetworkLinks/${name}'`);
    throw new AzureError(
      409,
      "CannotDeleteResource",
      `Cannot delete resource while nested resources exist. Some existing nested resource IDs include: ${ids.join(", ")}. ` +
        `Please delete all nested resources before deleting this resource.`,
    );
  },
};
