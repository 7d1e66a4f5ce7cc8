import { elementsOf, judgeEach } from "../judgement";
import { AddressRange, parseAddressRange, sizeOf, sizeOfUnion, specialPurposeIn } from "../resources/addressRange";
import { vaultProperties } from "../resources/vault";
import { resourceRule } from "../rule";

/** Azure's limit of IPv4 rules in one vault. */
export const maximumRules = 1000;

/** A /16: wider blocks belong to a cloud provider as a whole, not to one customer of it. */
export const widestRange = 65_536;

/** Two ranges of the widest kind. More is an open door in pieces. */
export const manyAddresses = 131_072;

const rule = "only the callers' own public IPv4 ranges may pass the firewall";

/** The way round a ban on 0.0.0.0/0 is to split it, so what counts is the number of addresses let in altogether. */
export const vaultFirewallRanges = resourceRule<{ maximumAddresses: number; maximumAddressesPerRange: number }>({
  name: "vault-firewall-ranges",
  displayName: "Key Vault firewall ranges are public and narrow",
  description:
    "The firewall lets in no wildcard and no private, reserved or over-broad range, and at most 1,000 ranges.",
  enforcementLevel: "mandatory",
  severity: "high",
  topics: ["vault", "network"],
  references: {},
  remediationSteps:
    "List the public IPv4 addresses or CIDR ranges that callers really come from, as their owner gave them in writing. " +
    "Private addresses never reach a vault's public endpoint: use a private endpoint for them.",
  url: "https://learn.microsoft.com/azure/key-vault/general/network-security",
  configSchema: {
    properties: {
      maximumAddresses: {
        type: "integer",
        minimum: 1,
        default: manyAddresses,
        description: "How many addresses all ranges of one vault may let in together.",
      },
      maximumAddressesPerRange: {
        type: "integer",
        minimum: 1,
        default: widestRange,
        description: "How many addresses one range may let in.",
      },
    },
  },
  judges: ["Vault"],
  judge: ({ props }, { maximumAddresses, maximumAddressesPerRange }, report) => {
    const rules = vaultProperties(props).networkAcls?.ipRules ?? [];
    if (rules.length > maximumRules) {
      report({
        found: `properties.networkAcls.ipRules has ${rules.length} entries`,
        rule: `Azure takes ${maximumRules} at most`,
        fix: "join neighbouring ranges, or use a private endpoint",
      });
    }
    const accepted: AddressRange[] = [];
    judgeEach([
      ...elementsOf(rules).map((read, index) => () => {
        const value = read()?.value;
        const range = parseAddressRange(value);
        const problem = typeof range === "string" ? notation(range) : problemOf(range, maximumAddressesPerRange);
        if (problem) {
          report({
            found: `properties.networkAcls.ipRules[${index}] ${JSON.stringify(value ?? null)} is ${problem.found}`,
            rule,
            fix: problem.fix,
          });
        } else {
          accepted.push(range as AddressRange);
        }
      }),
      () => {
        const total = sizeOfUnion(accepted);
        if (total > maximumAddresses) {
          report({
            found: `properties.networkAcls.ipRules let in ${total} addresses together`,
            rule: `${maximumAddresses} addresses at most (maximumAddresses), or a wildcard could be split up`,
            fix: "narrow the ranges, or raise maximumAddresses in the policy configuration if their owner confirms them",
          });
        }
      },
    ]);
  },
});

function notation(found: string): { found: string; fix: string } {
  return { found, fix: "give one IPv4 address or one network such as 20.42.0.0/24" };
}

function problemOf(range: AddressRange, maximum: number): { found: string; fix: string } | undefined {
  if (sizeOf(range) === 2 ** 32) {
    return { found: "the whole internet", fix: "list the callers' own ranges" };
  }
  const special = specialPurposeIn(range);
  if (special) {
    return { found: `within or across ${special}`, fix: "list public addresses; private ones need a private endpoint" };
  }
  if (sizeOf(range) > maximum) {
    return {
      found: `${sizeOf(range)} addresses wide, over maximumAddressesPerRange (${maximum})`,
      fix: "narrow the range, or raise maximumAddressesPerRange in the policy configuration",
    };
  }
  return undefined;
}
