import type { Unwrap } from "@pulumi/pulumi";
import type { KoreByokArgs } from "../koreByokArgs";
import { checkSound } from "./argumentTypes";
import { koreByokArguments } from "./componentArguments";
import { checkKey } from "./checkKey";
import { accessChoices } from "./checkKeyAccess";
import { checkAlertReach, checkMonitoring } from "./checkMonitoring";
import { checkServicePrincipal } from "./checkServicePrincipal";
import { checkVault } from "./checkVault";
import { checkChoices } from "./choices";
import { checkEnvironment } from "./clouds";
import { defaults } from "./defaults";
import { checkEndpointDns, PrivateDns } from "./endpointPlan";
import { checkEnforcementDate } from "./enforcementDate";
import { misplaced, statedOf } from "./misplaced";
import { NetworkMode } from "./networkPlan";
import { given, type Problem } from "./problem";
import { checkSubnetId } from "./resourceIds";

/** The arguments of `KoreByok` with every value known, or left out if it is not known yet. */
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
          rule: "an existing key requires an existing vault",
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
    return statedOf(asked, ["privateDns", "privateDnsZoneId", "dnsVirtualNetworkIds"]).map((problem) => ({
      ...problem,
      rule: "it has no effect without endpointSubnetId: no private endpoint of yours is created",
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
