import { z } from "zod";
import { AzureError } from "../../model";
import type { ArmResource } from "../../model";
import type { Store } from "../../state/store";
import { isWithin } from "../resourceId";
import { keep } from "../resourceType";
import type { PutRequest, ResourceType } from "../resourceType";
import { networkApiVersions } from "./networkApiVersions";
import { addressesOf } from "./networkInterfaces";
import { targetOf } from "./privateEndpoints";

const zoneConfig = z.strictObject({
  name: z.string().min(1),
  properties: z.strictObject({ privateDnsZoneId: z.string() }),
});
type ZoneConfig = z.infer<typeof zoneConfig>;

/**
 * Zone groups: they keep an endpoint's records in private DNS zones.
 *
 * Sources: learn.microsoft.com/azure/private-link/private-endpoint-dns-integration; one group per endpoint:
 * pulumi/pulumi-azure-native#2179; `InvalidPrivateDnsZoneIds` as in public reports.
 */
export const privateDnsZoneGroups: ResourceType = {
  type: "Microsoft.Network/privateEndpoints/privateDnsZoneGroups",
  apiVersions: networkApiVersions,
  placement: "group",
  body: z.strictObject({ properties: z.strictObject({ privateDnsZoneConfigs: z.array(zoneConfig).min(1).max(5) }) }),

  put(store, request) {
    const { privateDnsZoneConfigs } = request.body.properties as { privateDnsZoneConfigs: ZoneConfig[] };
    refuseSecondGroup(store, request);
    const invalid = privateDnsZoneConfigs
      .map(({ properties }) => properties.privateDnsZoneId)
      .filter((id) => store.state.resources[id.toLowerCase()]?.type !== "Microsoft.Network/privateDnsZones");
    if (invalid.length > 0) {
      throw new AzureError(
        400,
        "InvalidPrivateDnsZoneIds",
        `Private Dns Zone group ${request.id.id} has invalid private dns zone ids ${invalid.join(",")}.`,
      );
    }
    return keep(store, request, this.type, { properties: { privateDnsZoneConfigs, provisioningState: "Succeeded" } });
  },

  view(store, group) {
    const endpoint = store.state.resources[group.id.toLowerCase().split("/privatednszonegroups/")[0]!]!;
    const configs = group.properties.privateDnsZoneConfigs as ZoneConfig[];
    return {
      ...group,
      properties: {
        ...group.properties,
        privateDnsZoneConfigs: configs.map((config) => ({
          ...config,
          properties: { ...config.properties, recordSets: [recordSet(store, endpoint, config)] },
        })),
      },
    };
  },
};

function recordSet(store: Store, endpoint: ArmResource, { properties }: ZoneConfig): Record<string, unknown> {
  const target = targetOf(endpoint);
  const name = target.slice(target.lastIndexOf("/") + 1);
  const zone = properties.privateDnsZoneId.slice(properties.privateDnsZoneId.lastIndexOf("/") + 1);
  return {
    recordType: "A",
    recordSetName: name,
    fqdn: `${name}.${zone}`,
    ttl: 10,
    ipAddresses: addressesOf(store, endpoint),
    provisioningState: "Succeeded",
  };
}

/** The rule is from pulumi/pulumi-azure-native#2179; the words are unverified. */
function refuseSecondGroup(store: Store, request: PutRequest): void {
  const endpoint = request.id.parentId.toLowerCase();
  const other = Object.values(store.state.resources).find(
    (each) =>
      each.type === privateDnsZoneGroups.type && each !== request.existing && isWithin(each.id.toLowerCase(), endpoint),
  );
  if (other === undefined) return;
  throw new AzureError(
    400,
    "BadRequest",
    `Private endpoint ${request.id.parentId} has the private DNS zone group '${other.name}' already; it takes one.`,
  );
}
