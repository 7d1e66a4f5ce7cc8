import { KoreAccess, KoreAccessScope, KoreProduct, KoreRole } from "./roles";
import { NetworkMode } from "./networkPlan";
import { VaultSku } from "./keyRules";

/**
 * Where Kore's service principal comes from.
 *
 * @enum
 */
export const ServicePrincipalMode = {
  /** Made here, or adopted where the tenant has it already. */
  Create: "create",
  /** Must exist; only read, so no right to write in Microsoft Graph is needed. */
  Lookup: "lookup",
} as const;
/** Where Kore's service principal comes from: `create` or `lookup`. */
export type ServicePrincipalMode = (typeof ServicePrincipalMode)[keyof typeof ServicePrincipalMode];

/**
 * Who looks after the private DNS zone of the customer's own endpoint.
 *
 * @enum
 */
export const PrivateDns = {
  /** A zone is made here. */
  Create: "create",
  /** A zone that exists is used. */
  Existing: "existing",
  /** Azure Policy owns the zone group: nothing is made here. */
  Policy: "policy",
} as const;
/** Who looks after the private DNS zone: `create`, `existing` or `policy`. */
export type PrivateDns = (typeof PrivateDns)[keyof typeof PrivateDns];

/** The one place of the defaults; `Pulumi.yaml` repeats them, and a test compares. */
export const defaults = {
  koreProduct: KoreProduct.AiForService,
  servicePrincipal: ServicePrincipalMode.Create,
  resourceGroupName: "rg-kore-byok",
  existingResourceGroup: false,
  vaultSku: VaultSku.Premium,
  softDeleteRetentionDays: 90,
  keyName: "kore-byok",
  existingKey: false,
  keySize: 4096,
  allowKeyReplacement: false,
  koreAccess: KoreAccess.Active,
  koreRole: KoreRole.CryptoUser,
  koreAccessScope: KoreAccessScope.Vault,
  networkMode: NetworkMode.PrivateEndpoint,
  privateDns: PrivateDns.Create,
  alertEmails: [] as string[],
  deleteLock: true,
} as const;

/** What the vault's generated name starts with; 8 random characters follow. */
export const vaultNamePrefix = "kv-kore-";

/** Trusted Microsoft services pass the firewall by default in firewall mode only, as the guide's step 5 says. */
export function defaultTrustedMicrosoftServices(networkMode: NetworkMode): boolean {
  return networkMode === NetworkMode.Firewall;
}
