/** IPv4 ranges as spans of numbers, to find the addresses that one list has and another lacks. */
import ipaddr from "ipaddr.js";
import { maximumAddresses, widestPrefix } from "../../components/plan/ipv4Ranges";

/** From the first to the last address, both included. */
export interface Span {
  first: number;
  last: number;
}

/** Reads `a.b.c.d` or `a.b.c.d/n`; undefined for anything else, which only Azure can judge. */
export function spanOf(range: unknown): Span | undefined {
  if (typeof range !== "string") return undefined;
  const cidr = range.includes("/") ? range : `${range}/32`;
  if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(cidr)) return undefined;
  return {
    first: numberOf(ipaddr.IPv4.networkAddressFromCIDR(cidr)),
    last: numberOf(ipaddr.IPv4.broadcastAddressFromCIDR(cidr)),
  };
}

/** The parts of the span that none of the others covers. */
export function uncovered(span: Span, others: readonly Span[]): Span[] {
  let rest = [span];
  for (const { first, last } of others) {
    rest = rest.flatMap((part) => [
      ...(part.first < first ? [{ first: part.first, last: Math.min(part.last, first - 1) }] : []),
      ...(part.last > last ? [{ first: Math.max(part.first, last + 1), last: part.last }] : []),
    ]);
  }
  return rest;
}

/** How many addresses the span has. */
export function sizeOf({ first, last }: Span): number {
  return last - first + 1;
}

/** How many addresses the spans have together. */
export function sizeOfAll(spans: readonly Span[]): number {
  return spans.reduce((total, span, index) => {
    const added = uncovered(span, spans.slice(0, index));
    return total + added.reduce((sum, part) => sum + sizeOf(part), 0);
  }, 0);
}

/** Most addresses in one range, as the program takes it. */
const widestSize = 2 ** (32 - widestPrefix);

/** Whether one of the added spans, or all that is let in together, is more than the program takes. */
export function areTooWide(added: readonly Span[], letIn: readonly Span[]): boolean {
  // The internet can be let in piece by piece.
  return added.some((span) => sizeOf(span) > widestSize) || sizeOfAll(letIn) > maximumAddresses;
}

/** The span as a person writes it: `20.42.7.8–20.42.7.15`, or a single address. */
export function describeSpan({ first, last }: Span): string {
  return first === last ? addressOf(first) : `${addressOf(first)}–${addressOf(last)}`;
}

function numberOf(address: ipaddr.IPv4): number {
  return address.octets.reduce((number, octet) => number * 256 + octet, 0);
}

function addressOf(number: number): string {
  return [24, 16, 8, 0].map((bits) => Math.floor(number / 2 ** bits) % 256).join(".");
}
