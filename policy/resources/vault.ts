/** The properties of a Key Vault that rules read: `Microsoft.KeyVault/vaults`, `properties`. */
export interface VaultProperties {
  enablePurgeProtection?: unknown;
  enableSoftDelete?: unknown;
  softDeleteRetentionInDays?: unknown;
  enableRbacAuthorization?: unknown;
  accessPolicies?: unknown;
  publicNetworkAccess?: unknown;
  sku?: { name?: unknown } | null;
  networkAcls?: NetworkAcls | null;
}

/** The vault's firewall: `properties.networkAcls`. */
export interface NetworkAcls {
  defaultAction?: unknown;
  ipRules?: ({ value?: unknown } | null)[] | null;
}

/** A vault's properties, from its inputs. */
export function vaultProperties(inputs: Record<string, any>): VaultProperties {
  return inputs.properties ?? {};
}
