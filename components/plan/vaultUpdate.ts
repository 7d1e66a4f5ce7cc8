import { VaultSku } from "./keyRules";
import type { Problem } from "./problem";
import { normaliseRegion } from "./regions";

/** What is fixed about a vault once it exists. */
export interface VaultIdentity {
  location?: string;
  tenantId?: string;
  sku?: string;
  softDeleteRetentionInDays?: number;
}

/**
 * What is fixed about a vault, from its outputs or its arguments, whose shapes are alike. In a preview an argument may not
 * be known yet.
 */
export function vaultIdentityOf(vault: unknown): VaultIdentity & { name?: string } {
  const { name, location, properties } = vault as Record<string, unknown> & { properties: Record<string, unknown> };
  const text = (value: unknown) => (typeof value === "string" ? value : undefined);
  const days = properties["softDeleteRetentionInDays"];
  return {
    name: text(name),
    location: text(location),
    tenantId: text(properties["tenantId"]),
    sku: text((properties["sku"] as { name?: unknown } | undefined)?.name),
    softDeleteRetentionInDays: typeof days === "number" ? days : undefined,
  };
}

/**
 * Compares an existing vault with what an update asks for. Azure refuses such a change only while the update runs, when
 * other resources have been changed already; here it is reported beforehand.
 *
 * Region and retention are fixed at creation (learn.microsoft.com, "Azure Key Vault soft-delete overview"), the tenant is
 * the subscription's, and a vault with HSM keys cannot become a standard one. A step up to premium is let through.
 *
 * @param live The vault as Azure last returned it; what is not known there is not compared.
 * @param wanted The arguments of the update; what is left out or not known yet is not compared.
 */
export function checkVaultUpdate(vaultName: string, live: VaultIdentity, wanted: VaultIdentity): Problem[] {
  const problems: Problem[] = [];
  const rule = (what: string) => `vault ${vaultName} exists with ${what}`;
  const { location, tenantId, sku, softDeleteRetentionInDays: days } = live;
  if (differs(location && normaliseRegion(location), wanted.location && normaliseRegion(wanted.location))) {
    problems.push({
      key: "location",
      value: wanted.location,
      rule: `${rule(`region ${location}`)}, and a vault stays in its region`,
      fix: `pulumi config set azure-native:location ${normaliseRegion(location ?? "")}; a vault in another region needs another stack`,
    });
  }
  if (differs(tenantId?.toLowerCase(), wanted.tenantId?.toLowerCase())) {
    problems.push({
      key: "tenantId",
      value: wanted.tenantId,
      rule: `${rule(`tenant ${tenantId}`)}: another tenant cuts off everyone who uses it, Kore too`,
      fix: `log in to that tenant again: az login --tenant ${tenantId}`,
    });
  }
  if (differs(days, wanted.softDeleteRetentionInDays)) {
    problems.push({
      key: "softDeleteRetentionDays",
      value: wanted.softDeleteRetentionInDays,
      rule: `${rule(`${days} days`)}, and Azure never changes the retention of a vault`,
      fix: `set softDeleteRetentionDays to ${days}`,
    });
  }
  if (sku?.toLowerCase() === VaultSku.Premium && wanted.sku === VaultSku.Standard) {
    problems.push({
      key: "vaultSku",
      value: wanted.sku,
      rule: `${rule("tier premium")}, and a standard vault cannot hold its HSM keys`,
      fix: "set vaultSku to premium",
    });
  }
  return problems;
}

/** Whether two values that are both known differ. */
function differs<T>(live: T | undefined, wanted: T | undefined): boolean {
  return live !== undefined && wanted !== undefined && live !== wanted;
}
