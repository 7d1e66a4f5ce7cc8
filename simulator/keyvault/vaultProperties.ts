/** What the Key Vault face reads of a vault, checked: a vault of another shape is refused, not waved through. */
import { z } from "zod";
import type { ArmResource } from "../model";

const properties = z.looseObject({
  tenantId: z.string(),
  vaultUri: z.url(),
  /** ARM's default where a vault states none (`Vaults` of Microsoft.KeyVault). */
  publicNetworkAccess: z.string().default("Enabled"),
  networkAcls: z
    .looseObject({
      defaultAction: z.enum(["Allow", "Deny"]),
      ipRules: z.array(z.looseObject({ value: z.string() })).default([]),
    })
    .default({ defaultAction: "Allow", ipRules: [] }),
  enableRbacAuthorization: z.boolean().default(false),
  accessPolicies: z
    .array(
      z.looseObject({ objectId: z.string(), permissions: z.looseObject({ keys: z.array(z.string()).default([]) }) }),
    )
    .default([]),
});

/** What the data plane needs to know of a vault, ARM's defaults filled in. */
export type VaultProperties = z.infer<typeof properties>;

/** Reads the properties of a vault. Throws where the state holds a vault that Azure would not have made. */
export function vaultProperties(vault: ArmResource): VaultProperties {
  return properties.parse(vault.properties);
}
