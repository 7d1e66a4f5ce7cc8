import { isCovered, normaliseIpv4Ranges } from "./ipv4Ranges";
import { KeyType } from "./keyRules";
import { NetworkMode } from "./networkPlan";
import type { Problem } from "./problem";
import { normaliseRegion } from "./regions";

/** What is read of a vault that exists. */
export interface LiveVault {
  id: string;
  location?: string;
  sku: string;
  tenantId: string;
  enableRbacAuthorization?: boolean;
  enablePurgeProtection?: boolean;
  publicNetworkAccess?: string;
  networkAcls?: { defaultAction?: string; ipRules?: { value: string }[] };
}

/** What the vault must match. */
export interface VaultExpectation {
  tenantId: string;
  /** Region asked for; undefined if none was. */
  location?: string;
  keyType: KeyType;
  networkMode: NetworkMode;
  koreIpRanges: string[];
}

/** What one check found wrong: the live value, the rule, the fix. */
type Finding = [value: string, rule: string, fix: string];

/**
 * Checks a vault that someone else made and that Kore is to use. It is never changed, so each mismatch says what its
 * owner has to do. A vault without purge protection can lose the key for good; one with access policies ignores roles.
 */
export function checkExistingVault(live: LiveVault, wanted: VaultExpectation): Problem[] {
  const name = live.id.split("/").pop() ?? live.id;
  return [...checkProperties(name, live, wanted), ...checkNetwork(name, live, wanted)].map(([value, rule, fix]) => ({
    key: "existingVaultId",
    value,
    rule: `vault ${name}: ${rule}`,
    fix,
  }));
}

function checkProperties(name: string, live: LiveVault, wanted: VaultExpectation): Finding[] {
  const findings: Finding[] = [];
  if (live.enableRbacAuthorization !== true) {
    findings.push([
      `enableRbacAuthorization ${live.enableRbacAuthorization ?? false}`,
      "Kore's access is a role assignment, which a vault with access policies ignores",
      `assign roles to all who use the vault, then az keyvault update --name ${name} --enable-rbac-authorization true`,
    ]);
  }
  if (live.enablePurgeProtection !== true) {
    findings.push([
      `enablePurgeProtection ${live.enablePurgeProtection ?? false}`,
      "without purge protection a deleted key can be purged, and Kore's data with it",
      `az keyvault update --name ${name} --enable-purge-protection true (it cannot be undone)`,
    ]);
  }
  if (live.tenantId.toLowerCase() !== wanted.tenantId) {
    findings.push([
      `tenantId ${live.tenantId}`,
      `its tenant must be ${wanted.tenantId}`,
      "name a vault of that tenant",
    ]);
  }
  const region = live.location;
  if (region !== undefined && wanted.location && normaliseRegion(region) !== normaliseRegion(wanted.location)) {
    findings.push([
      `location ${region}`,
      `azure-native:location is ${wanted.location}`,
      `pulumi config set azure-native:location ${normaliseRegion(region)}`,
    ]);
  }
  if (wanted.keyType === KeyType.RsaHsm && live.sku.toLowerCase() !== "premium") {
    findings.push([
      `sku ${live.sku}`,
      "an HSM key needs a premium vault",
      "set vaultSku to standard and keyType to RSA, or have the vault's tier raised",
    ]);
  }
  return findings;
}

function checkNetwork(name: string, live: LiveVault, wanted: VaultExpectation): Finding[] {
  const findings: Finding[] = [];
  const isPublic = live.publicNetworkAccess?.toLowerCase() !== "disabled";
  const denies = live.networkAcls?.defaultAction?.toLowerCase() === "deny";
  if (isPublic && !denies) {
    findings.push([
      `networkAcls.defaultAction ${live.networkAcls?.defaultAction ?? "Allow"}`,
      "it is open to every network",
      `az keyvault update --name ${name} --default-action Deny, after adding the networks that need it`,
    ]);
  }
  if (wanted.networkMode === NetworkMode.Firewall && !isPublic) {
    findings.push([
      "publicNetworkAccess Disabled",
      "in firewall mode Kore calls over the public network",
      "set networkMode to privateEndpoint, or have public access enabled for selected networks",
    ]);
  }
  if (wanted.networkMode === NetworkMode.Firewall && isPublic && denies) {
    const present = (live.networkAcls?.ipRules ?? []).map(({ value }) => value);
    const missing = normaliseIpv4Ranges(wanted.koreIpRanges).filter((range) => !isCovered(range, present));
    if (missing.length > 0) {
      findings.push([
        `ipRules ${present.join(", ") || "none"}`,
        `its firewall lacks Kore's ${missing.join(", ")}`,
        `az keyvault network-rule add --name ${name} --ip-address ${missing.join(" ")}`,
      ]);
    }
  }
  return findings;
}
