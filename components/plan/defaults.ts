import { PrivateDns } from "./endpointPlan";
import { VaultSku } from "./keyRules";
import { NetworkMode } from "./networkPlan";
import { KoreAccess, KoreAccessScope, KoreProduct, KoreRole } from "./roles";
import { ServicePrincipalMode } from "./servicePrincipalMode";

/** Defaults of the arguments, in one place; `Pulumi.yaml` repeats them, and a test compares. */
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
