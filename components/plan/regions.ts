import { closest } from "fastest-levenshtein";
import type { Problem } from "./problem";

/** Azure's regions by the name that ARM uses (learn.microsoft.com, "List of Azure regions"). */
// prettier-ignore
const regions: readonly string[] = [
  "australiacentral", "australiacentral2", "australiaeast", "australiasoutheast", "austriaeast", "belgiumcentral",
  "brazilsouth", "brazilsoutheast", "canadacentral", "canadaeast", "centralindia", "centralus", "chilecentral",
  "denmarkeast", "eastasia", "eastus", "eastus2", "eastus3", "finlandcentral", "francecentral", "francesouth",
  "germanynorth", "germanywestcentral", "greececentral", "indiasouthcentral", "indonesiacentral", "israelcentral",
  "israelnorthwest", "italynorth", "japaneast", "japanwest", "jioindiacentral", "jioindiawest", "koreacentral",
  "koreasouth", "malaysiawest", "mexicocentral", "newzealandnorth", "northcentralus", "northeurope", "norwayeast",
  "norwaywest", "polandcentral", "qatarcentral", "saudiarabiaeast", "southafricanorth", "southafricawest",
  "southcentralus", "southeastasia", "southeastus", "southindia", "spaincentral", "swedencentral", "swedensouth",
  "switzerlandnorth", "switzerlandwest", "taiwannorth", "uaecentral", "uaenorth", "uksouth", "ukwest",
  "westcentralus", "westeurope", "westindia", "westus", "westus2", "westus3",
  "usgovarizona", "usgoviowa", "usgovtexas", "usgovvirginia", "usdodcentral", "usdodeast",
  "chinaeast", "chinaeast2", "chinaeast3", "chinanorth", "chinanorth2", "chinanorth3",
];

/** Regions whose vaults are not replicated to another region (learn.microsoft.com, "Azure Key Vault backup and restore"). */
const unpairedRegions = ["brazilsouth", "brazilsoutheast", "westus3"];

/** Azure takes `West Europe` for `westeurope`. */
export function normaliseRegion(location: string): string {
  return location.replace(/ /g, "").toLowerCase();
}

/** Checks the region of the vault. */
export function checkRegion(key: string, value: string | undefined): Problem[] {
  if (value === undefined || value === "") {
    return [
      {
        key,
        value,
        rule: "a vault has a region, and stays in it",
        fix: "pulumi config set azure-native:location westeurope",
      },
    ];
  }
  if (unpairedRegions.includes(normaliseRegion(value))) {
    return [
      {
        key,
        value,
        rule: "vaults of this region are not replicated to a second region",
        fix: "choose another region, or take backups: a key's backup restores within the same geography only",
        severity: "warning",
      },
    ];
  }
  return checkRegionName(key, value);
}

/** Checks that a region is one of Azure's: for resources that may be in any. */
export function checkRegionName(key: string, value: string): Problem[] {
  const region = normaliseRegion(value);
  return regions.includes(region)
    ? []
    : [
        {
          key,
          value,
          rule: "a region of Azure",
          fix: `did you mean ${closest(region, regions)}? az account list-locations shows all`,
        },
      ];
}
