import fc from "fast-check";
import { checkByok, type ByokRequest } from "../../../components/plan/checkByok";
import { PrivateDns } from "../../../components/plan/endpointPlan";
import { keySizes, KeyType, VaultSku } from "../../../components/plan/keyRules";
import { NetworkMode } from "../../../components/plan/networkPlan";
import { errorsOf, warningsOf } from "../../../components/plan/problem";
import { KoreAccess, KoreAccessScope, KoreProduct, KoreRole } from "../../../components/plan/roles";
import { ServicePrincipalMode } from "../../../components/plan/servicePrincipalMode";

const now = new Date("2026-11-23T12:00:00Z");
const group = "/subscriptions/8d2f9a44-7c3b-4e0d-9a55-2b1c3d4e5f60/resourceGroups/rg/providers";
const vaultId = `${group}/Microsoft.KeyVault/vaults/kv-there`;
const subnetId = `${group}/Microsoft.Network/virtualNetworks/vnet/subnets/endpoints`;
const zoneId = `${group}/Microsoft.Network/privateDnsZones/privatelink.vaultcore.azure.net`;

/** What is fixed about an existing vault. */
const asItIs = {
  vaultName: undefined,
  resourceGroupName: undefined,
  softDeleteRetentionDays: undefined,
  trustedMicrosoftServices: undefined,
  operatorIpRanges: undefined,
};

const someId = "8d2f9a44-7c3b-4e0d-9a55-2b1c3d4e5f60";

const words = (choices: Record<string, string>) => fc.constantFrom(...Object.values(choices)) as fc.Arbitrary<never>;
const guid = fc.uuid({ version: 4 });

/** What every request may have. */
const common = {
  koreProduct: words(KoreProduct),
  servicePrincipal: words(ServicePrincipalMode),
  tenantId: guid,
  resourceGroupName: fc.stringMatching(/^[a-z][a-z0-9._()-]{0,88}[a-z]$/),
  existingResourceGroup: fc.boolean(),
  vaultSku: fc.constant(VaultSku.Premium),
  keyType: words(KeyType),
  softDeleteRetentionDays: fc.integer({ min: 7, max: 90 }),
  keyName: fc.stringMatching(/^[0-9a-zA-Z-]{1,127}$/),
  keySize: fc.constantFrom(...keySizes),
  keyRotation: fc.constantFrom({ rotateAfter: "P1Y" }, { rotateAfter: "P7D", expireAfter: "P28D" }),
  enforcementDate: fc.constantFrom("2026-01-31", "2026-11-23", "2027-01-31"),
  koreAccess: words(KoreAccess),
  koreRole: words(KoreRole),
  koreAccessScope: words(KoreAccessScope),
  trustedMicrosoftServices: fc.boolean(),
  deleteLock: fc.boolean(),
  alertEmails: fc.constantFrom([], ["ops@example.com"], ["ops@example.com", "ciso@example.com"]),
  logAnalyticsWorkspaceId: fc.constant(`${group}/Microsoft.OperationalInsights/workspaces/logs`),
  tags: fc.dictionary(fc.stringMatching(/^[a-z]{1,20}$/), fc.string({ maxLength: 256 }), { maxKeys: 15 }),
};

const some = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(model, { requiredKeys: [] }) as unknown as fc.Arbitrary<ByokRequest>;
/** The parts of which at most one way at a time makes sense. */
const vault = fc.oneof(
  some({ vaultName: fc.stringMatching(/^[a-z][a-z0-9]{2,23}$/) }),
  fc.constant<ByokRequest>({ existingVaultId: vaultId }),
);
const network = fc.oneof(
  some({ networkMode: fc.constant(NetworkMode.PrivateEndpoint) }),
  some({ privateDns: words(PrivateDns) }).map((dns): ByokRequest => ({
    ...dns,
    endpointSubnetId: subnetId,
    ...(dns.privateDns === PrivateDns.Existing ? { privateDnsZoneId: zoneId } : {}),
  })),
  fc.uniqueArray(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 9 }).map((numbers): ByokRequest => ({
    networkMode: NetworkMode.Firewall,
    koreIpRanges: numbers.map((number) => `20.42.${number}.0/28`),
    operatorIpRanges: ["20.50.0.8/29"],
  })),
);
const publisher = some({ koreAppOwnerTenantId: guid });

const valid = fc
  .tuple(fc.record({ koreClientId: guid }), some(common), vault, network, publisher)
  .map((parts): ByokRequest => Object.assign({}, ...parts) as ByokRequest)
  .map((request) => (request.existingVaultId === undefined ? request : { ...request, ...asItIs }))
  .filter(({ koreClientId, tenantId }) => koreClientId !== tenantId);

const keysOf = (request: ByokRequest, pending?: Set<string>) =>
  errorsOf(checkByok(request, now, pending)).map(({ key }) => key);

describe("checkByok", () => {
  it("accepts every valid request", () => {
    fc.assert(
      fc.property(valid, (request) => expect(keysOf(request)).toEqual([])),
      { numRuns: 300 },
    );
  });

  const firewall = { networkMode: NetworkMode.Firewall, koreIpRanges: ["20.42.7.0/28"] };
  const noEndpoint = { endpointSubnetId: undefined, privateDns: undefined, privateDnsZoneId: undefined };
  const word = "no such word" as never;
  it.each<[string, (request: ByokRequest) => ByokRequest]>([
    ["koreClientId", () => ({ koreClientId: undefined })],
    ["koreClientId", () => ({ koreClientId: "kore" })],
    ["koreClientId", ({ koreClientId }) => ({ tenantId: koreClientId })],
    ["tenantId", () => ({ tenantId: "contoso.onmicrosoft.com" })],
    ["koreAppOwnerTenantId", () => ({ koreAppOwnerTenantId: "kore.ai" })],
    [
      "koreServicePrincipalObjectId",
      ({ koreClientId }) => ({ koreServicePrincipalObjectId: koreClientId, koreAppOwnerTenantId: undefined }),
    ],
    ["koreAppOwnerTenantId", () => ({ koreServicePrincipalObjectId: someId, koreAppOwnerTenantId: someId })],
    [
      "koreAppOwnerTenantId",
      ({ koreClientId }) => ({ koreServicePrincipalObjectId: undefined, koreAppOwnerTenantId: koreClientId }),
    ],
    [
      "koreServicePrincipalObjectId",
      () => ({
        koreServicePrincipalObjectId: someId,
        koreAppOwnerTenantId: undefined,
        tenantId: someId,
      }),
    ],
    ["koreProduct", () => ({ koreProduct: word })],
    ["servicePrincipal", () => ({ servicePrincipal: word })],
    ["koreAccess", () => ({ koreAccess: word })],
    ["koreRole", () => ({ koreRole: word })],
    ["koreAccessScope", () => ({ koreAccessScope: word })],
    ["environment", () => ({ environment: "german" })],
    ["location", () => ({ location: "Moon" })],
    ["location", () => ({ location: "" })],
    ["resourceGroupName", () => ({ existingVaultId: undefined, resourceGroupName: "rg." })],
    ["vaultName", () => ({ existingVaultId: undefined, vaultName: "1kv" })],
    ["vaultName", () => ({ ...asItIs, existingVaultId: vaultId, vaultName: "kv-other" })],
    ["existingVaultId", () => ({ ...asItIs, existingVaultId: "kv-there" })],
    ["softDeleteRetentionDays", () => ({ existingVaultId: undefined, softDeleteRetentionDays: 6 })],
    ["keyName", () => ({ keyName: "kore_byok" })],
    ["keyType", () => ({ vaultSku: VaultSku.Standard, keyType: KeyType.RsaHsm })],
    ["keyType", () => ({ keyType: word })],
    ["keySize", () => ({ keySize: 3072 })],
    ["keyRotation.rotateAfter", () => ({ keyRotation: { rotateAfter: "P6D" } })],
    ["existingKey", () => ({ existingVaultId: undefined, existingKey: true, keyRotation: undefined })],
    [
      "keyRotation",
      () => ({
        ...asItIs,
        existingVaultId: vaultId,
        existingKey: true,
        keyRotation: { rotateAfter: "P1Y" },
      }),
    ],
    ["enforcementDate", () => ({ enforcementDate: "2027-02-30" })],
    ["allowKeyReplacement", () => ({ enforcementDate: "2026-11-23", allowKeyReplacement: true })],
    ["koreIpRanges", () => ({ ...noEndpoint, ...firewall, koreIpRanges: [] })],
    ["koreIpRanges[0]", () => ({ ...noEndpoint, ...firewall, koreIpRanges: ["10.0.0.0/28"] })],
    [
      "operatorIpRanges[0]",
      () => ({ ...noEndpoint, ...firewall, existingVaultId: undefined, operatorIpRanges: ["20.42.7.4/30"] }),
    ],
    ["privateDns", () => ({ ...noEndpoint, ...firewall, operatorIpRanges: [], privateDns: PrivateDns.Policy })],
    [
      "privateDns",
      () => ({
        networkMode: undefined,
        koreIpRanges: [],
        operatorIpRanges: [],
        ...noEndpoint,
        privateDns: PrivateDns.Policy,
      }),
    ],
    ["endpointSubnetId", () => ({ ...noEndpoint, ...firewall, operatorIpRanges: [], endpointSubnetId: subnetId })],
    ["koreIpRanges", () => ({ networkMode: undefined, koreIpRanges: ["20.42.7.0/28"], operatorIpRanges: [] })],
    [
      "privateDnsZoneId",
      () => ({
        networkMode: undefined,
        koreIpRanges: [],
        operatorIpRanges: [],
        ...noEndpoint,
        privateDnsZoneId: zoneId,
      }),
    ],
    ["logAnalyticsWorkspaceId", () => ({ logAnalyticsWorkspaceId: "logs" })],
    ["alertEmails[0]", () => ({ alertEmails: ["ops"] })],
    ["tags.<b>", () => ({ tags: { "<b>": "x" } })],
    ["tags.__proto__", () => ({ tags: JSON.parse('{"__proto__": "x"}') as Record<string, string> })],
  ])("refuses a request whose one fault is %s (%#)", (key, mutate) => {
    fc.assert(
      fc.property(valid, (request) => expect(keysOf({ ...request, ...mutate(request) })).toEqual([key])),
      {
        numRuns: 25,
      },
    );
  });

  it("leaves an argument alone that is given but not known yet", () => {
    expect(keysOf({}, new Set(["koreClientId"]))).toEqual([]);
    expect(keysOf({ networkMode: NetworkMode.Firewall }, new Set(["koreClientId", "koreIpRanges"]))).toEqual([]);
  });

  it.each<[string, (request: ByokRequest) => ByokRequest]>([
    ["resourceGroupName", () => ({ resourceGroupName: "rg-mine" })],
    ["softDeleteRetentionDays", () => ({ softDeleteRetentionDays: 30 })],
    [
      "trustedMicrosoftServices",
      ({ networkMode }) => ({ trustedMicrosoftServices: networkMode !== NetworkMode.Firewall }),
    ],
    ["operatorIpRanges", () => ({ ...noEndpoint, ...firewall, operatorIpRanges: ["20.50.0.8/29"] })],
  ])("only warns that %s has no effect beside an existing vault: a stack file may be shared", (key, mutate) => {
    fc.assert(
      fc.property(valid, (request) => {
        const asked = { ...request, ...asItIs, existingVaultId: vaultId, ...mutate(request) };
        expect(keysOf(asked)).toEqual([]);
        const told = warningsOf(checkByok(asked, now)).filter(({ rule }) => rule.includes("existingVaultId"));
        expect(told.map((warning) => warning.key)).toEqual([key]);
      }),
      { numRuns: 25 },
    );
  });

  it("leaves the key's type alone beside a tier that is not known yet", () => {
    const request: ByokRequest = { koreClientId: someId, keyType: KeyType.RsaHsm };
    expect(keysOf({ ...request, vaultSku: VaultSku.Standard })).toEqual(["keyType"]);
    expect(keysOf(request, new Set(["vaultSku"]))).toEqual([]);
  });

  it("takes the declared defaults beside an existing vault, and says nothing of its retention", () => {
    const defaults: ByokRequest = {
      koreClientId: someId,
      existingVaultId: vaultId,
      resourceGroupName: "rg-kore-byok",
      softDeleteRetentionDays: 90,
      trustedMicrosoftServices: false,
      koreIpRanges: [],
      operatorIpRanges: [],
      privateDns: PrivateDns.Create,
      dnsVirtualNetworkIds: [],
    };
    expect(checkByok(defaults, now)).toEqual([]);
    const asked = checkByok({ ...defaults, softDeleteRetentionDays: 30 }, now);
    expect(asked).toMatchObject([{ key: "softDeleteRetentionDays", rule: expect.stringContaining("existingVaultId") }]);
  });

  it("refuses the publisher's check beside an object ID, even where neither is known yet", () => {
    const request: ByokRequest = { koreClientId: someId };
    expect(keysOf(request, new Set(["koreServicePrincipalObjectId"]))).toEqual([]);
    const both = new Set(["koreServicePrincipalObjectId", "koreAppOwnerTenantId"]);
    expect(keysOf(request, both)).toEqual(["koreAppOwnerTenantId"]);
  });

  it("finds every fault at once", () => {
    const request: ByokRequest = { keySize: 3072, vaultName: "kore--kv", koreRole: word, tags: { "<b>": "x" } };
    expect(keysOf(request).sort()).toEqual(["keySize", "koreClientId", "koreRole", "tags.<b>", "vaultName"]);
  });
});
