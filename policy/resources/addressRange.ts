import * as ipaddr from "ipaddr.js";

/** An IPv4 range in CIDR notation, as numbers: the first and the last address. */
export interface AddressRange {
  text: string;
  first: number;
  last: number;
}

/**
 * Blocks that no client on the internet comes from.
 * Source: the IANA IPv4 Special-Purpose Address Registry (RFC 6890) and RFC 5771 for multicast.
 */
export const specialPurposeBlocks = [
  ["0.0.0.0/8", "reserved: this network"],
  ["10.0.0.0/8", "private, RFC 1918"],
  ["100.64.0.0/10", "reserved: carrier-grade NAT, RFC 6598"],
  ["127.0.0.0/8", "reserved: loopback"],
  ["169.254.0.0/16", "reserved: link-local"],
  ["172.16.0.0/12", "private, RFC 1918"],
  ["192.0.0.0/24", "reserved: IETF protocol assignments"],
  ["192.0.2.0/24", "for documentation, RFC 5737"],
  ["192.88.99.0/24", "reserved: former 6to4 relays"],
  ["192.168.0.0/16", "private, RFC 1918"],
  ["198.18.0.0/15", "reserved: benchmarking"],
  ["198.51.100.0/24", "for documentation, RFC 5737"],
  ["203.0.113.0/24", "for documentation, RFC 5737"],
  ["224.0.0.0/4", "reserved: multicast"],
  ["240.0.0.0/4", "reserved: future use and broadcast"],
].map(([text, purpose]) => ({ ...(parseAddressRange(text) as AddressRange), purpose }));

/**
 * Reads an IPv4 address or an IPv4 range in CIDR notation.
 *
 * Octal, hexadecimal and shortened forms (`010.8.8.8`, `1.2.3/24`) are refused: tools read them differently. So are
 * bits set beyond the prefix (`203.0.114.5/24`): it is not plain whether the address or the network was meant.
 *
 * @returns the range, or what is wrong with it.
 */
export function parseAddressRange(text: unknown): AddressRange | string {
  if (typeof text !== "string") {
    return "not a string";
  }
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) {
    const address = toNumber(ipaddr.IPv4.parse(text));
    return { text, first: address, last: address };
  }
  if (ipaddr.IPv6.isValid(text) || ipaddr.IPv6.isValidCIDR(text)) {
    return "IPv6, which the vault's firewall does not take";
  }
  if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(text) || !/\/(0|[1-9][0-9]?)$/.test(text)) {
    return "not an IPv4 address or range in CIDR notation";
  }
  const first = toNumber(ipaddr.IPv4.networkAddressFromCIDR(text));
  if (toNumber(ipaddr.IPv4.parseCIDR(text)[0]) !== first) {
    return `an address with a prefix; its network is ${ipaddr.IPv4.networkAddressFromCIDR(text).toString()}/${text.split("/")[1]}`;
  }
  return { text, first, last: toNumber(ipaddr.IPv4.broadcastAddressFromCIDR(text)) };
}

/** The first special-purpose block that the range touches, even in part, and what that block is. */
export function specialPurposeIn(range: AddressRange): string | undefined {
  const block = specialPurposeBlocks.find(({ first, last }) => range.first <= last && first <= range.last);
  return block && `${block.text} (${block.purpose})`;
}

/** How many addresses the range has. */
export function sizeOf(range: AddressRange): number {
  return range.last - range.first + 1;
}

/** How many addresses the ranges cover together, each counted once. */
export function sizeOfUnion(ranges: readonly AddressRange[]): number {
  let total = 0;
  let covered = -1;
  for (const range of [...ranges].sort((one, other) => one.first - other.first)) {
    const first = Math.max(range.first, covered + 1);
    if (range.last >= first) {
      total += range.last - first + 1;
      covered = range.last;
    }
  }
  return total;
}

function toNumber(address: ipaddr.IPv4): number {
  return address.octets.reduce((number, octet) => number * 256 + octet, 0);
}
