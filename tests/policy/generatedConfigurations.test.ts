import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PolicyPackConfig } from "@pulumi/policy";
import * as fc from "fast-check";
import type { KoreByokArgs } from "../../components";
import { rules } from "../../policy/rules";
import { kore } from "../support/mockedAzure";
import { everything, up } from "../support/koreByokProgram";
import type { Registered } from "../support/mocks";
import { judgeResource } from "../support/policyArgs";

/** A configuration takes some 0.15 s: many of them on demand alone, GENERATED_CONFIGURATIONS=10000. */
const configurations = Number(process.env["GENERATED_CONFIGURATIONS"] ?? 40);

const letters = "abcdefghijklmnopqrstuvwxyz";
const word = (max: number) =>
  fc.string({ unit: fc.constantFrom(...letters, ..."0123456789"), minLength: 2, maxLength: max });
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
/**
 * Public addresses: neither 20.0.0.0/8 nor 21.0.0.0/8 holds a special-purpose block. Each range has sixteen addresses of its
 * own at most, and there are 25: they neither overlap nor come to more than 4,096.
 */
const ranges = (first: 20 | 21, minLength: number) =>
  fc
    .uniqueArray(fc.nat({ max: 2 ** 20 - 1 }), { minLength, maxLength: 25 })
    .chain((indexes) =>
      fc.tuple(...indexes.map((index) => fc.constantFrom(28, 30, 32).map((prefix) => ({ index, prefix })))),
    )
    .map((parts) =>
      parts.map(({ index, prefix }) => `${first}.${index >> 12}.${(index >> 4) & 255}.${(index & 15) * 16}/${prefix}`),
    );

const anywhere = fc.record({
  koreClientId: fc.constant(kore.clientId),
  location: fc.constant("westeurope"),
  koreProduct: fc.constantFrom(undefined, "ai-for-service" as const, "ai-for-work" as const),
  servicePrincipal: fc.constantFrom(undefined, "create" as const, "lookup" as const),
  koreServicePrincipalObjectId: optional(fc.constant(kore.objectId)),
  resourceGroupName: optional(word(40).map((name) => `rg-${name}`)),
  vaultName: word(15).map((name) => `kv-${name}`),
  softDeleteRetentionDays: fc.constantFrom(undefined, 90, 90, 90, 89, 7),
  keyName: optional(word(100).map((name) => `key-${name}`)),
  keySize: fc.constantFrom(undefined, 4096, 2048),
  keyRotation: fc.constantFrom(undefined, { rotateAfter: "P1Y" }, { rotateAfter: "P1Y", expireAfter: "P2Y" }),
  allowKeyReplacement: fc.constantFrom(undefined, false, false, true),
  koreAccess: fc.constantFrom(undefined, "active" as const, "revoked" as const),
  koreRole: fc.constantFrom(undefined, "crypto-user" as const, "crypto-service-encryption-user" as const),
  koreAccessScope: fc.constantFrom(undefined, "vault" as const, "key" as const),
  trustedMicrosoftServices: optional(fc.boolean()),
  logAnalyticsWorkspaceId: optional(fc.constant(everything.logAnalyticsWorkspaceId!)),
  alertEmails: optional(fc.constant(everything.alertEmails!)),
  deleteLock: optional(fc.boolean()),
  tags: optional(fc.dictionary(word(20), word(20), { maxKeys: 5, noNullPrototype: true })),
});
const sku = fc.constantFrom(
  {},
  { vaultSku: "premium" as const },
  { vaultSku: "premium" as const, keyType: "RSA-HSM" as const },
  { vaultSku: "premium" as const, keyType: "RSA" as const },
  { vaultSku: "standard" as const },
  { vaultSku: "standard" as const, keyType: "RSA" as const },
);
const network = fc.oneof(
  fc.record({
    networkMode: fc.constant("firewall" as const),
    koreIpRanges: ranges(20, 1),
    operatorIpRanges: ranges(21, 0),
  }),
  fc.constant({}),
  fc.record({
    networkMode: fc.constant("privateEndpoint" as const),
    endpointSubnetId: fc.constant(everything.endpointSubnetId!),
    privateDns: fc.constantFrom(undefined, "create" as const, "policy" as const),
  }),
);
const configuration = fc
  .tuple(anywhere, sku, network)
  .map(([common, tier, way]): KoreByokArgs => withoutUndefined({ ...common, ...tier, ...way }));

function withoutUndefined<T extends object>(record: T): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
}

/** The strictest profile that a configuration is made for. */
function profileOf({ networkMode, vaultSku, keyType }: KoreByokArgs): "baseline" | "private" | "hsm" {
  if (networkMode === "firewall") return "baseline";
  return vaultSku === "standard" || keyType === "RSA" ? "private" : "hsm";
}

/** What a configuration asks for that the pack forbids: it is valid, and a team that sets the pack up wants to know. */
function askedFor({ softDeleteRetentionDays = 90, allowKeyReplacement }: KoreByokArgs): string[] {
  return [
    ...(softDeleteRetentionDays < 90 ? ["vault-soft-delete"] : []),
    ...(allowKeyReplacement ? ["key-protected", "vault-protected"] : []),
  ].sort();
}

const profiles = Object.fromEntries(
  ["baseline", "private", "hsm"].map((name) => [
    name,
    JSON.parse(readFileSync(join(__dirname, `../../policy/profiles/${name}.json`), "utf8")) as PolicyPackConfig,
  ]),
);

/** The mandatory rules of a profile that the resources break, each once. */
async function violated(profile: PolicyPackConfig, resources: Registered[]): Promise<string[]> {
  const broken = new Set<string>();
  for (const rule of rules.filter((candidate) => "validateResource" in candidate)) {
    const setting = profile[rule.name]!;
    const { enforcementLevel, ...config } = typeof setting === "string" ? { enforcementLevel: setting } : setting;
    if (enforcementLevel !== "mandatory") continue;
    for (const { type, name, inputs, options } of resources) {
      const judged = await judgeResource(
        rule,
        { type, name, props: inputs, opts: { protect: options.protect } },
        { ...defaultsOf(rule), ...config },
      );
      if (judged.violations.length > 0) broken.add(rule.name);
    }
  }
  return [...broken].sort();
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

  it("finds nothing mandatory in any valid configuration, but what the configuration itself asks for", async () => {
    await fc.assert(
      fc.asyncProperty(configuration, async (args) => {
        const { made } = await up(args);
        expect(await violated(profiles[profileOf(args)]!, made)).toEqual(askedFor(args));
      }),
      { numRuns: configurations },
    );
  });
});
