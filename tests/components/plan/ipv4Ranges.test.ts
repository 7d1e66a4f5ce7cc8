import fc from "fast-check";
import {
  checkIpv4Ranges,
  isCovered,
  maximumAddresses,
  maximumRanges,
  normaliseIpv4Ranges,
  rangesOverlap,
  widestPrefix,
} from "../../../components/plan/ipv4Ranges";

const problemsOf = (...koreIpRanges: string[]) => checkIpv4Ranges({ koreIpRanges });

/** A range without host bits, below a first number whose whole block is public. */
const publicRanges = fc
  .tuple(fc.constantFrom(8, 20, 52, 91, 138, 210), fc.nat(0xffffff), fc.integer({ min: widestPrefix, max: 32 }))
  .map(([first, rest, prefix]) => {
    const address = (first * 2 ** 24 + rest) & (prefix === 0 ? 0 : -1 << (32 - prefix));
    return `${[24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join(".")}/${prefix}`;
  });
/** Ranges that cannot overlap: each in a /16 of its own; one of them may be that /16. */
const lists = fc
  .uniqueArray(fc.nat(255), { minLength: 1, maxLength: 20 })
  .map((seconds) =>
    seconds.map((second, index) => (index === 0 ? `20.${second}.0.0/16` : `20.${second}.7.${index * 4}/30`)),
  );

describe("a firewall's ranges", () => {
  it("are accepted where they are public, exact and apart", () => {
    fc.assert(fc.property(publicRanges, (range) => expect(problemsOf(range)).toEqual([])));
    fc.assert(fc.property(lists, (ranges) => expect(problemsOf(...ranges)).toEqual([])));
  });

  it.each<[string, (range: string) => string]>([
    ["a host bit", (range) => range.replace(/\.\d+\/\d+$/, ".1/24")],
    ["a prefix wider than the widest", (range) => range.replace(/\.\d+\.\d+\.\d+\/\d+$/, `.0.0.0/${widestPrefix - 1}`)],
    ["a leading zero", (range) => `0${range}`],
    ["a space", (range) => `${range} `],
    ["a number above 255", (range) => range.replace(/^\d+/, "256")],
    ["a private first number", (range) => range.replace(/^\d+/, "10")],
    ["a loopback first number", (range) => range.replace(/^\d+/, "127")],
    ["a reserved first number", (range) => range.replace(/^\d+/, "245")],
  ])("are refused, by place and with one reason, where one has %s", (_, mutate) => {
    fc.assert(
      fc.property(lists, fc.nat(), (ranges, pick) => {
        const index = pick % ranges.length;
        const broken = ranges.map((range, place) => (place === index ? mutate(range) : range));
        expect(problemsOf(...broken).map(({ key }) => key)).toEqual([`koreIpRanges[${index}]`]);
      }),
    );
  });

  it("are refused where one is named twice, also in the other list and in the other spelling", () => {
    fc.assert(
      fc.property(lists, fc.nat(), (ranges, pick) => {
        const twin = ranges[pick % ranges.length]!.replace("/16", "/32");
        const keys = checkIpv4Ranges({ koreIpRanges: ranges, operatorIpRanges: [twin] }).map(({ key }) => key);
        expect(keys).toEqual(["operatorIpRanges[0]"]);
      }),
    );
    expect(problemsOf("8.8.8.8", "8.8.8.8/32")[0]?.rule).toContain("the same range");
    expect(problemsOf("8.8.8.8", "8.8.8.0/24")[0]).toMatchObject({
      key: "koreIpRanges[1]",
      fix: "leave out koreIpRanges[0]",
    });
  });

  it("hold no more addresses than an open door in pieces would, and no more rules than Azure takes", () => {
    const widest = (count: number) => Array.from({ length: count }, (_, index) => `20.${index}.0.0/${widestPrefix}`);
    const most = maximumAddresses / 2 ** (32 - widestPrefix);
    expect(problemsOf(...widest(most))).toEqual([]);
    expect(problemsOf(...widest(most + 1))[0]?.value).toBe(`${(most + 1) * 2 ** (32 - widestPrefix)} addresses`);

    const single = (count: number) => Array.from({ length: count }, (_, index) => `20.0.${index >> 8}.${index & 255}`);
    expect(problemsOf(...single(maximumRanges))).toEqual([]);
    expect(problemsOf(...single(maximumRanges + 1))[0]?.value).toBe(`${maximumRanges + 1} ranges`);
  });

  it("of special blocks are refused to the last address, and their neighbours are not", () => {
    for (const [inside, outside] of [
      ["10.255.255.255", "11.0.0.0"],
      ["172.16.0.0", "172.15.255.255"],
      ["172.31.255.255", "172.32.0.0"],
      ["192.168.255.255", "192.169.0.0"],
      ["100.127.255.255", "100.128.0.0"],
      ["169.254.0.0", "169.253.255.255"],
      ["198.19.255.255", "198.20.0.0"],
      ["192.0.0.255", "192.0.1.0"],
      ["255.255.255.255", "223.255.255.255"],
    ] as const) {
      expect([inside, problemsOf(inside).length]).toEqual([inside, 1]);
      expect([outside, problemsOf(outside).length]).toEqual([outside, 0]);
    }
  });
});

describe("normaliseIpv4Ranges", () => {
  it("gives a bare address the /32 under which Azure stores it", () => {
    expect(normaliseIpv4Ranges(["8.8.8.8", "20.42.7.0/28"])).toEqual(["8.8.8.8/32", "20.42.7.0/28"]);
  });

  it("changes nothing the second time", () => {
    const spellings = publicRanges.map((range) => range.replace(/\/32$/, ""));
    fc.assert(
      fc.property(fc.array(spellings), (ranges) => {
        const once = normaliseIpv4Ranges(ranges);
        expect(normaliseIpv4Ranges(once)).toEqual(once);
      }),
    );
  });

  it("throws on what the check refuses", () => {
    expect(() => normaliseIpv4Ranges(["platform.kore.ai"])).toThrow('"platform.kore.ai"');
  });
});

it.each<[string, string[], boolean]>([
  ["20.42.7.0/28", ["20.42.7.0/24"], true],
  ["20.42.7.0/28", ["8.8.8.8", "20.42.7.0/29", "20.42.7.8/29"], true],
  ["20.42.7.0/28", ["20.42.7.0/29"], false],
  ["20.42.7.0/28", [], false],
  ["20.42.7.9", ["20.42.7.9"], true],
  ["20.42.7.9/32", ["20.42.7.8/31"], true],
  ["20.42.7.9", ["20.42.7.8"], false],
  ["20.42.7.9", ["::1"], false],
])("%s is covered by %j: %s", (range, rules, expected) => {
  expect(isCovered(range, rules)).toBe(expected);
});

it("ranges overlap where they share an address", () => {
  expect(rangesOverlap("20.42.7.0/28", "20.42.7.9")).toBe(true);
  expect(rangesOverlap("20.42.7.0/28", "20.42.7.16/28")).toBe(false);
  expect(rangesOverlap("20.42.7.0/28", "nonsense")).toBe(false);
});
