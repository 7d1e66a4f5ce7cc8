import type { Unwrap } from "@pulumi/pulumi";
import type { KoreByokArgs } from "../koreByokArgs";
import { checkArgumentTypes } from "./argumentTypes";
import { defaults, PrivateDns, ServicePrincipalMode } from "./defaults";
import { checkEnforcementDate } from "./enforcementDate";
import { checkEnvironment } from "./clouds";
import { checkEndpointDns } from "./endpointPlan";
import { checkGuid, checkKoreClientId, checkTenantId } from "./guids";
import { checkIpv4Ranges } from "./ipv4Ranges";
import { checkKeySize, checkKeyType, defaultKeyType, VaultSku } from "./keyRules";
import { checkKeyRotation } from "./keyRotation";
import { checkAlertReach, checkMonitoring } from "./checkMonitoring";
import { checkKeyName, checkResourceGroupName, checkVaultName } from "./names";
import { NetworkMode } from "./networkPlan";
import type { Problem } from "./problem";
import { checkResourceId, checkSubnetId } from "./resourceIds";
import { KoreAccess, KoreAccessScope, KoreProduct, KoreRole } from "./roles";
import { checkTags } from "./tags";

/** The arguments of `KoreByok` with every value known, or left out where it is not known yet. */
export type ByokRequest = Partial<Unwrap<KoreByokArgs>>;

/**
 * Finds every problem of a request at once: each argument by itself, then those that contradict each other. `now`
 * decides whether the enforcement date has come; `pending` names arguments that are given but not known yet.
 */
export function checkByok(request: ByokRequest, now: Date, pending: ReadonlySet<string> = new Set()): Problem[] {
  const mistyped = checkArgumentTypes(request);
  const keys = new Set(mistyped.map(({ key }) => key));
  // What is of the wrong type has its problem already: to the rules below it is given, and not known.
  const sound = Object.fromEntries(Object.entries(request).filter(([key]) => !keys.has(key)));
  return [...mistyped, ...checkValues(sound, now, new Set([...pending, ...keys]))];
}

function checkValues(request: ByokRequest, now: Date, pending: ReadonlySet<string>): Problem[] {
  return [
    ...checkChoices(request),
    ...checkIdentity(request, pending),
    ...checkVault(request),
    ...checkKey(request, now),
    ...checkNetwork(request, pending),
    ...checkMonitoring(request),
    ...checkAlertReach(request, pending),
  ];
}

/** Runs a check where the value is given. */
function given<T>(value: T | undefined, check: (value: T) => Problem[]): Problem[] {
  return value === undefined ? [] : check(value);
}

/** Arguments that take one of a few words. */
const choices = {
  koreProduct: KoreProduct,
  servicePrincipal: ServicePrincipalMode,
  vaultSku: VaultSku,
  koreAccess: KoreAccess,
  koreRole: KoreRole,
  koreAccessScope: KoreAccessScope,
  networkMode: NetworkMode,
  privateDns: PrivateDns,
} as const;

function checkChoices(request: ByokRequest): Problem[] {
  const misspelt = Object.entries(choices).flatMap(([name, allowed]) => {
    const key = name as keyof typeof choices;
    const words: string[] = Object.values(allowed);
    return given(request[key] as string | undefined, (value) =>
      words.includes(value)
        ? []
        : [{ key, value, rule: `one of ${words.join(", ")}, in this spelling`, fix: `use ${defaults[key]}` }],
    );
  });
  return [...misspelt, ...checkEnvironment("environment", request.environment)];
}

function checkIdentity(request: ByokRequest, pending: ReadonlySet<string>): Problem[] {
  const askEntra = "ask the Entra administrator who made the service principal; it is not the client ID";
  const missing: Problem[] =
    request.koreClientId === undefined && !pending.has("koreClientId")
      ? [
          {
            key: "koreClientId",
            value: undefined,
            rule: "required: the application (client) ID of Kore's app, which is not published",
            fix: "ask Kore's support for the application (client) ID of your instance, in writing",
          },
        ]
      : [];
  return [
    ...missing,
    ...given(request.koreClientId, (value) => checkKoreClientId("koreClientId", value, request.tenantId)),
    ...given(request.tenantId, (value) => checkTenantId("tenantId", value)),
    ...given(request.koreAppOwnerTenantId, (value) =>
      checkGuid(
        "koreAppOwnerTenantId",
        value,
        "a tenant ID",
        "ask Kore for the tenant that publishes its app, or leave it out",
      ),
    ),
    ...given(request.koreServicePrincipalObjectId, (value) =>
      value === request.koreClientId
        ? [
            {
              key: "koreServicePrincipalObjectId",
              value,
              rule: "a role is assigned to the service principal's object ID, not to the client ID",
              fix: askEntra,
            },
          ]
        : checkGuid("koreServicePrincipalObjectId", value, "an object ID", askEntra),
    ),
    ...(request.koreServicePrincipalObjectId !== undefined && request.koreAppOwnerTenantId !== undefined
      ? [
          {
            key: "koreAppOwnerTenantId",
            value: request.koreAppOwnerTenantId,
            rule: "with koreServicePrincipalObjectId Entra is not touched, so the publisher cannot be checked",
            fix: "leave koreAppOwnerTenantId out, and have the Entra administrator check it; or use servicePrincipal lookup",
          },
        ]
      : []),
  ];
}

function checkVault(request: ByokRequest): Problem[] {
  const problems = [
    ...given(request.resourceGroupName, (value) => checkResourceGroupName("resourceGroupName", value)),
    ...given(request.vaultName, (value) => checkVaultName("vaultName", value)),
    ...given(request.existingVaultId, (value) =>
      checkResourceId("existingVaultId", "Microsoft.KeyVault/vaults", value),
    ),
    ...given(request.softDeleteRetentionDays, checkRetention),
    ...given(request.tags, (value) => checkTags("tags", value)),
  ];
  if (request.existingVaultId !== undefined && request.vaultName !== undefined) {
    problems.push({
      key: "vaultName",
      value: request.vaultName,
      rule: "an existing vault has its name already",
      fix: "leave out vaultName, or existingVaultId",
    });
  }
  return problems;
}

function checkRetention(value: number): Problem[] {
  const key = "softDeleteRetentionDays";
  if (!Number.isInteger(value) || value < 7 || value > 90) {
    return [
      {
        key,
        value,
        rule: 'a whole number of days from 7 to 90, fixed at creation (learn.microsoft.com, "Soft-delete overview")',
        fix: "use 90",
      },
    ];
  }
  return value < 90
    ? [
        {
          key,
          value,
          rule: "a deleted key can be brought back for this many days only, and it can never be raised",
          fix: "use 90",
          severity: "warning",
        },
      ]
    : [];
}

function checkKey(request: ByokRequest, now: Date): Problem[] {
  const vaultSku = request.vaultSku ?? defaults.vaultSku;
  const problems = [
    ...given(request.keyName, (value) => checkKeyName("keyName", value)),
    ...checkKeyType("keyType", request.keyType ?? defaultKeyType(vaultSku), vaultSku),
    ...given(request.keySize, (value) => checkKeySize("keySize", value)),
    ...given(request.keyRotation, (value) => checkKeyRotation("keyRotation", value)),
    ...given(request.enforcementDate, (value) => checkEnforcementDate("enforcementDate", value, request, now)),
  ];
  if (request.existingKey === true && request.existingVaultId === undefined) {
    problems.push({
      key: "existingKey",
      value: true,
      rule: "a key that exists stands in a vault that exists",
      fix: "set existingVaultId too, or existingKey to false",
    });
  }
  if (request.existingKey === true && request.keyRotation !== undefined) {
    problems.push({
      key: "keyRotation",
      value: request.keyRotation,
      rule: "Azure Resource Manager gives a rotation policy at creation only, and this key exists",
      fix: "leave keyRotation out and use az keyvault key rotation-policy update",
    });
  }
  return problems;
}

function checkNetwork(request: ByokRequest, pending: ReadonlySet<string>): Problem[] {
  const mode = request.networkMode ?? defaults.networkMode;
  const { koreIpRanges = [], operatorIpRanges = [] } = request;
  const problems = checkIpv4Ranges({ koreIpRanges, operatorIpRanges });
  if (mode === NetworkMode.Firewall) {
    if (koreIpRanges.length === 0 && !pending.has("koreIpRanges")) {
      problems.push({
        key: "koreIpRanges",
        value: koreIpRanges,
        rule: "in firewall mode an empty list locks Kore out; trusted Microsoft services do not let it in",
        fix: "ask Kore's support for its public IPv4 ranges: they are not published",
      });
    }
    return [...problems, ...misplaced(request, mode, ["endpointSubnetId", "privateDnsZoneId", "dnsVirtualNetworkIds"])];
  }
  return [
    ...problems,
    ...misplaced(request, mode, ["koreIpRanges", "operatorIpRanges"]),
    ...checkEndpoint(request, pending),
  ];
}

function checkEndpoint(request: ByokRequest, pending: ReadonlySet<string>): Problem[] {
  const { endpointSubnetId, privateDnsZoneId, dnsVirtualNetworkIds, environment } = request;
  if (endpointSubnetId === undefined && !pending.has("endpointSubnetId")) {
    return unused(request, ["privateDnsZoneId", "dnsVirtualNetworkIds"]).map((problem) => ({
      ...problem,
      rule: "without endpointSubnetId there is no endpoint of yours to find",
      fix: "set endpointSubnetId too, or leave it out",
    }));
  }
  return [
    ...given(endpointSubnetId, (value) => checkSubnetId("endpointSubnetId", value)),
    ...checkEndpointDns(
      {
        privateDns: request.privateDns ?? defaults.privateDns,
        privateDnsZoneId,
        virtualNetworkIds: dnsVirtualNetworkIds,
        environment,
      },
      "dnsVirtualNetworkIds",
      pending,
    ),
  ];
}

function misplaced(request: ByokRequest, mode: NetworkMode, keys: (keyof ByokRequest)[]): Problem[] {
  const other = mode === NetworkMode.Firewall ? NetworkMode.PrivateEndpoint : NetworkMode.Firewall;
  return unused(request, keys).map((problem) => ({
    ...problem,
    rule: `it has no effect with networkMode ${mode}`,
    fix: `leave it out, or set networkMode to ${other}`,
  }));
}

/** Those of the arguments that are given, an empty list aside. */
function unused(request: ByokRequest, keys: (keyof ByokRequest)[]): Pick<Problem, "key" | "value">[] {
  return keys
    .map((key) => ({ key, value: request[key] }))
    .filter(({ value }) => value !== undefined && !(Array.isArray(value) && value.length === 0));
}
