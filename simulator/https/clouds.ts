/** The host names of the clouds that the HTTPS face stands in for. */

export interface Cloud {
  /** As the metadata document names it. */
  name: string;
  /** What a vault's host name ends in, after `<vault name>.`. */
  vaultSuffix: string;
  /** Entra's host name. */
  loginHost: string;
  /** Host name in the issuer (`iss`) of Entra's v1.0 tokens. */
  issuerHost: string;
  /** Azure Resource Manager's host name. */
  managementHost: string;
  /** What tokens for Azure Resource Manager are asked for besides its own host: the classic resource. */
  classicManagementHost: string;
  /** Microsoft Graph's host name. */
  graphHost: string;
}

/**
 * Public, US Government and China (21Vianet). Source: Microsoft's pages "National clouds" (Entra) and "Azure Key Vault
 * keys, secrets and certificates overview" (vault suffixes); the metadata document of Azure Resource Manager (the rest).
 */
export const clouds: readonly Cloud[] = [
  {
    name: "AzureCloud",
    vaultSuffix: "vault.azure.net",
    loginHost: "login.microsoftonline.com",
    issuerHost: "sts.windows.net",
    managementHost: "management.azure.com",
    classicManagementHost: "management.core.windows.net",
    graphHost: "graph.microsoft.com",
  },
  {
    name: "AzureUSGovernment",
    vaultSuffix: "vault.usgovcloudapi.net",
    loginHost: "login.microsoftonline.us",
    issuerHost: "sts.windows.net",
    managementHost: "management.usgovcloudapi.net",
    classicManagementHost: "management.core.usgovcloudapi.net",
    graphHost: "graph.microsoft.us",
  },
  {
    name: "AzureChinaCloud",
    vaultSuffix: "vault.azure.cn",
    loginHost: "login.partner.microsoftonline.cn",
    issuerHost: "sts.chinacloudapi.cn",
    managementHost: "management.chinacloudapi.cn",
    classicManagementHost: "management.core.chinacloudapi.cn",
    graphHost: "microsoftgraph.chinacloudapi.cn",
  },
];

/** The issuer that Entra writes into a v1.0 token of the tenant. */
export function tokenIssuer(cloud: Cloud, tenantId: string): string {
  return `https://${cloud.issuerHost}/${tenantId}/`;
}

/** The resource that a Key Vault token is asked for, and its audience (`aud`). */
export function vaultAudience(cloud: Cloud): string {
  return `https://${cloud.vaultSuffix}`;
}

/** The audience of a token for Azure Resource Manager. */
export function managementAudience(cloud: Cloud): string {
  return `https://${cloud.managementHost}`;
}

/** The audience of a token for Microsoft Graph. */
export function graphAudience(cloud: Cloud): string {
  return `https://${cloud.graphHost}`;
}

/** The audience that a token gets for the resource it is asked for; undefined for one that is not simulated. */
export function audienceOf(cloud: Cloud, resource: string): string | undefined {
  const asked = resource.replace(/\/+$/, "");
  if (asked === `https://${cloud.classicManagementHost}`) return managementAudience(cloud);
  return [vaultAudience(cloud), managementAudience(cloud), graphAudience(cloud)].find((known) => known === asked);
}
