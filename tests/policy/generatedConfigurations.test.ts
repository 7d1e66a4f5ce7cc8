import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PolicyPackConfig } from "@pulumi/policy";
import * as fc from "fast-check";
import type { KoreByokArgs } from "../../components";
import { maximumAddresses, maximumRanges, widestPrefix } from "../../components/plan/ipv4Ranges";
import type { Rule } from "../../policy/rule";
import { rules } from "../../policy/rules";
import { keyOutputs, kore, login, vaultIdOf, type World } from "../support/mockedAzure";
import { everything, up } from "../support/koreByokProgram";
import type { Registered } from "../support/mocks";
import { judgeResource, judgeStack, type Judgement } from "../support/policyArgs";

/**
 * A configuration takes some 0.06 s of a core, so there are few by default. 10,000 of them, by hand, in some six minutes on two
 * cores: forty processes, two at a time, each with configurations of its own. The SDK keeps what it made, so that a process
 * becomes slower with each configuration; and the larger young generation saves a quarter, which is garbage collection.
 *
 *     export GENERATED_CONFIGURATIONS=250 NODE_OPTIONS=--max-semi-space-size=64
 *     seq 40 | xargs -P 2 -I{} npx jest tests/policy/generatedConfigurations
 */
const configurations = Number(process.env["GENERATED_CONFIGURATIONS"] ?? 40);

const letters = "abcdefghijklmnopqrstuvwxyz";
const word = (max: number) =>
  fc.string({ unit: fc.constantFrom(...letters, ..."0123456789"), minLength: 2, maxLength: max });
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** A range in 20.0.0.0/8 or 21.0.0.0/8, which hold no special-purpose block, by its place among those of its size. */
const range = (first: 20 | 21, index: number, prefix: number): string => {
  const address = index * 2 ** (32 - prefix);
  return `${first}.${(address >> 16) & 255}.${(address >> 8) & 255}.${address & 255}/${prefix}`;
};
/** Ranges that do not overlap, each in a block of its own that is as wide as the widest of the prefixes. */
const ranges = (first: 20 | 21, prefixes: number[], minLength: number, maxLength: number) => {
  const block = Math.min(...prefixes);
  return fc
    .uniqueArray(fc.nat({ max: 2 ** (block - 8) - 1 }), { minLength, maxLength })
    .chain((blocks) =>
      fc.tuple(
        ...blocks.map((index) =>
          fc.constantFrom(...prefixes).map((prefix) => range(first, index * 2 ** (prefix - block), prefix)),
        ),
      ),
    );
};
/** Kore's ranges and one's own, up to the program's limits: the widest, the most addresses and the most ranges. */
const widest = maximumAddresses / 2 ** (32 - widestPrefix);
const firewall = fc.oneof(
  {
    weight: 7,
    arbitrary: fc.record({
      koreIpRanges: ranges(20, [28, 30, 32], 1, 25),
      operatorIpRanges: ranges(21, [28, 30, 32], 0, 25),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      koreIpRanges: ranges(20, [widestPrefix, 20, 24], 1, widest - 1),
      operatorIpRanges: ranges(21, [widestPrefix, 20, 24], 0, 1),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: maximumRanges }).map((count) => ({
      koreIpRanges: Array.from({ length: count }, (_, index) => range(20, index, 32)),
      operatorIpRanges: Array.from({ length: maximumRanges - count }, (_, index) => range(21, index, 32)),
    })),
  },
);

const anywhere = fc.record({
  koreClientId: fc.constant(kore.clientId),
  location: fc.constantFrom("westeurope", "northeurope", "germanywestcentral", "eastus2", "brazilsouth"),
  tenantId: optional(fc.constant(login.tenantId)),
  koreProduct: fc.constantFrom(undefined, "ai-for-service" as const, "ai-for-work" as const),
  resourceGroupName: optional(word(40).map((name) => `rg-${name}`)),
  existingResourceGroup: optional(fc.boolean()),
  vaultName: optional(word(15).map((name) => `kv-${name}`)),
  softDeleteRetentionDays: fc.constantFrom(undefined, 90, 90, 90, 89, 7),
  keyName: optional(word(100).map((name) => `key-${name}`)),
  keySize: fc.constantFrom(undefined, 4096, 2048),
  keyRotation: fc.constantFrom(
    undefined,
    undefined,
    { rotateAfter: "P1Y" },
    { rotateAfter: "P1Y", expireAfter: "P2Y" },
    { rotateAfter: "P7D", expireAfter: "P28D" },
    { rotateAfter: "P11M", expireAfter: "P1Y", notifyBeforeExpiry: "P30D" },
  ),
  enforcementDate: fc.constantFrom(undefined, "2099-01-31", "2100-12-01"),
  allowKeyReplacement: fc.constantFrom(undefined, false, false, true),
  koreAccess: fc.constantFrom(undefined, "active" as const, "revoked" as const),
  koreRole: fc.constantFrom(undefined, "crypto-user" as const, "crypto-service-encryption-user" as const),
  koreAccessScope: fc.constantFrom(undefined, "vault" as const, "key" as const),
  trustedMicrosoftServices: optional(fc.boolean()),
  logAnalyticsWorkspaceId: optional(fc.constant(everything.logAnalyticsWorkspaceId!)),
  // Rarely: an alert, of which there are many, takes long to make, and no rule judges it.
  alertEmails: fc.constantFrom(...Array<undefined>(9).fill(undefined), everything.alertEmails),
  deleteLock: optional(fc.boolean()),
  tags: optional(fc.dictionary(word(20), word(20), { maxKeys: 5, noNullPrototype: true })),
});
const principal = fc.oneof(
  fc.record({ koreServicePrincipalObjectId: fc.constant(kore.objectId) }),
  fc.record({
    servicePrincipal: fc.constantFrom(undefined, "create" as const, "lookup" as const),
    koreAppOwnerTenantId: optional(fc.constant(kore.publisherTenantId)),
  }),
);
const sku = fc.constantFrom(
  {},
  { vaultSku: "premium" as const },
  { vaultSku: "premium" as const, keyType: "RSA-HSM" as const },
  { vaultSku: "premium" as const, keyType: "RSA" as const },
  { vaultSku: "standard" as const },
  { vaultSku: "standard" as const, keyType: "RSA" as const },
);
const endpointSubnetId = everything.endpointSubnetId as string;
const network = endpointSubnetId.replace(/\/subnets\/.*/, "");
const zone = network.replace(/virtualNetworks\/.*/, "privateDnsZones/privatelink.vaultcore.azure.net");
const dns = fc.constantFrom(
  {},
  { privateDns: "create" as const },
  { privateDns: "create" as const, dnsVirtualNetworkIds: [network, `${network}-hub`] },
  { privateDns: "existing" as const, privateDnsZoneId: zone },
  { privateDns: "policy" as const },
);
const way = fc.oneof(
  firewall.map((lists) => ({ networkMode: "firewall" as const, ...lists })),
  fc.constantFrom({}, { networkMode: "privateEndpoint" as const }),
  dns.map((settings) => ({ networkMode: "privateEndpoint" as const, endpointSubnetId, ...settings })),
);
/** A vault that is there is used as it is: what is fixed about it has no place beside it. */
const vaultThere = {
  existingVaultId: vaultIdOf("kv-there"),
  vaultName: undefined,
  resourceGroupName: undefined,
  softDeleteRetentionDays: undefined,
  trustedMicrosoftServices: undefined,
  operatorIpRanges: undefined,
};
/** A vault that is there, with a key or without; such a key has its rotation. */
const there = fc.constantFrom(...Array<object>(4).fill({}), vaultThere, {
  ...vaultThere,
  existingKey: true,
  keyRotation: undefined,
});
const configuration = fc
  .tuple(anywhere, principal, sku, way, there)
  .map((parts): KoreByokArgs => withoutUndefined(Object.assign({}, ...parts) as KoreByokArgs));

/** What is there before a configuration is applied that uses it. */
function worldOf(args: KoreByokArgs): World {
  const { location, networkMode, koreIpRanges, vaultSku = "premium", keyName = "kore-byok", keySize = 4096 } = args;
  const kty = isSoftware(args) ? "RSA" : "RSA-HSM";
  const keyOps = ["encrypt", "decrypt", "wrapKey", "unwrapKey"];
  const properties = {
    tenantId: login.tenantId,
    sku: { name: vaultSku },
    vaultUri: "https://kv-there.vault.azure.net/",
    enableRbacAuthorization: true,
    enablePurgeProtection: true,
    ...(networkMode === "firewall"
      ? {
          publicNetworkAccess: "Enabled",
          networkAcls: { defaultAction: "Deny", ipRules: (koreIpRanges as string[]).map((value) => ({ value })) },
        }
      : { publicNetworkAccess: "Disabled" }),
  };
  return {
    ...(args.existingVaultId !== undefined && {
      vaults: { "kv-there": { id: args.existingVaultId, name: "kv-there", location, properties } },
    }),
    ...(args.existingKey === true && {
      keys: { [keyName]: keyOutputs("kv-there", keyName, { kty, keySize, keyOps, attributes: { enabled: true } }) },
    }),
  };
}

function withoutUndefined<T extends object>(record: T): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
}

const isSoftware = ({ vaultSku, keyType }: KoreByokArgs): boolean => vaultSku === "standard" || keyType === "RSA";

/** The strictest profile that a configuration is made for. */
function profileOf(args: KoreByokArgs): "baseline" | "private" | "hsm" {
  if (args.networkMode === "firewall") return "baseline";
  return isSoftware(args) ? "private" : "hsm";
}

/** Whether a configuration breaks a rule: it is valid, and a team that sets the pack up wants to know. */
const askedFor: Record<"mandatory" | "advisory", Record<string, (args: KoreByokArgs) => boolean>> = {
  mandatory: {
    "vault-soft-delete": ({ softDeleteRetentionDays = 90 }) => Number(softDeleteRetentionDays) < 90,
    "vault-protected": ({ allowKeyReplacement = false }) => allowKeyReplacement,
    "key-protected": ({ allowKeyReplacement = false }) => allowKeyReplacement,
  },
  advisory: {
    "vault-public-access": ({ networkMode }) => networkMode === "firewall",
    "vault-premium-sku": ({ vaultSku }) => vaultSku === "standard",
    "vault-delete-lock": ({ deleteLock, koreAccess }) => deleteLock === false || koreAccess === "revoked",
    "vault-audit-logs": ({ logAnalyticsWorkspaceId }) => logAnalyticsWorkspaceId === undefined,
    "key-hsm": isSoftware,
    "key-rotation": ({ keyRotation }) => keyRotation === undefined,
    "private-endpoint-dns": ({ privateDns }) => privateDns === "policy",
  },
};

/** Whether what the rule judges is made; what is there already is not. */
function isMade(rule: string, { existingVaultId, existingKey }: KoreByokArgs): boolean {
  return (
    !(existingVaultId !== undefined && rule.startsWith("vault-")) && !(existingKey === true && rule.startsWith("key-"))
  );
}

const profiles = Object.fromEntries(
  ["baseline", "private", "hsm"].map((name) => [
    name,
    JSON.parse(readFileSync(join(__dirname, `../../policy/profiles/${name}.json`), "utf8")) as PolicyPackConfig,
  ]),
);

/** The rules of each level that the resources break, each once, and those that were not judged. */
async function judged(profile: PolicyPackConfig, resources: Registered[]) {
  const found = { mandatory: new Set<string>(), advisory: new Set<string>(), notJudged: new Set<string>() };
  for (const rule of rules) {
    const setting = profile[rule.name]!;
    const { enforcementLevel, ...config } = typeof setting === "string" ? { enforcementLevel: setting } : setting;
    for (const { violations, notJudged } of await judgements(rule, resources, { ...defaultsOf(rule), ...config })) {
      if (violations.length > 0) found[enforcementLevel as "mandatory" | "advisory"].add(rule.name);
      if (notJudged !== undefined) found.notJudged.add(`${rule.name}: ${notJudged}`);
    }
  }
  return found;
}

/** Both halves of a rule, as the engine has them: each resource by its inputs, and the stack by Azure's answers. */
async function judgements(rule: Rule, resources: Registered[], config: object): Promise<Judgement[]> {
  const judgements: Judgement[] = [];
  if ("validateResource" in rule) {
    for (const { type, name, inputs, options } of resources) {
      const { protect } = options;
      judgements.push(await judgeResource(rule, { type, name, props: inputs, opts: { protect } }, config));
    }
  }
  if ("validateStack" in rule) {
    const made = new Set(resources.map(({ urn }) => urn));
    const stack = resources.map(({ type, urn, outputs, sources }) => ({
      type,
      // Resources of two types may share a name.
      name: urn,
      props: outputs,
      from: Object.fromEntries(
        Object.entries(sources).map(([input, urns]) => [input, urns.filter((source) => made.has(source))]),
      ),
    }));
    judgements.push(await judgeStack(rule, stack, config));
  }
  return judgements;
}

function defaultsOf({ configSchema }: (typeof rules)[number]): object {
  const properties = Object.entries(configSchema?.properties ?? {});
  return Object.fromEntries(properties.map(([name, schema]) => [name, schema.default]));
}

jest.setTimeout(60 * 60 * 1000);

describe("the pack on stacks of our own", () => {
  // The SDK keeps a stack trace for each output, which takes most of the time.
  const { stackTraceLimit } = Error;
  beforeAll(() => {
    Error.stackTraceLimit = 0;
    jest.spyOn(console, "warn").mockImplementation(() => undefined);
  });
  afterAll(() => {
    Error.stackTraceLimit = stackTraceLimit;
    jest.restoreAllMocks();
  });

  it("judges all of any valid configuration, and finds nothing but what the configuration itself asks for", async () => {
    await fc.assert(
      fc.asyncProperty(configuration, async (args) => {
        const { made } = await up(args, worldOf(args));
        const broken = (level: "mandatory" | "advisory") =>
          new Set(Object.keys(askedFor[level]).filter((rule) => isMade(rule, args) && askedFor[level][rule]!(args)));
        expect(await judged(profiles[profileOf(args)]!, made)).toEqual({
          mandatory: broken("mandatory"),
          advisory: broken("advisory"),
          notJudged: new Set(),
        });
      }),
      { numRuns: configurations },
    );
  });
});
