import * as fc from "fast-check";
import { vaultFirewallRanges } from "../../../policy/rules/vault-firewall-ranges";
import { judgeResource, Judgement, unknown } from "../../support/policyArgs";
import { changed, vault } from "../../support/policyFixtures";
import { describeResourceRule } from "../../support/resourceRuleCases";

const acls = "properties.networkAcls";
const rules = `${acls}.ipRules`;
const of = (...values: unknown[]): Record<string, unknown> => ({ [rules]: values.map((value) => ({ value })) });

function judge(values: unknown[], config: object = {}): Promise<Judgement> {
  return judgeResource(vaultFirewallRanges, changed(vault(), of(...values)), config);
}

describe("vault-firewall-ranges", () => {
  describeResourceRule({
    rule: vaultFirewallRanges,
    compliant: vault(),
    passes: {
      "no range, which keeps everybody out": { set: of() },
      "no list": { set: { [rules]: undefined } },
      "no ACL, which is another rule's matter": { set: { [acls]: undefined } },
      "one address, bare and as /32": { set: of("8.8.8.8", "8.8.4.4/32") },
      "next to the private blocks": {
        set: of("172.15.255.255", "172.32.0.0/16", "11.0.0.0/24", "9.255.255.255", "192.167.0.0/24", "192.169.0.0/24"),
      },
      "next to the reserved blocks": {
        set: of(
          "1.0.0.0",
          "100.63.255.255",
          "100.128.0.0",
          "126.255.255.255",
          "128.0.0.0",
          "169.253.255.255",
          "223.255.255.255",
        ),
      },
      "the widest ranges": { set: of("20.0.0.0/16", "21.0.0.0/16") },
      "the widest ranges twice, and parts of them": {
        set: of("20.0.0.0/16", "20.0.0.0/16", "21.0.0.0/16", "20.0.1.0/24"),
      },
      "a wide range where the configuration allows it": {
        set: of("20.0.0.0/14"),
        config: { maximumAddresses: 262_144, maximumAddressesPerRange: 262_144 },
      },
    },
    fails: {
      everybody: { set: of("0.0.0.0/0"), says: [`${rules}[0] "0.0.0.0/0" is the whole internet`] },
      "a provider's range": {
        set: of("20.0.0.0/7"),
        says: ["33554432 addresses wide", "maximumAddressesPerRange (65536)"],
      },
      "one bit too wide": { set: of("20.0.0.0/15"), says: ["131072 addresses wide"] },
      "a range wider than configured": {
        set: of("20.0.0.0/24"),
        config: { maximumAddressesPerRange: 128 },
        says: ["256 addresses wide", "(128)"],
      },
      "many ranges that add up": {
        set: of("20.0.0.0/16", "21.0.0.0/16", "22.0.0.0"),
        says: ["let in 131073 addresses together", "maximumAddresses"],
      },
      "what adds up beyond a configured sum": {
        set: of("20.0.0.0/24", "21.0.0.0/24"),
        config: { maximumAddresses: 511 },
        says: ["let in 512 addresses together", "511"],
      },
      "no range that can be used": { set: of(null), says: [`${rules}[0] null is not a string`] },
      "an entry without a value": { set: { [rules]: [{}] }, says: [`${rules}[0] null`] },
    },
    unknown: {
      "unknown ranges": { set: { [rules]: unknown }, at: rules },
      "an unknown range beside a private one": { set: of(unknown, "10.0.0.1"), at: `${rules}.0.value`, violations: 1 },
      "an unknown entry": { set: { [rules]: [unknown] }, at: `${rules}.0` },
      "an unknown range beside ranges that add up": {
        set: of("20.0.0.0/16", unknown, "21.0.0.0/16", "22.0.0.0"),
        at: `${rules}.1.value`,
        violations: 1,
      },
    },
  });

  it.each([
    ["this network", ["0.0.0.0", "0.0.0.0/8", "0.255.255.255"], /reserved: this network/],
    ["private", ["10.0.0.0/8", "10.1.2.3", "172.16.0.1", "172.31.255.0/24", "192.168.1.0/24"], /private, RFC 1918/],
    ["across private blocks", ["172.0.0.0/8", "192.0.0.0/8", "8.0.0.0/6"], /within or across/],
    ["reserved", ["127.0.0.1", "169.254.169.254", "100.64.0.0/10", "198.18.0.0/15", "192.88.99.1"], /reserved/],
    ["multicast and above", ["224.0.0.0/4", "239.1.1.1", "240.0.0.1", "255.255.255.255"], /reserved/],
    ["documentation", ["192.0.2.0/24", "198.51.100.7", "203.0.113.0/24"], /for documentation, RFC 5737/],
    ["host bits", ["20.42.0.5/24", "8.8.8.9/31"], /an address with a prefix; its network is /],
    ["IPv6", ["2001:db8::/32", "::ffff:1.2.3.4", "::1"], /IPv6/],
    ["prefixes", ["1.2.3.4/33", "1.2.3.4/-1", "1.2.3.4/", "1.2.3.4/032", "1.2.3.4/255.255.255.0"], /not an IPv4/],
    ["notations", ["1.2.3/24", "256.1.1.1", "010.8.8.8", "0x8.8.8.8", "134744072", "1.2.3.4.5"], /not an IPv4/],
    ["lists and names", ["1.2.3.4-1.2.3.9", "AzureCloud", "platform.kore.ai", "8.8.8.8,8.8.4.4", ""], /not an IPv4/],
    ["spaces and look-alikes", [" 8.8.8.8", "8.8.8.8\n", "8.8.8.8 ", "８.8.8.8", "8.8.8.8/2４"], /not an IPv4/],
    ["other types", [8, true, {}, ["8.8.8.8"]], /not a string/],
  ])("refuses %s", async (_title, values, expected) => {
    for (const value of values) {
      const { violations } = await judge([value]);
      expect(violations).toHaveLength(1);
      expect(violations[0]!.message).toContain(`${rules}[0] ${JSON.stringify(value)} is `);
      expect(violations[0]!.message).toMatch(expected);
    }
  });

  it.each([1, 2, 3, 4])("refuses the whole internet split into ranges of prefix %i", async (prefix) => {
    const size = 2 ** (32 - prefix);
    const parts = Array.from({ length: 2 ** prefix }, (_, index) => `${dotted(index * size)}/${prefix}`);
    const { violations } = await judge(parts);
    expect(violations).toHaveLength(parts.length);
  });

  it("refuses a wildcard split so finely that each part is narrow", async () => {
    const parts = Array.from({ length: 600 }, (_, index) => `20.${index >> 2}.${(index & 3) * 64}.0/24`);
    const { violations } = await judge(parts);
    expect(violations).toHaveLength(1);
    expect(violations[0]!.message).toContain("let in 153600 addresses together");
  });

  it("takes 1,000 ranges and no more", async () => {
    const addresses = Array.from({ length: 1001 }, (_, index) => `20.42.${index >> 8}.${index & 255}`);
    expect((await judge(addresses.slice(0, 1000))).violations).toHaveLength(0);
    const { violations } = await judge(addresses);
    expect(violations).toHaveLength(1);
    expect(violations[0]!.message).toContain(`${rules} has 1001 entries`);
  });

  it("names every faulty range of a list", async () => {
    const { violations } = await judge(["8.8.8.8", "10.0.0.1", "20.42.0.0/24", "::1"]);
    expect(violations.map(({ message }) => /ipRules\[(\d)\]/.exec(message)?.[1])).toEqual(["1", "3"]);
  });
});

/** Blocks without any special-purpose range in them. */
const publicBlocks = ["8.0.0.0", "20.0.0.0", "40.0.0.0", "52.0.0.0", "104.0.0.0", "151.0.0.0", "185.0.0.0"].map(
  numeric,
);

const publicRange = fc
  .tuple(fc.constantFrom(...publicBlocks), fc.nat({ max: 2 ** 24 - 1 }), fc.integer({ min: 16, max: 32 }))
  .map(([block, offset, prefix]) => {
    const size = 2 ** (32 - prefix);
    return { first: Math.floor((block + offset) / size) * size, prefix };
  });

const specialBlocks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4"];

/** Each way breaks a valid range so that it must be refused. */
const mutations: Record<string, (range: { first: number; prefix: number }, seed: number) => string> = {
  "too wide": ({ first }, seed) => {
    const prefix = 8 + (seed % 8);
    const size = 2 ** (32 - prefix);
    return `${dotted(Math.floor(first / size) * size)}/${prefix}`;
  },
  "host bits": ({ first }, seed) => {
    const prefix = 20 + (seed % 12);
    const size = 2 ** (32 - prefix);
    return `${dotted(Math.floor(first / size) * size + 1 + (seed % (size - 1)))}/${prefix}`;
  },
  "special purpose": (_range, seed) => {
    const [network, prefix] = specialBlocks[seed % specialBlocks.length]!.split("/");
    return dotted(numeric(network!) + (seed % 2 ** (32 - Number(prefix))));
  },
  "prefix beyond 32": ({ first }, seed) => `${dotted(first)}/${33 + (seed % 90)}`,
  octal: ({ first, prefix }) => `0${dotted(first)}/${prefix}`,
  space: ({ first, prefix }, seed) => (seed % 2 ? ` ${dotted(first)}/${prefix}` : `${dotted(first)}/${prefix} `),
  "an octet short": ({ first, prefix }) => `${dotted(first).split(".").slice(0, 3).join(".")}/${prefix}`,
  "octet over 255": ({ first }, seed) => dotted(first).replace(/\d+$/, String(256 + (seed % 700))),
};

describe("vault-firewall-ranges on generated ranges", () => {
  it("accepts every valid range", async () => {
    await fc.assert(
      fc.asyncProperty(publicRange, fc.boolean(), async ({ first, prefix }, bare) => {
        const text = prefix === 32 && bare ? dotted(first) : `${dotted(first)}/${prefix}`;
        expect(await judge([text])).toEqual({ violations: [] });
      }),
      { numRuns: 2000 },
    );
  });

  it.each(Object.entries(mutations))("refuses every range broken by: %s", async (_title, mutate) => {
    await fc.assert(
      fc.asyncProperty(publicRange, fc.nat({ max: 2 ** 24 }), async (range, seed) => {
        expect((await judge([mutate(range, seed)])).violations).not.toHaveLength(0);
      }),
      { numRuns: 500 },
    );
  });

  it("counts each address once, however the ranges overlap", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat({ max: 15 }), fc.integer({ min: 24, max: 28 })), { minLength: 1, maxLength: 12 }),
        async (parts) => {
          const covered = new Set<number>();
          const texts = parts.map(([index, prefix]) => {
            const size = 2 ** (32 - prefix);
            for (let offset = 0; offset < size; offset++) {
              covered.add(index * size + offset);
            }
            return `${dotted(numeric("20.0.0.0") + index * size)}/${prefix}`;
          });
          expect((await judge(texts, { maximumAddresses: covered.size })).violations).toHaveLength(0);
          expect((await judge(texts, { maximumAddresses: covered.size - 1 })).violations).toHaveLength(1);
        },
      ),
      { numRuns: 200 },
    );
  });
});

function numeric(address: string): number {
  return address.split(".").reduce((number, octet) => number * 256 + Number(octet), 0);
}

function dotted(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".");
}
