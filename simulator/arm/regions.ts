import { AzureError } from "../model";

/** What differs between the Azure clouds for a vault. */
export interface Cloud {
  /** Follows the vault's name in its URI. */
  vaultDnsSuffix: string;
  /** The private DNS zone of vaults. */
  vaultPrivateDnsZone: string;
}

// Sources: learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates (DNS suffixes per cloud) and
// learn.microsoft.com/azure/private-link/private-endpoint-dns (zone names per cloud).
const publicCloud: Cloud = {
  vaultDnsSuffix: "vault.azure.net",
  vaultPrivateDnsZone: "privatelink.vaultcore.azure.net",
};
const usGovernment: Cloud = {
  vaultDnsSuffix: "vault.usgovcloudapi.net",
  vaultPrivateDnsZone: "privatelink.vaultcore.usgovcloudapi.net",
};
const china: Cloud = {
  vaultDnsSuffix: "vault.azure.cn",
  vaultPrivateDnsZone: "privatelink.vaultcore.azure.cn",
};

// Source: learn.microsoft.com/azure/reliability/regions-list, and the region lists of the two national clouds.
const regions: [Cloud, string][] = [
  [
    publicCloud,
    `australiacentral australiacentral2 australiaeast australiasoutheast austriaeast belgiumcentral brazilsouth
     brazilsoutheast canadacentral canadaeast centralindia centralus chilecentral eastasia eastus eastus2
     francecentral francesouth germanynorth germanywestcentral indonesiacentral israelcentral italynorth japaneast
     japanwest jioindiacentral jioindiawest koreacentral koreasouth malaysiawest mexicocentral newzealandnorth
     northcentralus northeurope norwayeast norwaywest polandcentral qatarcentral southafricanorth southafricawest
     southcentralus southeastasia southindia spaincentral swedencentral swedensouth switzerlandnorth
     switzerlandwest uaecentral uaenorth uksouth ukwest westcentralus westeurope westindia westus westus2 westus3`,
  ],
  [usGovernment, "usdodcentral usdodeast usgovarizona usgovtexas usgovvirginia"],
  [china, "chinaeast chinaeast2 chinaeast3 chinanorth chinanorth2 chinanorth3"],
];
const cloudByRegion = new Map(
  regions.flatMap(([cloud, names]) => names.split(/\s+/).map((name): [string, Cloud] => [name, cloud])),
);

/** The regions of all clouds, as ARM spells them. */
export const regionNames: readonly string[] = [...cloudByRegion.keys()];

/** The one location of resources that no region holds, such as DNS zones. */
export const globalLocation: readonly string[] = ["global"];

/** `West Europe` and `westeurope` are one region to ARM, which answers the second form. */
export function normaliseLocation(location: string): string {
  return location.replaceAll(" ", "").toLowerCase();
}

/** The cloud that a region belongs to. A subscription lives in one cloud, so its regions tell which. */
export function cloudOf(location: string | undefined): Cloud {
  return cloudByRegion.get(normaliseLocation(location ?? "")) ?? publicCloud;
}

/**
 * Refuses a location that the type is not offered in.
 *
 * Source: `LocationNotAvailableForResourceType` and `LocationNotAvailableForResourceGroup` in
 * learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors.
 *
 * @throws AzureError 400.
 */
export function requireLocation(location: string, type: string, offered: readonly string[]): void {
  if (offered.includes(location)) return;
  if (type === "Microsoft.Resources/resourceGroups") {
    throw new AzureError(
      400,
      "LocationNotAvailableForResourceGroup",
      `The provided location '${location}' is not available for resource group. List of available regions is ` +
        `'${offered.join(",")}'.`,
    );
  }
  throw new AzureError(
    400,
    "LocationNotAvailableForResourceType",
    `The provided location '${location}' is not available for resource type '${type}'. List of available regions ` +
      `for the resource type is '${offered.join(",")}'.`,
  );
}
