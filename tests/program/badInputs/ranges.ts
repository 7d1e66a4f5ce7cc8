import type { BadInput } from "./badInput";

const firewall = { networkMode: "firewall" };
const special = (block: string, kind: string) => RegExp(`touches ${block}, which is ${kind}`);
const notation = /a\.b\.c\.d or a\.b\.c\.d\/n, decimal/;
const many = Array.from({ length: 1001 }, (_, index) => `20.0.${index >> 8}.${index & 255}`);

/** Ranges of the firewall. */
export const ranges: BadInput[] = (
  [
    ["B60", ["0.0.0.0/0"], /the whole internet/],
    ["B61", ["0.0.0.0"], special("0.0.0.0/8", "reserved")],
    ["B61", ["0.0.0.0/8"], special("0.0.0.0/8", "reserved")],
    ["B62", ["0.0.0.0/1", "128.0.0.0/1"], special("10.0.0.0/8", "private"), ["[0]", "[1]"]],
    [
      "B62",
      ["0.0.0.0/2", "64.0.0.0/2", "128.0.0.0/2", "192.0.0.0/2"],
      special("10.0.0.0/8", "private"),
      ["[0]", "[1]", "[2]", "[3]"],
    ],
    ["B63", ["20.0.0.0/7"], /no range is wider than \/16/],
    [
      "B63",
      ["20.1.0.0/16", "20.2.0.0/16", "20.3.0.0/16"],
      /at most 131072 addresses/,
      [" and operatorIpRanges"],
      '"196608 addresses"',
    ],
    ["B64", ["10.0.0.0/8"], special("10.0.0.0/8", "private")],
    ["B64", ["10.1.2.3"], special("10.0.0.0/8", "private")],
    ["B65", ["172.16.0.1"], special("172.16.0.0/12", "private")],
    ["B65", ["172.31.255.0/24"], special("172.16.0.0/12", "private")],
    ["B65", ["192.168.1.0/24"], special("192.168.0.0/16", "private")],
    ["B66", ["172.0.0.0/8"], special("172.16.0.0/12", "private")],
    ["B66", ["192.0.0.0/8"], special("192.168.0.0/16", "private")],
    ["B67", ["203.0.114.5/24"], /bits set beyond \/24/],
    ["B68", ["2001:db8::/32"], /IPv4 only/],
    ["B68", ["::ffff:1.2.3.4"], /IPv4 only/],
    ...["1.2.3.4/33", "1.2.3.4/-1", "1.2.3.4/\u22121", "1.2.3.4/", "1.2.3/24", "256.1.1.1"].map((range) => [
      "B69",
      [range],
      notation,
    ]),
    ...["010.8.8.8", "0x8.8.8.8", "134744072"].map((range) => ["B70", [range], notation]),
    ...["1.2.3.4-1.2.3.9", "AzureCloud", "platform.kore.ai"].map((range) => [
      "B71",
      [range],
      /no host name, service tag or a-b span/,
    ]),
    ["B72", ["127.0.0.0/8"], special("127.0.0.0/8", "reserved")],
    ["B72", ["169.254.0.0/16"], special("169.254.0.0/16", "reserved")],
    ["B72", ["100.64.0.0/10"], special("100.64.0.0/10", "reserved")],
    ["B72", ["224.0.0.0/4"], special("224.0.0.0/4", "reserved")],
    ["B72", ["255.255.255.255"], special("240.0.0.0/4", "reserved")],
    ...["192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"].map((range) => [
      "B73",
      [range],
      special(range, "for documentation"),
    ]),
    ["B74", ["8.8.8.8", "8.8.8.8"], /koreIpRanges\[0\] \(8\.8\.8\.8\) already holds the same range/, ["[1]"]],
    ["B74", ["8.8.8.8", "8.8.8.8/32"], /already holds the same range/, ["[1]"]],
    ["B74", ["8.8.8.0/24", "8.8.8.8"], /already holds a part of it/, ["[1]"]],
    ["B75", many, /at most 1000 IPv4 rules/, [" and operatorIpRanges"], '"1001 ranges"'],
    ["B76", [], /an empty list locks Kore out/, [""], "[]"],
    ["B77", [" 8.8.8.8"], /no spaces/],
    ["B77", ["8.8.8.8\n"], /no spaces/],
    ["B77", ["\uff18.8.8.8"], notation],
    ["B77", [null], /a list of strings/, [""], "[null]"],
  ] as [string, unknown[], RegExp, string[]?, string?][]
).map(([id, koreIpRanges, rule, at = ["[0]"], value]) => ({
  id: `${id} koreIpRanges ${koreIpRanges.length > 4 ? `of ${koreIpRanges.length}` : JSON.stringify(koreIpRanges)}`,
  set: { ...firewall, koreIpRanges },
  at: at.map((place) => `koreIpRanges${place}`),
  rule,
  value,
}));
