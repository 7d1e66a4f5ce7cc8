import type { Problem } from "./problem";

/** What differs between Azure's clouds for this package. */
export interface Cloud {
  /** Microsoft's name for it. */
  displayName: string;
  /** Host of Microsoft Entra's sign-in. */
  loginHost: string;
  /** Host of Azure Resource Manager. */
  managementHost: string;
  /** Host of Microsoft Graph. */
  graphHost: string;
  /** What follows the vault's name in its host name. */
  vaultSuffix: string;
  /** The one private DNS zone name that works for vaults. */
  privateDnsZoneName: string;
}

/**
 * Azure's clouds. Kore's app registration of the public cloud does not exist in the others: each needs its own.
 * Source: learn.microsoft.com, "Microsoft Entra authentication & national clouds", "Compare Azure Government and global
 * Azure" and "Azure private endpoint private DNS zone values".
 */
const clouds = {
  public: {
    displayName: "Azure",
    loginHost: "login.microsoftonline.com",
    managementHost: "management.azure.com",
    graphHost: "graph.microsoft.com",
    vaultSuffix: "vault.azure.net",
    privateDnsZoneName: "privatelink.vaultcore.azure.net",
  },
  usGovernment: {
    displayName: "Azure US Government",
    loginHost: "login.microsoftonline.us",
    managementHost: "management.usgovcloudapi.net",
    graphHost: "graph.microsoft.us",
    vaultSuffix: "vault.usgovcloudapi.net",
    privateDnsZoneName: "privatelink.vaultcore.usgovcloudapi.net",
  },
  china: {
    displayName: "Azure operated by 21Vianet",
    loginHost: "login.partner.microsoftonline.cn",
    managementHost: "management.chinacloudapi.cn",
    graphHost: "microsoftgraph.chinacloudapi.cn",
    vaultSuffix: "vault.azure.cn",
    privateDnsZoneName: "privatelink.vaultcore.azure.cn",
  },
} satisfies Record<string, Cloud>;

/** The spellings of `azure-native:environment` that the provider takes, without case. */
const spellings: Record<string, keyof typeof clouds> = {
  public: "public",
  azurecloud: "public",
  usgov: "usGovernment",
  usgovernment: "usGovernment",
  usgovernmentl4: "usGovernment",
  azureusgovernment: "usGovernment",
  azureusgovernmentcloud: "usGovernment",
  china: "china",
  azurechinacloud: "china",
};

/** Spellings of `azure-native:environment`, for a message. */
export const environments: readonly string[] = Object.keys(spellings);

/**
 * The cloud of an `azure-native:environment`; undefined for an unknown spelling. Unset or empty it is the public cloud, as
 * for the provider.
 */
export function findCloud(environment: string | undefined): Cloud | undefined {
  const name = environment === undefined || environment === "" ? "public" : spellings[environment.toLowerCase()];
  return name === undefined ? undefined : clouds[name];
}

/** Checks an `azure-native:environment`. */
export function checkEnvironment(key: string, value: string | undefined): Problem[] {
  return findCloud(value) === undefined
    ? [
        {
          key,
          value,
          rule: `a cloud of Azure: ${environments.join(", ")}`,
          fix: "leave it out for the public cloud",
        },
      ]
    : [];
}

/** The cloud of a checked `azure-native:environment`. Throws on an unknown spelling. */
export function cloudOf(environment: string | undefined): Cloud {
  const cloud = findCloud(environment);
  if (cloud === undefined) {
    throw new Error(`no cloud of Azure is called ${JSON.stringify(environment)}`);
  }
  return cloud;
}

/** The URI that Azure gives a vault, with its trailing slash. */
export function vaultUriOf(cloud: Cloud, vaultName: string): string {
  return `https://${vaultName}.${cloud.vaultSuffix}/`;
}

/** Checks the URI of a vault. Without its slash, or with the port of HTTPS, it is the same one. */
export function checkVaultUri(key: string, value: string): Problem[] {
  const uri = URL.canParse(value) ? new URL(value) : undefined;
  return uri?.protocol === "https:" && uri.href === `https://${uri.host}/` && uri.hostname.includes(".")
    ? []
    : [
        {
          key,
          value,
          rule: "the URI of a vault alone: https://<vault>.vault.azure.net/, or the host of another cloud",
          fix: "pass the output vaultUri of ByokVault, or the Vault URI of the vault's overview in the portal",
        },
      ];
}

/** The key's identifier without version and port: what a consumer that follows rotation needs. */
export function keyIdentifierOf(vaultUri: string, keyName: string): string {
  return `https://${new URL(vaultUri).hostname}/keys/${keyName}`;
}

/** Where a Global Administrator consents to Kore's app (the guide, step 1, option 1). */
export function adminConsentUrlOf(cloud: Cloud, tenantId: string, clientId: string): string {
  return `https://${cloud.loginHost}/${tenantId}/adminconsent?client_id=${clientId}`;
}
