import type { Unwrap } from "@pulumi/pulumi";
import type { KoreByokArgs } from "../koreByokArgs";
import { checkSound } from "./argumentTypes";
import { koreByokArguments } from "./componentArguments";
import { checkKey } from "./checkKey";
import { accessChoices } from "./checkKeyAccess";
import { checkAlertReach, checkMonitoring } from "./checkMonitoring";
import { checkServicePrincipal } from "./checkServicePrincipal";
import { checkVault, misplaced, unused } from "./checkVault";
import { checkChoices } from "./choices";
import { checkEnvironment } from "./clouds";
import { defaults, PrivateDns } from "./defaults";
import { checkEndpointDns } from "./endpointPlan";
import { checkEnforcementDate } from "./enforcementDate";
import { NetworkMode } from "./networkPlan";
import { given, type Problem } from "./problem";
import { checkSubnetId } from "./resourceIds";

/** The arguments of `KoreByok` with every value known, or left out where it is not known yet. */
export type ByokRequest = Partial<Unwrap<KoreByokArgs>>;

/**
 * Finds every problem of a request at once: what each component checks of its own arguments, then what contradicts each
 * other between them. `now` decides whether the enforcement date has come; `pending` names arguments that are given but
 * not known yet.
 */
export function checkByok(request: ByokRequest, now: Date, pending: ReadonlySet<string> = new Set()): Problem[] {
  return checkSound(request, koreByokArguments, pending, (sound, unknown) => checkValues(sound, now, unknown));
}

function checkValues(request: ByokRequest, now: Date, pending: ReadonlySet<string>): Problem[] {
  return [
    ...checkChoices(request, [...accessChoices, "privateDns"]),
    ...checkEnvironment("environment", request.environment),
    ...checkIdentity(request, pending),
    ...checkVault(request, pending),
    // A tier that is not known yet is not the default one.
    ...checkKey(request, pending.has("vaultSku") ? undefined : (request.vaultSku ?? defaults.vaultSku)),
    ...checkExistingKey(request, pending),
    ...given(request.enforcementDate, (value) => checkEnforcementDate("enforcementDate", value, request, now)),
    ...checkEndpoint(request, pending),
    ...checkMonitoring(request),
    ...checkAlertReach(request, pending),
  ];
}

function checkIdentity(request: ByokRequest, pending: ReadonlySet<string>): Problem[] {
  return checkServicePrincipal(
    {
      clientId: request.koreClientId,
      mode: request.servicePrincipal,
      objectId: request.koreServicePrincipalObjectId,
      appOwnerTenantId: request.koreAppOwnerTenantId,
    },
    {
      clientId: "koreClientId",
      mode: "servicePrincipal",
      objectId: "koreServicePrincipalObjectId",
      appOwnerTenantId: "koreAppOwnerTenantId",
    },
    pending,
    request.tenantId,
  );
}

function checkExistingKey({ existingKey, existingVaultId }: ByokRequest, pending: ReadonlySet<string>): Problem[] {
  return existingKey === true && existingVaultId === undefined && !pending.has("existingVaultId")
    ? [
        {
          key: "existingKey",
          value: true,
          rule: "a key that exists stands in a vault that exists",
          fix: "set existingVaultId too, or existingKey to false",
        },
      ]
    : [];
}

function checkEndpoint(request: ByokRequest, pending: ReadonlySet<string>): Problem[] {
  const { endpointSubnetId, privateDns, privateDnsZoneId, dnsVirtualNetworkIds, environment } = request;
  // The default arrives as a value too, and a misspelt word has its problem already.
  const asksForDns = privateDns === PrivateDns.Existing || privateDns === PrivateDns.Policy;
  const asked = { ...request, privateDns: asksForDns ? privateDns : undefined };
  if (request.networkMode === NetworkMode.Firewall) {
    return misplaced(asked, request.networkMode, [
      "endpointSubnetId",
      "privateDns",
      "privateDnsZoneId",
      "dnsVirtualNetworkIds",
    ]);
  }
  if (endpointSubnetId === undefined && !pending.has("endpointSubnetId")) {
    return unused(asked, ["privateDns", "privateDnsZoneId", "dnsVirtualNetworkIds"]).map((problem) => ({
      ...problem,
      rule: "without endpointSubnetId there is no endpoint of yours to find",
      fix: "set endpointSubnetId too, or leave it out",
    }));
  }
  return [
    ...given(endpointSubnetId, (value) => checkSubnetId("endpointSubnetId", value)),
    ...checkEndpointDns(
      {
        privateDns: privateDns ?? defaults.privateDns,
        privateDnsZoneId,
        virtualNetworkIds: dnsVirtualNetworkIds,
        environment,
      },
      "dnsVirtualNetworkIds",
      pending,
    ),
  ];
}
