import ipaddr from "ipaddr.js";
import type { Store } from "../../state/store";
import { badRequest } from "./vaultErrors";
import type { NetworkAcls } from "./vaultProperties";

/**
 * Ranges that an IP rule must not touch. The private ones are verified in these words (Azure/azure-powershell#11471);
 * the others follow from "only public IP addresses" (learn.microsoft.com/azure/key-vault/general/network-security)
 * and RFC 6890, in words that are unverified.
 */
const forbiddenRanges: [cidr: string, shown: string, reason: string][] = [
  ["10.0.0.0/8", "10.0.0.0–10.255.255.255", "private IP addresses"],
  ["172.16.0.0/12", "172.16.0.0–172.31.255.255", "private IP addresses"],
  ["192.168.0.0/16", "192.168.0.0–192.168.255.255", "private IP addresses"],
  ["0.0.0.0/8", "0.0.0.0–0.255.255.255", "this network"],
  ["100.64.0.0/10", "100.64.0.0–100.127.255.255", "shared address space"],
  ["127.0.0.0/8", "127.0.0.0–127.255.255.255", "loopback addresses"],
  ["168.63.129.16/32", "168.63.129.16–168.63.129.16", "Azure platform address"],
  ["169.254.0.0/16", "169.254.0.0–169.254.255.255", "link-local addresses"],
  ["224.0.0.0/3", "224.0.0.0–255.255.255.255", "multicast and reserved addresses"],
];

/**
 * The network rules as Azure answers them.
 *
 * A bare address becomes a /32, and the ID of a subnet comes back in lower case. Source: example
 * createVaultWithNetworkAcls.json of Azure/azure-rest-api-specs.
 *
 * @throws AzureError 400 `BadRequest`.
 */
export function checkNetworkAcls(store: Store, acls: NetworkAcls): NetworkAcls {
  return {
    bypass: acls.bypass ?? "AzureServices",
    defaultAction: acls.defaultAction ?? "Allow",
    ipRules: (acls.ipRules ?? []).map(({ value }, index) => ({ value: normaliseRange(value, index) })),
    virtualNetworkRules: (acls.virtualNetworkRules ?? []).map((rule) => {
      requireServiceEndpoint(store, rule.id, rule.ignoreMissingVnetServiceEndpoint === true);
      return { ...rule, id: rule.id.toLowerCase() };
    }),
  };
}

/** The words are unverified, but for the private ranges as told above. */
function normaliseRange(value: string, index: number): string {
  const [address = "", length = "32", ...rest] = value.split("/");
  const bits = /^\d{1,2}$/.test(length) ? Number(length) : Number.NaN;
  if (rest.length > 0 || !ipaddr.IPv4.isValidFourPartDecimal(address) || !(bits <= 32)) {
    throw badRequest(
      `Invalid value found at properties.networkAcls.ipRules[${index}].value: ${value} is not an IPv4 address or ` +
        `range in CIDR notation`,
    );
  }
  const range = ipaddr.IPv4.parseCIDR(`${address}/${bits}`);
  // Unverified on Azure, rule and words: host bits leave open which range is meant, so the simulation refuses them.
  if (ipaddr.IPv4.networkAddressFromCIDR(`${address}/${bits}`).toString() !== range[0].toString()) {
    throw badRequest(
      `Invalid value found at properties.networkAcls.ipRules[${index}].value: ${value} has bits set outside its prefix`,
    );
  }
  for (const [cidr, shown, reason] of forbiddenRanges) {
    if (!overlap(range, ipaddr.IPv4.parseCIDR(cidr))) continue;
    throw badRequest(
      `Invalid value found at properties.networkAcls.ipRules[${index}].value: ${value} belongs to forbidden range ` +
        `${shown} (${reason})`,
    );
  }
  return `${address}/${bits}`;
}

function overlap(one: [ipaddr.IPv4, number], other: [ipaddr.IPv4, number]): boolean {
  const shorter = Math.min(one[1], other[1]);
  return one[0].match(other[0], shorter);
}

/**
 * A subnet in a network rule must exist and have the service endpoint Microsoft.KeyVault.
 *
 * Source: learn.microsoft.com/azure/key-vault/general/network-security; code and words for a missing service endpoint
 * as in public reports. The words for a missing subnet are unverified.
 */
function requireServiceEndpoint(store: Store, subnetId: string, endpointMayBeMissing: boolean): void {
  const subnet = store.state.resources[subnetId.toLowerCase()];
  const [, networkId, name] = /^(.*)\/subnets\/([^/]+)$/i.exec(subnetId) ?? [];
  if (subnet?.type !== "Microsoft.Network/virtualNetworks/subnets") {
    throw badRequest(`Virtual network rule '${subnetId}' names a subnet that was not found.`);
  }
  const endpoints = (subnet.properties.serviceEndpoints ?? []) as { service?: string }[];
  if (endpointMayBeMissing || endpoints.some(({ service }) => service === "Microsoft.KeyVault")) return;
  throw badRequest(
    `Operation on Virtual Network could not be performed. StatusCode: 400 (BadRequest). Error Code: ` +
      `SubnetsHaveNoServiceEndpointsConfigured. Error Message: Subnets ${name} of virtual network ${networkId} do not ` +
      `have ServiceEndpoints for Microsoft.KeyVault resources configured.`,
  );
}
