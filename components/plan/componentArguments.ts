import type { ByokKeyArgs } from "../byokKey";
import type { ByokVaultArgs } from "../byokVault";
import type { KoreByokArgs } from "../koreByokArgs";
import type { KoreKeyAccessArgs } from "../koreKeyAccess";
import type { KoreServicePrincipalArgs } from "../koreServicePrincipal";
import type { VaultMonitoringArgs } from "../vaultMonitoring";
import type { VaultPrivateEndpointArgs } from "../vaultPrivateEndpoint";
import {
  flag,
  late,
  list,
  listOfLate,
  number,
  object,
  parts,
  required,
  text,
  type ArgumentTypes,
} from "./argumentTypes";

const clientId = required(
  late(text),
  "the application (client) ID of Kore's app, which is not published",
  "ask Kore's support for the application (client) ID of your instance, in writing",
);
const vaultId = required(late(text), "the ARM ID of the vault", "pass the output vaultId of ByokVault");
const vaultName = required(late(text), "the name of the vault", "pass the output vaultName of ByokVault");
const vaultGroup = required(late(text), "a resource group", "pass the output resourceGroupName of ByokVault");
const keyNameFix = "pass the name that ByokKey was given, such as kore-byok";

/** Arguments of `KoreByok`. */
export const koreByokArguments: ArgumentTypes<KoreByokArgs> = {
  koreClientId: clientId,
  koreProduct: text,
  koreAppOwnerTenantId: late(text),
  servicePrincipal: text,
  koreServicePrincipalObjectId: late(text),
  tenantId: late(text),
  location: late(text),
  environment: text,
  resourceGroupName: late(text),
  existingResourceGroup: flag,
  vaultName: text,
  existingVaultId: text,
  vaultSku: late(text),
  softDeleteRetentionDays: late(number),
  keyName: text,
  existingKey: flag,
  keyType: late(text),
  keySize: late(number),
  keyRotation: parts,
  enforcementDate: text,
  allowKeyReplacement: flag,
  koreAccess: text,
  koreRole: text,
  koreAccessScope: text,
  networkMode: text,
  koreIpRanges: late(list),
  operatorIpRanges: late(list),
  trustedMicrosoftServices: late(flag),
  endpointSubnetId: late(text),
  privateDns: text,
  privateDnsZoneId: late(text),
  dnsVirtualNetworkIds: list,
  logAnalyticsWorkspaceId: late(text),
  alertEmails: listOfLate,
  deleteLock: flag,
  tags: late(parts),
};

/** Arguments of `KoreServicePrincipal`. */
export const koreServicePrincipalArguments: ArgumentTypes<KoreServicePrincipalArgs> = {
  clientId,
  mode: text,
  objectId: late(text),
  appOwnerTenantId: late(text),
  koreAccess: text,
};

/** Arguments of `ByokVault`. */
export const byokVaultArguments: ArgumentTypes<ByokVaultArgs> = {
  tenantId: required(
    late(text),
    "the tenant of the vault, which is the login's",
    "pass the tenantId of authorization.getClientConfigOutput()",
  ),
  resourceGroupName: late(text),
  location: late(text),
  vaultName: text,
  existingVaultId: text,
  vaultSku: late(text),
  keyType: late(text),
  softDeleteRetentionDays: late(number),
  networkMode: text,
  koreIpRanges: late(list),
  operatorIpRanges: late(list),
  trustedMicrosoftServices: late(flag),
  allowReplacement: flag,
  enforcementDate: text,
  koreAccess: text,
  tags: late(object),
};

/** Arguments of `ByokKey`. */
export const byokKeyArguments: ArgumentTypes<ByokKeyArgs> = {
  resourceGroupName: vaultGroup,
  vaultName,
  vaultUri: required(late(text), "the URI of the vault", "pass the output vaultUri of ByokVault"),
  keyName: text,
  existingKey: flag,
  keyType: late(text),
  keySize: late(number),
  keyRotation: parts,
  allowReplacement: flag,
  enforcementDate: text,
  koreAccess: text,
  tags: late(parts),
};

/** Arguments of `KoreKeyAccess`. */
export const koreKeyAccessArguments: ArgumentTypes<KoreKeyAccessArgs> = {
  vaultId,
  keyName: required(text, "the name of the key", keyNameFix),
  servicePrincipalObjectId: required(
    late(text),
    "the object ID of Kore's service principal",
    "pass the output objectId of KoreServicePrincipal",
  ),
  koreProduct: text,
  koreRole: text,
  koreAccessScope: text,
  koreAccess: text,
  vaultLocked: flag,
};

/** Arguments of `VaultPrivateEndpoint`. */
export const vaultPrivateEndpointArguments: ArgumentTypes<VaultPrivateEndpointArgs> = {
  vaultId,
  vaultName,
  resourceGroupName: vaultGroup,
  subnetId: required(
    late(text),
    "the ARM ID of the endpoint's subnet",
    "copy the Resource ID from the subnet's JSON view in the portal",
  ),
  endpointName: late(text),
  location: late(text),
  privateDns: text,
  privateDnsZoneId: late(text),
  virtualNetworkIds: list,
  environment: text,
  tags: late(object),
};

/** Arguments of `VaultMonitoring`. */
export const vaultMonitoringArguments: ArgumentTypes<VaultMonitoringArgs> = {
  vaultId,
  vaultName,
  resourceGroupName: vaultGroup,
  location: required(late(text), "the region of the vault", "pass the output location of ByokVault"),
  keyName: required(late(text), "the name of the key", keyNameFix),
  koreClientId: clientId,
  logAnalyticsWorkspaceId: late(text),
  alertEmails: listOfLate,
  tags: late(object),
};
