import { createHash } from "node:crypto";
import { cloudOf, findCloud } from "./clouds";
import type { Problem } from "./problem";
import { checkResourceId, parseResourceId } from "./resourceIds";

/**
 * Who looks after the private DNS zone of the customer's own endpoint.
 *
 * @enum
 */
export const PrivateDns = {
  /** A zone is made here. */
  Create: "create",
  /** A zone that exists is used. */
  Existing: "existing",
  /** Azure Policy owns the zone group: nothing is made here. */
  Policy: "policy",
} as const;
/** Who looks after the private DNS zone: `create`, `existing` or `policy`. */
export type PrivateDns = (typeof PrivateDns)[keyof typeof PrivateDns];

/** What decides the DNS of a private endpoint. Values that are not known yet are left out. */
export interface EndpointDnsRequest {
  privateDns: PrivateDns;
  privateDnsZoneId?: string;
  /** ARM IDs of networks to link to a created zone. */
  virtualNetworkIds?: string[];
  /** Azure's cloud as `azure-native:environment` spells it. */
  environment?: string;
}

/** A network to link to a created zone. */
export interface NetworkLink {
  /** ARM ID of the network; undefined: the endpoint's own, which is known only from Azure's answer. */
  virtualNetworkId?: string;
  /** What the child resource is called; the same for one network wherever it is in the list. */
  resourceName: string;
}

/** What is made for the DNS of a private endpoint. */
export interface EndpointDnsPlan {
  /** The one zone name that works for vaults in this cloud. */
  zoneName: string;
  /** Whether a zone is made here. */
  createsZone: boolean;
  links: NetworkLink[];
}

/**
 * Plans the DNS of a private endpoint. Without a list of networks a created zone is linked to the endpoint's network.
 *
 * @param subnetId The endpoint's subnet; undefined if it is not known yet.
 */
export function planEndpointDns(request: EndpointDnsRequest, subnetId: string | undefined): EndpointDnsPlan {
  const createsZone = request.privateDns === PrivateDns.Create;
  return {
    zoneName: cloudOf(request.environment).privateDnsZoneName,
    createsZone,
    links: createsZone ? networkLinks(request.virtualNetworkIds, subnetId) : [],
  };
}

function networkLinks(virtualNetworkIds: string[] | undefined, subnetId: string | undefined): NetworkLink[] {
  // A known subnet's network gets the name that it would have in a list: naming it there later changes nothing.
  const ids = virtualNetworkIds?.length ? virtualNetworkIds : subnetId === undefined ? [] : [networkIdOf(subnetId)];
  return ids.length === 0
    ? [{ resourceName: "own-network" }]
    : ids.map((id) => ({ virtualNetworkId: id, resourceName: networkLinkName(id) }));
}

/**
 * The name of a network's link: the network's own, and what distinguishes networks of one name in different groups. A
 * link takes up to 80 characters, a network up to 64 (learn.microsoft.com, "Naming rules and restrictions for Azure
 * resources").
 */
export function networkLinkName(virtualNetworkId: string): string {
  // ARM compares IDs without case.
  const id = virtualNetworkId.toLowerCase();
  const digest = createHash("sha256").update(id).digest("hex").slice(0, 8);
  return `${id.split("/").pop()}-${digest}`;
}

/** ARM ID of the network that a subnet is part of. */
export function networkIdOf(subnetId: string): string {
  return subnetId.replace(/\/subnets\/[^/]+$/i, "");
}

/** A zone's name as a label: dots are not allowed in the name of a zone group's configuration. */
export function zoneConfigName(zoneName: string): string {
  return zoneName.replaceAll(".", "-");
}

/** Checks the DNS of a private endpoint. `networksKey` is what the caller calls the list of networks. */
export function checkEndpointDns(
  request: EndpointDnsRequest,
  networksKey: string,
  pending: ReadonlySet<string>,
): Problem[] {
  return [...checkZone(request, pending), ...checkNetworks(request, networksKey)];
}

function checkZone({ privateDns, privateDnsZoneId, environment }: EndpointDnsRequest, pending: ReadonlySet<string>) {
  const key = "privateDnsZoneId";
  const given = privateDnsZoneId !== undefined || pending.has(key);
  const problems: Problem[] = [];
  if (privateDns === PrivateDns.Existing && !given) {
    problems.push({
      key,
      value: undefined,
      rule: "required with privateDns existing",
      fix: "set the zone's ARM ID",
    });
  }
  if (privateDns !== PrivateDns.Existing && given) {
    problems.push({
      key,
      value: privateDnsZoneId,
      rule: `with privateDns ${privateDns} no existing zone is used`,
      fix: "set privateDns to existing, or leave privateDnsZoneId out",
    });
  }
  if (privateDnsZoneId !== undefined) {
    problems.push(...checkZoneId(key, privateDnsZoneId, findCloud(environment)?.privateDnsZoneName));
  }
  return problems;
}

/** `wanted` is the zone's name in the cloud; undefined in an unknown cloud, which is reported separately. */
function checkZoneId(key: string, value: string, wanted: string | undefined): Problem[] {
  const zone = parseResourceId("Microsoft.Network/privateDnsZones", value)?.names[0];
  if (zone === undefined || wanted === undefined || zone.toLowerCase() === wanted) {
    return checkResourceId(key, "Microsoft.Network/privateDnsZones", value);
  }
  return [
    {
      key,
      value: zone,
      rule: `a vault's private endpoint is found through the zone ${wanted} and no other (learn.microsoft.com, "Integrate Key Vault with Azure Private Link")`,
      fix: "use a zone with exactly this name",
    },
  ];
}

function checkNetworks({ privateDns, virtualNetworkIds = [] }: EndpointDnsRequest, networksKey: string): Problem[] {
  const problems = virtualNetworkIds.flatMap((id, index) =>
    checkResourceId(`${networksKey}[${index}]`, "Microsoft.Network/virtualNetworks", id),
  );
  const plain = virtualNetworkIds.map((id) => id.toLowerCase());
  virtualNetworkIds.forEach((value, index) => {
    if (plain.indexOf(value.toLowerCase()) !== index) {
      problems.push({
        key: `${networksKey}[${index}]`,
        value,
        rule: "a network is linked to a zone once; Azure compares IDs without case",
        fix: "list it once",
      });
    }
  });
  if (privateDns !== PrivateDns.Create && virtualNetworkIds.length > 0) {
    problems.push({
      key: networksKey,
      value: virtualNetworkIds,
      rule: `with privateDns ${privateDns} the zone is someone else's, and so are its links`,
      fix: `leave ${networksKey} out, or set privateDns to create`,
    });
  }
  return problems;
}

/** Warns that the region of the endpoint's network could not be read, with what is taken in its place. */
export function unreadRegion(networkId: string, reason: string): Problem {
  return {
    key: "location",
    value: undefined,
    rule: `an endpoint is in the region of its network, and that of ${networkId} cannot be read: ${reason}. An existing endpoint keeps its region; a new one gets azure-native:location, else the resource group's`,
    fix: "if the network is in another region, create the endpoint with VaultPrivateEndpoint and state its location; if it is in the login's own subscription, give the login the right Microsoft.Network/virtualNetworks/read",
    severity: "warning",
  };
}
