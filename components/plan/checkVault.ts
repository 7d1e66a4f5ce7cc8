import { checkChoices } from "./choices";
import { defaults, defaultTrustedMicrosoftServices } from "./defaults";
import { checkTenantId } from "./guids";
import { checkIpv4Ranges } from "./ipv4Ranges";
import { checkResourceGroupName, checkVaultName } from "./names";
import { NetworkMode } from "./networkPlan";
import { given, type Problem } from "./problem";
import { checkRegion } from "./regions";
import { checkResourceId } from "./resourceIds";

/** The vault that is asked for, or named. Values that are not known yet are left out. */
export interface VaultRequest {
  tenantId?: string;
  resourceGroupName?: string;
  location?: string;
  vaultName?: string;
  existingVaultId?: string;
  vaultSku?: string;
  softDeleteRetentionDays?: number;
  networkMode?: NetworkMode;
  koreIpRanges?: string[];
  operatorIpRanges?: string[];
  trustedMicrosoftServices?: boolean;
}

/** Checks the vault that is asked for, or named. `pending` names arguments that are given but not known yet. */
export function checkVault(request: VaultRequest, pending: ReadonlySet<string>): Problem[] {
  return [
    ...checkChoices(request, ["vaultSku", "networkMode"]),
    ...given(request.tenantId, (value) => checkTenantId("tenantId", value)),
    ...given(request.location, (value) => checkRegion("location", value)),
    ...(request.existingVaultId === undefined
      ? checkNewVault(request)
      : checkNamedVault(request, request.existingVaultId)),
    ...checkVaultNetwork(request, pending),
  ];
}

/** Checks that a vault which is made has a resource group; `KoreByok` makes one. */
export function checkVaultGroup(
  { resourceGroupName, existingVaultId }: VaultRequest,
  pending: ReadonlySet<string>,
): Problem[] {
  const isGiven = (value: string | undefined, key: string) => value !== undefined || pending.has(key);
  return isGiven(resourceGroupName, "resourceGroupName") || isGiven(existingVaultId, "existingVaultId")
    ? []
    : [
        {
          key: "resourceGroupName",
          value: undefined,
          rule: "required: a vault that is made stands in a resource group",
          fix: "pass the group's name; or existingVaultId, to use a vault that stands",
        },
      ];
}

function checkNewVault({ resourceGroupName, vaultName, softDeleteRetentionDays }: VaultRequest): Problem[] {
  return [
    ...given(resourceGroupName, (value) => checkResourceGroupName("resourceGroupName", value)),
    ...given(vaultName, (value) => checkVaultName("vaultName", value)),
    ...given(softDeleteRetentionDays, checkRetention),
  ];
}

/**
 * An existing vault is used as it is. Defaults arrive as values too, so only what differs from them was asked for. A
 * second name leaves open which vault is meant; what else has no effect is only told, since stacks may share a file.
 */
function checkNamedVault(request: VaultRequest, existingVaultId: string): Problem[] {
  const mode = request.networkMode ?? defaults.networkMode;
  const fixed = {
    resourceGroupName: defaults.resourceGroupName,
    softDeleteRetentionDays: defaults.softDeleteRetentionDays,
    trustedMicrosoftServices: defaultTrustedMicrosoftServices(mode),
  } as const;
  const asked = Object.entries(fixed)
    .map(([key, usual]) => ({ key, value: request[key as keyof typeof fixed], usual }))
    .filter(({ value, usual }) => value !== undefined && value !== usual);
  // In the other mode they are out of place anyway.
  const ranges = mode === NetworkMode.Firewall ? unused(request, ["operatorIpRanges"]) : [];
  const told = (severity: Problem["severity"]) => (part: { key: string; value: unknown }) => ({
    ...part,
    rule: "it has no effect with existingVaultId: that vault is used as it is, and never changed",
    fix: `leave out ${part.key}, or existingVaultId`,
    severity,
  });
  return [
    ...checkResourceId("existingVaultId", "Microsoft.KeyVault/vaults", existingVaultId),
    ...unused(request, ["vaultName"]).map(told("error")),
    ...[...asked, ...ranges].map(({ key, value }) => ({ key, value })).map(told("warning")),
  ];
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

function checkVaultNetwork(request: VaultRequest, pending: ReadonlySet<string>): Problem[] {
  const { networkMode = defaults.networkMode, koreIpRanges = [], operatorIpRanges = [] } = request;
  const problems = checkIpv4Ranges({ koreIpRanges, operatorIpRanges });
  if (networkMode === NetworkMode.PrivateEndpoint) {
    problems.push(...misplaced(request, networkMode, ["koreIpRanges", "operatorIpRanges"]));
  }
  if (networkMode === NetworkMode.Firewall && koreIpRanges.length === 0 && !pending.has("koreIpRanges")) {
    problems.push({
      key: "koreIpRanges",
      value: koreIpRanges,
      rule: "in firewall mode an empty list locks Kore out; trusted Microsoft services do not let it in",
      fix: "ask Kore's support for its public IPv4 ranges: they are not published",
    });
  }
  return problems;
}

/** Problems of those arguments that are given and have no effect in a network mode. */
export function misplaced<Request>(request: Request, mode: NetworkMode, keys: (keyof Request & string)[]): Problem[] {
  const other = mode === NetworkMode.Firewall ? NetworkMode.PrivateEndpoint : NetworkMode.Firewall;
  return unused(request, keys).map((problem) => ({
    ...problem,
    rule: `it has no effect with networkMode ${mode}`,
    fix: `leave it out, or set networkMode to ${other}`,
  }));
}

/** Those of the arguments that are given, an empty list aside. */
export function unused<Request>(
  request: Request,
  keys: (keyof Request & string)[],
): { key: keyof Request & string; value: unknown }[] {
  return keys
    .map((key) => ({ key, value: request[key] }))
    .filter(({ value }) => value !== undefined && !(Array.isArray(value) && value.length === 0));
}
