/** The host names of the clouds that the Key Vault face stands in for. */

export interface Cloud {
  /** What a vault's host name ends in, after `<vault name>.`. */
  vaultSuffix: string;
  /** Entra's host name. */
  loginHost: string;
  /** Host name in the issuer (`iss`) of Entra's v1.0 tokens. */
  issuerHost: string;
}

/**
 * Public, US Government and China (21Vianet). Source: Microsoft's pages "National clouds" (Entra) and "Azure Key Vault
 * keys, secrets and certificates overview" (vault suffixes).
 */
export const clouds: readonly Cloud[] = [
  { vaultSuffix: "vault.azure.net", loginHost: "login.microsoftonline.com", issuerHost: "sts.windows.net" },
  { vaultSuffix: "vault.usgovcloudapi.net", loginHost: "login.microsoftonline.us", issuerHost: "sts.windows.net" },
  { vaultSuffix: "vault.azure.cn", loginHost: "login.partner.microsoftonline.cn", issuerHost: "sts.chinacloudapi.cn" },
];

/** The issuer that Entra writes into a v1.0 token of the tenant. */
export function tokenIssuer(cloud: Cloud, tenantId: string): string {
  return `https://${cloud.issuerHost}/${tenantId}/`;
}

/** The resource that a Key Vault token is asked for, and its audience (`aud`). */
export function vaultAudience(cloud: Cloud): string {
  return `https://${cloud.vaultSuffix}`;
}
