import type * as pulumi from "@pulumi/pulumi";
import type { PrivateDns } from "./plan/endpointPlan";
import type { KeyRotation } from "./plan/keyRotation";
import type { KeyType, VaultSku } from "./plan/keyRules";
import type { NetworkMode } from "./plan/networkPlan";
import type { KoreAccess, KoreAccessScope, KoreProduct, KoreRole } from "./plan/roles";
import type { ServicePrincipalMode } from "./plan/servicePrincipalMode";

/** Arguments of `KoreByok`. They carry the names of the stack configuration. */
export interface KoreByokArgs {
  /** Required. Application (client) ID of Kore's multi-tenant app, as Kore gave it in writing. */
  koreClientId: pulumi.Input<string>;
  /** Optional. `ai-for-service` or `ai-for-work`: the hand-off's labels, and Key Vault Reader too. Default `ai-for-service`. */
  koreProduct?: KoreProduct;
  /**
   * Optional. When set, the service principal's publisher tenant must equal it, or nothing is granted. Not together with
   * `koreServicePrincipalObjectId`.
   */
  koreAppOwnerTenantId?: pulumi.Input<string>;
  /** Optional. `create` (adopts one that exists) or `lookup` (must exist). Default `create`. */
  servicePrincipal?: ServicePrincipalMode;
  /** Optional. Object ID of a service principal made elsewhere: then Entra is not touched at all. */
  koreServicePrincipalObjectId?: pulumi.Input<string>;
  /** Optional. Tenant of the vault; must be the login's. Default: the login's. */
  tenantId?: pulumi.Input<string>;
  /** Optional. Region. Default: `azure-native:location`, else the resource group's. */
  location?: pulumi.Input<string>;
  /**
   * Optional. Azure's cloud as `azure-native:environment` spells it. Default: the public cloud. Must be a plain
   * value, not an output: it is the provider's own setting, known before anything is created.
   */
  environment?: string;
  /** Optional. Name of the resource group: 1–90 characters; no effect with `existingVaultId`. Default `rg-kore-byok`. */
  resourceGroupName?: pulumi.Input<string>;
  /** Optional. `true`: use the resource group as it is, never create or delete it. Default `false`. */
  existingResourceGroup?: boolean;
  /**
   * Optional. Name of the vault: 3–24 characters, globally unique. Default: `kv-kore-` and 8 random characters. Must
   * be a plain value, not an output: the preview must show another name as another vault.
   */
  vaultName?: string;
  /** Optional. ARM ID of a vault to use instead of creating one; it is checked, never changed or deleted. */
  existingVaultId?: string;
  /** Optional. `premium` or `standard`. Default `premium`. */
  vaultSku?: pulumi.Input<VaultSku>;
  /** Optional. Days that a deleted vault or key can be recovered: 7–90, fixed at creation. Default `90`. */
  softDeleteRetentionDays?: pulumi.Input<number>;
  /**
   * Optional. Name of the key: 1–127 letters, digits and hyphens. Default `kore-byok`. Must be a plain value, not an
   * output: with `koreAccessScope: key` it is part of the role assignment's name in the stack, and the preview must show
   * another name as another key.
   */
  keyName?: string;
  /** Optional. `true` with `existingVaultId`: use the key `keyName` already in that vault. Default `false`. */
  existingKey?: boolean;
  /** Optional. `RSA-HSM` or `RSA`. Default `RSA-HSM` on premium, `RSA` on standard. */
  keyType?: pulumi.Input<KeyType>;
  /** Optional. Bits: `4096` or `2048`. Default `4096`. */
  keySize?: pulumi.Input<number>;
  /**
   * Optional. Rotation policy, set at creation; if the key's policy in Azure differs, the preview fails and prints the
   * command that fixes it. Default: none, since Kore does not say how it follows a new version. Must be a plain value, not
   * an output: the check runs in the preview.
   */
  keyRotation?: KeyRotation;
  /**
   * Optional. The date set in Kore's console, `YYYY-MM-DD`; from that day on key and vault are frozen. Must be a
   * plain value, not an output: the check runs in the preview.
   */
  enforcementDate?: string;
  /**
   * Optional. Lifts the protection of vault and key for one deliberate change. Refused from `enforcementDate` on. Default
   * `false`.
   */
  allowKeyReplacement?: boolean;
  /**
   * Optional. `active`, or `revoked`: Kore's role assignments are removed, and so is the delete lock until access is
   * `active` again. Default `active`.
   */
  koreAccess?: KoreAccess;
  /** Optional. `crypto-user`, or `crypto-service-encryption-user` once Kore confirms it. Default `crypto-user`. */
  koreRole?: KoreRole;
  /** Optional. What the role is assigned on: `vault` or `key`. Default `vault`. */
  koreAccessScope?: KoreAccessScope;
  /** Optional. `privateEndpoint` or `firewall`. Default `privateEndpoint`. */
  networkMode?: NetworkMode;
  /** Conditional. Firewall mode: Kore's public IPv4 ranges; required and non-empty there. */
  koreIpRanges?: pulumi.Input<string[]>;
  /** Optional. Firewall mode: the platform team's own public IPv4 ranges. */
  operatorIpRanges?: pulumi.Input<string[]>;
  /** Optional. The vault's bypass for Microsoft's own services; it never lets Kore in. Default `true` in firewall mode. */
  trustedMicrosoftServices?: pulumi.Input<boolean>;
  /**
   * Optional. Private mode: ARM ID of a subnet for the customer's own private endpoint (operators, CI). It gives Kore no
   * way in. With a subnet in another subscription than the login's the endpoint is in the stack's region: for a network in
   * another region, use a separate `VaultPrivateEndpoint`.
   */
  endpointSubnetId?: pulumi.Input<string>;
  /** Optional. `create`, `existing` or `policy` (Azure Policy owns the zone group). Default `create` with a subnet. */
  privateDns?: PrivateDns;
  /** Conditional. With `privateDns: existing`: ARM ID of the private DNS zone. */
  privateDnsZoneId?: pulumi.Input<string>;
  /**
   * Optional. ARM IDs of networks linked to a created zone. Default: the endpoint's network. Must be plain values, not
   * outputs: each names a link in the stack.
   */
  dnsVirtualNetworkIds?: string[];
  /**
   * Optional. ARM ID of a Log Analytics workspace: audit logs and metrics go there. To leave it out again, set
   * `deleteLock` to `false` for that update: the lock also keeps the vault's diagnostic setting.
   */
  logAnalyticsWorkspaceId?: pulumi.Input<string>;
  /**
   * Optional. Recipients of alerts about denied calls, deletes, loss of availability and near expiry. Without
   * `logAnalyticsWorkspaceId`, only about what metrics and the activity log show. The list must be a plain value, since
   * without recipients there are no alerts; an address may be an output. Default: none.
   */
  alertEmails?: pulumi.Input<string>[];
  /**
   * Optional. A CanNotDelete lock on the vault; there is none on an existing vault, nor while `koreAccess` is `revoked`.
   * Default `true`.
   */
  deleteLock?: boolean;
  /** Optional. Tags on every resource that takes tags. */
  tags?: pulumi.Input<{ [name: string]: string }>;
}
