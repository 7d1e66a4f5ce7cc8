import type { Tenant } from "./tenant";
import { version } from "./tenant";

/** The short ways to the networking resources of a tenant. */
export function networkOf(tenant: Tenant) {
  const { arm } = tenant.azure;
  const networkId = tenant.id("Microsoft.Network/virtualNetworks", "vnet");
  const endpointId = tenant.id("Microsoft.Network/privateEndpoints", "pe");
  const zoneId = (name = "privatelink.vaultcore.azure.net", group = "rg") =>
    tenant.id("Microsoft.Network/privateDnsZones", name, group);
  return {
    networkId,
    subnetId: `${networkId}/subnets/endpoints`,
    endpointId,
    zoneId,
    zoneGroupId: `${endpointId}/privateDnsZoneGroups/default`,
    putNetwork: (properties: Record<string, unknown> = {}, location = "westeurope") =>
      arm.put(
        networkId,
        { location, properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] }, ...properties } },
        version.network,
      ),
    putSubnet: (addressPrefix = "10.0.1.0/24", name = "endpoints") =>
      arm.put(`${networkId}/subnets/${name}`, { properties: { addressPrefix } }, version.network),
    endpoint: (changes: Record<string, unknown> = {}) => ({
      subnet: { id: `${networkId}/subnets/endpoints` },
      privateLinkServiceConnections: [
        { name: "vault", properties: { privateLinkServiceId: tenant.vaultId(), groupIds: ["vault"] } },
      ],
      ...changes,
    }),
    putEndpoint: (properties: Record<string, unknown>, location = "westeurope", id = endpointId) =>
      arm.put(id, { location, properties }, version.network),
    putZone: (id = zoneId(), location = "global") => arm.put(id, { location }, version.dns),
    putLink: (zone = zoneId(), name = "link", location = "global", virtualNetwork = { id: networkId }) =>
      arm.put(`${zone}/virtualNetworkLinks/${name}`, { location, properties: { virtualNetwork } }, version.dns),
    putZoneGroup: (zones: string[], name = "default") =>
      arm.put(
        `${endpointId}/privateDnsZoneGroups/${name}`,
        {
          properties: {
            privateDnsZoneConfigs: zones.map((zone, index) => ({
              name: `zone${index}`,
              properties: { privateDnsZoneId: zone },
            })),
          },
        },
        version.network,
      ),
  };
}
