import { z } from "zod";

/** Permissions in any case, as the portal writes them with a capital. */
const permissions = (...known: string[]) =>
  z
    .array(
      z.string().refine((given) => known.includes(given.toLowerCase()), { message: `must be of ${known.join(", ")}` }),
    )
    .optional();

/**
 * An access policy. Source: `AccessPolicyEntry` and `Permissions` in the specification below; that Azure takes a
 * permission in any case, and refuses one that is none of these, is unverified.
 */
const accessPolicy = z.strictObject({
  tenantId: z.guid(),
  objectId: z.guid(),
  applicationId: z.guid().optional(),
  permissions: z.strictObject({
    keys: permissions(
      ...["all", "encrypt", "decrypt", "wrapkey", "unwrapkey", "sign", "verify", "get", "list", "create", "update"],
      ...["import", "delete", "backup", "restore", "recover", "purge", "release", "rotate", "getrotationpolicy"],
      "setrotationpolicy",
    ),
    secrets: permissions("all", "get", "list", "set", "delete", "backup", "restore", "recover", "purge"),
    certificates: permissions(
      ...["all", "get", "list", "delete", "create", "import", "update", "managecontacts", "getissuers", "listissuers"],
      ...["setissuers", "deleteissuers", "manageissuers", "recover", "purge", "backup", "restore"],
    ),
    storage: permissions(
      ...["all", "get", "list", "delete", "set", "update", "regeneratekey", "recover", "purge", "backup", "restore"],
      ...["setsas", "listsas", "getsas", "deletesas"],
    ),
  }),
});

/** `networkAcls` of a vault. At most 1000 address rules and 200 network rules (general/network-security). */
export const networkAcls = z.strictObject({
  bypass: z.enum(["AzureServices", "None"]).optional(),
  defaultAction: z.enum(["Allow", "Deny"]).optional(),
  ipRules: z
    .array(z.strictObject({ value: z.string() }))
    .max(1000, "at most 1000 IP rules")
    .optional(),
  virtualNetworkRules: z
    .array(z.strictObject({ id: z.string(), ignoreMissingVnetServiceEndpoint: z.boolean().optional() }))
    .max(200, "at most 200 virtual network rules")
    .optional(),
});
/** The rules as a body holds them: `checkNetworkAcls` makes of them what Azure keeps. */
export type NetworkAcls = z.infer<typeof networkAcls>;

/**
 * `properties` of a vault in a PUT.
 *
 * Source: `VaultProperties` in specification/keyvault/resource-manager/Microsoft.KeyVault/stable/2024-11-01/keyvault.json
 * of Azure/azure-rest-api-specs; the retention bounds from learn.microsoft.com/azure/key-vault/general/soft-delete-overview.
 */
export const vaultProperties = z.strictObject({
  tenantId: z.guid(),
  sku: z.strictObject({ family: z.literal("A"), name: z.enum(["standard", "premium"]) }),
  accessPolicies: z.array(accessPolicy).max(1024).optional(),
  enabledForDeployment: z.boolean().optional(),
  enabledForDiskEncryption: z.boolean().optional(),
  enabledForTemplateDeployment: z.boolean().optional(),
  enableSoftDelete: z.boolean().optional(),
  softDeleteRetentionInDays: z.number().int().min(7).max(90).optional(),
  enableRbacAuthorization: z.boolean().optional(),
  createMode: z.enum(["default", "recover"]).optional(),
  enablePurgeProtection: z.boolean().optional(),
  networkAcls: networkAcls.optional(),
  publicNetworkAccess: z.string().optional(),
  /** Azure sets these itself; they are accepted when sent back. */
  vaultUri: z.string().optional(),
  provisioningState: z.string().optional(),
});
/** The properties as a body holds them, before defaults are filled in. */
export type VaultProperties = z.infer<typeof vaultProperties>;
