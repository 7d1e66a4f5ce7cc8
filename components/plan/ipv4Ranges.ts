import ipaddr from "ipaddr.js";
import type { Problem } from "./problem";

/** Most IPv4 rules that a vault's firewall takes (learn.microsoft.com, "Network security for Azure Key Vault"). */
export const maximumRanges = 1000;

/** The widest range taken, as a prefix length. Wider blocks belong to a cloud provider as a whole, not to one customer of it. */
export const widestPrefix = 16;

/** Most addresses that all ranges of a list may hold together: two blocks of the widest kind. Stops split wildcards. */
export const maximumAddresses = 2 ** 17;

/**
 * Blocks that no public client calls from. Azure refuses the private ones; the rest could never match (RFC 6890). The policy
 * pack has its own list, since it is installed alone; a test compares.
 */
export const specialBlocks: { cidr: string; rule: string }[] = [
  { cidr: "10.0.0.0/8", rule: "private (RFC 1918): Azure's firewall takes public addresses only" },
  { cidr: "172.16.0.0/12", rule: "private (RFC 1918): Azure's firewall takes public addresses only" },
  { cidr: "192.168.0.0/16", rule: "private (RFC 1918): Azure's firewall takes public addresses only" },
  { cidr: "0.0.0.0/8", rule: 'reserved ("this network", RFC 6890)' },
  { cidr: "100.64.0.0/10", rule: "reserved (shared address space, RFC 6598)" },
  { cidr: "127.0.0.0/8", rule: "reserved (loopback, RFC 6890)" },
  { cidr: "169.254.0.0/16", rule: "reserved (link local, RFC 3927)" },
  { cidr: "192.0.0.0/24", rule: "reserved (protocol assignments, RFC 6890)" },
  { cidr: "192.0.2.0/24", rule: "for documentation (RFC 5737): a sample was pasted" },
  { cidr: "198.51.100.0/24", rule: "for documentation (RFC 5737): a sample was pasted" },
  { cidr: "203.0.113.0/24", rule: "for documentation (RFC 5737): a sample was pasted" },
  { cidr: "192.88.99.0/24", rule: "reserved (former 6to4 relays, RFC 7526)" },
  { cidr: "198.18.0.0/15", rule: "reserved (benchmarking, RFC 2544)" },
  { cidr: "224.0.0.0/4", rule: "reserved (multicast, RFC 5771)" },
  { cidr: "240.0.0.0/4", rule: "reserved (RFC 1112)" },
];

/** An IPv4 range in its one canonical form. */
interface Range {
  /** As Azure stores it: a single address gets `/32`. */
  cidr: string;
  address: ipaddr.IPv4;
  prefix: number;
}

/** `a.b.c.d` or `a.b.c.d/n` in decimal without leading zeros: octal and hexadecimal spellings mean different things to different programs. */
const rangePattern = /^(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}(?:\/(?:\d|[12]\d|3[0-2]))?$/;

function parse(value: string): Range | undefined {
  if (!rangePattern.test(value)) {
    return undefined;
  }
  const cidr = value.includes("/") ? value : `${value}/32`;
  if (!ipaddr.IPv4.isValidCIDR(cidr)) {
    return undefined;
  }
  const [address, prefix] = ipaddr.IPv4.parseCIDR(cidr);
  return { cidr, address, prefix };
}

function overlap(one: Range, other: Range): boolean {
  return one.address.match(other.address, Math.min(one.prefix, other.prefix));
}

/**
 * The ranges as Azure stores them, for a firewall rule each: a bare address would come back with `/32` and show as
 * drift (Azure/azure-rest-api-specs#21306). Throws on a range that `checkIpv4Ranges` refuses.
 */
export function normaliseIpv4Ranges(values: string[]): string[] {
  return values.map((value) => {
    const range = parse(value);
    if (range === undefined) {
      throw new Error(`not an IPv4 range: ${JSON.stringify(value)}`);
    }
    return range.cidr;
  });
}

/** Whether two ranges share an address. A malformed one shares none. */
export function rangesOverlap(one: string, other: string): boolean {
  const [a, b] = [parse(one), parse(other)];
  return a !== undefined && b !== undefined && overlap(a, b);
}

/** Whether the rules, one or several together, hold every address of a range. */
export function isCovered(value: string, rules: string[]): boolean {
  const range = parse(value);
  return (
    range !== undefined &&
    covered(
      range,
      rules.flatMap((rule) => parse(rule) ?? []),
    )
  );
}

function covered(range: Range, rules: Range[]): boolean {
  const touching = rules.filter((rule) => overlap(rule, range));
  if (touching.some(({ prefix }) => prefix <= range.prefix)) {
    return true;
  }
  return touching.length > 0 && halvesOf(range).every((half) => covered(half, touching));
}

function halvesOf({ address, prefix }: Range): Range[] {
  const upper = address.toByteArray();
  upper[prefix >> 3]! |= 0x80 >> (prefix & 7);
  return [address, new ipaddr.IPv4(upper)].map((start) => ({
    cidr: `${start.toString()}/${prefix + 1}`,
    address: start,
    prefix: prefix + 1,
  }));
}

/**
 * Checks the public IPv4 ranges of one or more lists that end up in one firewall. Sources: learn.microsoft.com, "Network
 * security for Azure Key Vault" (IPv4 only, no RFC 1918, 1,000 rules); Azure/azure-cli#18479 (duplicates).
 */
export function checkIpv4Ranges(lists: Record<string, string[]>): Problem[] {
  const entries = Object.entries(lists).flatMap(([list, values]) =>
    values.map((value, index) => ({
      key: `${list}[${index}]`,
      value,
      range: typeof value === "string" ? parse(value) : undefined,
    })),
  );
  const problems: Problem[] = [];
  const parsed: { key: string; value: string; range: Range }[] = [];
  for (const { key, value, range } of entries) {
    const found = range === undefined ? malformed(value) : checkRange(range);
    if (found !== undefined) {
      problems.push({ key, value, ...found });
    } else if (range !== undefined) {
      parsed.push({ key, value, range });
    }
  }
  for (const [index, later] of parsed.entries()) {
    const earlier = parsed.slice(0, index).find((candidate) => overlap(candidate.range, later.range));
    if (earlier !== undefined) {
      problems.push({
        key: later.key,
        value: later.value,
        rule: `no address may be in two ranges; ${earlier.key} (${earlier.value}) already holds ${earlier.range.cidr === later.range.cidr ? "the same range" : "a part of it"}`,
        fix: `leave out ${earlier.range.prefix <= later.range.prefix ? later.key : earlier.key}`,
      });
    }
  }
  return [
    ...problems,
    ...checkTotals(
      Object.keys(lists).join(" and "),
      parsed.map(({ range }) => range),
      entries.length,
    ),
  ];
}

function malformed(value: string): Pick<Problem, "rule" | "fix"> {
  if (typeof value === "string" && ipaddr.IPv6.isValid(value.split("/")[0] ?? "")) {
    return { rule: "a vault's firewall takes IPv4 only", fix: "ask Kore for its IPv4 egress addresses" };
  }
  return {
    rule: "an IPv4 address or range: a.b.c.d or a.b.c.d/n, decimal, no leading zeros, no spaces; no host name, service tag or a-b span",
    fix: "write the range in CIDR notation, such as 20.42.7.0/28",
  };
}

function checkRange(range: Range): Pick<Problem, "rule" | "fix"> | undefined {
  const { address, prefix, cidr } = range;
  if (prefix === 0) {
    return { rule: "this is the whole internet", fix: "list Kore's own ranges" };
  }
  const network = ipaddr.IPv4.networkAddressFromCIDR(cidr).toString();
  if (network !== address.toString()) {
    return {
      rule: `the address has bits set beyond /${prefix}, so it is unclear what is meant`,
      fix: `write ${network}/${prefix} for the range, or ${address.toString()}/32 for the one address`,
    };
  }
  const special = specialBlocks.find((block) => {
    const [blockAddress, blockPrefix] = ipaddr.IPv4.parseCIDR(block.cidr);
    return overlap(range, { cidr: block.cidr, address: blockAddress, prefix: blockPrefix });
  });
  if (special !== undefined) {
    return {
      rule: `it touches ${special.cidr}, which is ${special.rule}`,
      fix: "use the public address that calls leave from",
    };
  }
  if (prefix < widestPrefix) {
    return {
      rule: `no range is wider than /${widestPrefix}`,
      fix: "ask for the exact ranges; a whole provider's block lets strangers in",
    };
  }
  return undefined;
}

function checkTotals(key: string, ranges: Range[], count: number): Problem[] {
  const problems: Problem[] = [];
  if (count > maximumRanges) {
    problems.push({
      key,
      value: `${count} ranges`,
      rule: `a vault's firewall takes at most ${maximumRanges} IPv4 rules`,
      fix: "merge neighbouring ranges, or use networkMode privateEndpoint",
    });
  }
  const addresses = ranges.reduce((sum, { prefix }) => sum + 2 ** (32 - prefix), 0);
  if (addresses > maximumAddresses) {
    problems.push({
      key,
      value: `${addresses} addresses`,
      rule: `all ranges together hold at most ${maximumAddresses} addresses: more is an open door in pieces`,
      fix: "ask for the exact ranges, or use networkMode privateEndpoint",
    });
  }
  return problems;
}
