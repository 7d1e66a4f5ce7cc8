import { Rule } from "./rule";
import { keyExpiry } from "./rules/key-expiry";
import { keyHsm } from "./rules/key-hsm";
import { keyOperations } from "./rules/key-operations";
import { keyProtected } from "./rules/key-protected";
import { keyRotation } from "./rules/key-rotation";
import { keyRsaSize } from "./rules/key-rsa-size";
import { privateEndpointDns } from "./rules/private-endpoint-dns";
import { roleLeastPrivilege } from "./rules/role-least-privilege";
import { rolePrincipalType } from "./rules/role-principal-type";
import { roleScope } from "./rules/role-scope";
import { vaultAuditLogs } from "./rules/vault-audit-logs";
import { vaultDedicated } from "./rules/vault-dedicated";
import { vaultDeleteLock } from "./rules/vault-delete-lock";
import { vaultFirewallRanges } from "./rules/vault-firewall-ranges";
import { vaultNetworkDefaultDeny } from "./rules/vault-network-default-deny";
import { vaultPremiumSku } from "./rules/vault-premium-sku";
import { vaultProtected } from "./rules/vault-protected";
import { vaultPublicAccess } from "./rules/vault-public-access";
import { vaultPurgeProtection } from "./rules/vault-purge-protection";
import { vaultRbac } from "./rules/vault-rbac";
import { vaultSoftDelete } from "./rules/vault-soft-delete";

/** Every rule of the pack, in the order in which it is documented: vault, key, access, network. */
export const rules: Rule[] = [
  vaultPurgeProtection,
  vaultSoftDelete,
  vaultRbac,
  vaultNetworkDefaultDeny,
  vaultPublicAccess,
  vaultFirewallRanges,
  vaultPremiumSku,
  vaultProtected,
  vaultDedicated,
  vaultDeleteLock,
  vaultAuditLogs,
  keyProtected,
  keyHsm,
  keyRsaSize,
  keyOperations,
  keyExpiry,
  keyRotation,
  roleLeastPrivilege,
  roleScope,
  rolePrincipalType,
  privateEndpointDns,
];
