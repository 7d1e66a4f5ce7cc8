import { z } from "zod";
import { AzureError } from "../../model";
import type { ArmResource } from "../../model";
import type { Store } from "../../state/store";
import { findVaultById } from "../existence";
import { invalidReference, requireReferenced } from "../references";
import { cloudOf, regionNames } from "../regions";
import { locatedBody, referencedId } from "../requestBody";
import { isWithin } from "../resourceId";
import { keep } from "../resourceType";
import type { PutRequest, ResourceType } from "../resourceType";
import { addConnection, connectionsOf, setConnections } from "../vaultConnections";
import { networkApiVersions } from "./networkApiVersions";
import { addNetworkInterface, addressesOf, interfacesOf } from "./networkInterfaces";
import { badRequest } from "./vaultErrors";

const connection = z.strictObject({
  id: z.string().optional(),
  name: z.string().min(1),
  properties: z.strictObject({
    privateLinkServiceId: referencedId,
    groupIds: z.array(z.string()).optional(),
    requestMessage: z.string().max(140).optional(),
  }),
});

const properties = z
  .strictObject({
    /** The SDK of azure-native adds the subnet's own policies here; they change nothing. */
    subnet: z.strictObject({ id: referencedId, properties: z.record(z.string(), z.unknown()).optional() }),
    privateLinkServiceConnections: z.array(connection).optional(),
    manualPrivateLinkServiceConnections: z.array(connection).optional(),
    customNetworkInterfaceName: z.string().optional(),
    ipConfigurations: z
      .array(
        z.strictObject({
          name: z.string(),
          properties: z.strictObject({
            groupId: z.literal("vault"),
            memberName: z.literal("default"),
            privateIPAddress: z.ipv4(),
          }),
        }),
      )
      .max(1)
      .optional(),
  })
  .refine(
    (endpoint) =>
      [endpoint.privateLinkServiceConnections, endpoint.manualPrivateLinkServiceConnections].flat().filter(Boolean)
        .length === 1,
    { message: "exactly one private link service connection is required" },
  );
/** The properties as a body holds them: one connection, in one of the two lists. */
export type PrivateEndpointProperties = z.infer<typeof properties>;

/**
 * Private endpoints to vaults, from the customer's own networks. One to a vault of the own subscription is approved
 * at once, unless it is asked for by hand.
 *
 * Source: learn.microsoft.com/azure/private-link/private-endpoint-overview and
 * learn.microsoft.com/azure/key-vault/general/private-link-service (endpoint and network in one region, group `vault`).
 */
export const privateEndpoints: ResourceType = {
  type: "Microsoft.Network/privateEndpoints",
  apiVersions: networkApiVersions,
  placement: "group",
  locations: regionNames,
  body: locatedBody(properties),

  put(store, request) {
    const wanted = request.body.properties as PrivateEndpointProperties;
    const subnet = requireSubnet(store, request, wanted.subnet.id);
    const vault = requireVault(store, request, wanted);
    if (request.existing !== undefined) refuseMove(request.existing, wanted);
    const nicName = wanted.customNetworkInterfaceName;
    const address = wanted.ipConfigurations?.[0]?.properties.privateIPAddress;
    if (request.existing === undefined) addNetworkInterface(store, request, subnet, { name: nicName, address });
    const endpoint = keep(store, request, this.type, {
      location: request.body.location,
      tags: request.body.tags,
      properties: { ...wanted, subnet: { id: subnet.id }, provisioningState: "Succeeded" },
    });
    if (request.existing === undefined) {
      const manual = wanted.manualPrivateLinkServiceConnections?.[0];
      addConnection(vault, endpoint.id, manual ? "Pending" : "Approved", manual?.properties.requestMessage ?? "");
    }
    return endpoint;
  },

  view(store, endpoint) {
    const state = connectionState(store, endpoint);
    const withState = (list: unknown): unknown =>
      (list as z.infer<typeof connection>[] | undefined)?.map((each) => ({
        ...each,
        id: `${endpoint.id}/privateLinkServiceConnections/${each.name}`,
        properties: { ...each.properties, privateLinkServiceConnectionState: state, provisioningState: "Succeeded" },
      }));
    const { privateLinkServiceConnections, manualPrivateLinkServiceConnections, ...rest } = endpoint.properties;
    return {
      ...endpoint,
      properties: {
        ...rest,
        privateLinkServiceConnections: withState(privateLinkServiceConnections) ?? [],
        manualPrivateLinkServiceConnections: withState(manualPrivateLinkServiceConnections) ?? [],
        networkInterfaces: interfacesOf(store, endpoint).map(({ id }) => ({ id })),
        customDnsConfigs: customDnsConfigs(store, endpoint),
      },
    };
  },

  deleted(store, endpoint) {
    for (const nic of interfacesOf(store, endpoint)) delete store.state.resources[nic.id.toLowerCase()];
    const vault = findVaultById(store, targetOf(endpoint));
    if (vault === undefined) return;
    const key = endpoint.id.toLowerCase();
    setConnections(
      vault,
      connectionsOf(vault).filter((each) => each.properties.privateEndpoint.id.toLowerCase() !== key),
    );
  },
};

/** The vault that an endpoint leads to: its ARM ID, empty for an endpoint that was planted without a connection. */
export function targetOf(endpoint: ArmResource): string {
  const wanted = endpoint.properties as unknown as PrivateEndpointProperties;
  const [only] = [
    ...(wanted.privateLinkServiceConnections ?? []),
    ...(wanted.manualPrivateLinkServiceConnections ?? []),
  ];
  return only?.properties.privateLinkServiceId ?? "";
}

function requireSubnet(store: Store, request: PutRequest, subnetId: string): ArmResource {
  const subnet = requireReferenced(store, request.id.id, subnetId, "Microsoft.Network/virtualNetworks/subnets");
  const network = store.state.resources[subnetId.toLowerCase().split("/subnets/")[0]!];
  if (network?.location === request.body.location) return subnet;
  throw invalidReference(request.id.id, subnetId);
}

function requireVault(store: Store, request: PutRequest, wanted: PrivateEndpointProperties): ArmResource {
  const [only] = [wanted.privateLinkServiceConnections, wanted.manualPrivateLinkServiceConnections]
    .flat()
    .filter((each) => each !== undefined);
  const target = only!.properties;
  const vault = requireReferenced(store, request.id.id, target.privateLinkServiceId, "Microsoft.KeyVault/vaults");
  // Source of the group: learn.microsoft.com/azure/private-link/private-endpoint-overview#private-link-resource. The
  // words are unverified.
  if (target.groupIds?.length !== 1 || target.groupIds[0] !== "vault") {
    throw badRequest(
      `The group IDs ${JSON.stringify(target.groupIds ?? [])} do not fit ${target.privateLinkServiceId}: a vault has ` +
        `the one group 'vault'.`,
    );
  }
  return vault;
}

/** Source: pulumi/pulumi-azure-native#3883. A new target is refused as well: rule and words are unverified. */
function refuseMove(existing: ArmResource, wanted: PrivateEndpointProperties): void {
  const held = existing.properties.subnet as { id: string };
  if (held.id.toLowerCase() !== wanted.subnet.id.toLowerCase()) {
    throw new AzureError(
      400,
      "CannotChangeSubnetOnExistingPrivateEndpoint",
      `Cannot change subnet on existing private endpoint ${existing.id}.`,
    );
  }
  const target = targetOf({ ...existing, properties: wanted });
  if (targetOf(existing).toLowerCase() === target.toLowerCase()) return;
  throw badRequest(`Cannot change the private link resource of existing private endpoint ${existing.id}.`);
}

/** As the vault has it; where the vault's owner has removed the connection, it is Disconnected. */
function connectionState(store: Store, endpoint: ArmResource): Record<string, unknown> {
  const vault = findVaultById(store, targetOf(endpoint));
  const key = endpoint.id.toLowerCase();
  const held = vault && connectionsOf(vault).find((each) => each.properties.privateEndpoint.id.toLowerCase() === key);
  return (
    held?.properties.privateLinkServiceConnectionState ?? {
      status: "Disconnected",
      description: "",
      actionsRequired: "None",
    }
  );
}

/** Empty once a zone group keeps the records. Source: Azure/azure-quickstart-templates#11928. */
function customDnsConfigs(store: Store, endpoint: ArmResource): unknown[] {
  const key = endpoint.id.toLowerCase();
  const zoneGroup = Object.values(store.state.resources).some(
    (each) =>
      each.type === "Microsoft.Network/privateEndpoints/privateDnsZoneGroups" && isWithin(each.id.toLowerCase(), key),
  );
  if (zoneGroup) return [];
  const target = targetOf(endpoint);
  const vault = findVaultById(store, target);
  const name = target.slice(target.lastIndexOf("/") + 1);
  return [{ fqdn: `${name}.${cloudOf(vault?.location).vaultDnsSuffix}`, ipAddresses: addressesOf(store, endpoint) }];
}
