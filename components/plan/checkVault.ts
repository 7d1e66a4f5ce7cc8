import { checkChoices } from "./choices";
import { defaults, defaultTrustedMicrosoftServices } from "./defaults";
import { checkTenantId } from "./guids";
import { checkIpv4Ranges } from "./ipv4Ranges";
import { checkResourceGroupName, checkVaultName } from "./names";
import { misplaced, statedOf } from "./misplaced";
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

/** Checks that a new vault has a resource group; `KoreByok` creates one. */
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
          rule: "required: a new vault needs a resource group",
          fix: "pass the group's name; or existingVaultId, to use an existing vault",
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
 * second name leaves open which vault is meant, so it is an error; other arguments without effect are only warned of, since
 * stacks may share a file.
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
  const ranges = mode === NetworkMode.Firewall ? statedOf(request, ["operatorIpRanges"]) : [];
  const withoutEffect = (severity: Problem["severity"]) => (part: { key: string; value: unknown }) => ({
    ...part,
    rule: "it has no effect with existingVaultId: that vault is used as it is, and never changed",
    fix: `leave out ${part.key}, or existingVaultId`,
    severity,
  });
  return [
    ...checkResourceId("existingVaultId", "Microsoft.KeyVault/vaults", existingVaultId),
    ...statedOf(request, ["vaultName"]).map(withoutEffect("error")),
    ...[...asked, ...ranges].map(({ key, value }) => ({ key, value })).map(withoutEffect("warning")),
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
