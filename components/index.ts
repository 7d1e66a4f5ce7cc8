/** Kore.ai's BYOK on Azure Key Vault, as Pulumi components. */
export { ByokKey, type ByokKeyArgs } from "./byokKey";
export { ByokVault, type ByokVaultArgs } from "./byokVault";
export { KoreByok } from "./koreByok";
export type { KoreByokArgs } from "./koreByokArgs";
export { KoreKeyAccess, type KoreKeyAccessArgs } from "./koreKeyAccess";
export { KoreServicePrincipal, type KoreServicePrincipalArgs } from "./koreServicePrincipal";
export { PrivateDns } from "./plan/endpointPlan";
export type { ConsoleForm, Handoff } from "./plan/handoff";
export type { KeyRotation } from "./plan/keyRotation";
export { KeyType, VaultSku } from "./plan/keyRules";
export { NetworkMode } from "./plan/networkPlan";
export { KoreAccess, KoreAccessScope, KoreProduct, KoreRole } from "./plan/roles";
export { ServicePrincipalMode } from "./plan/servicePrincipalMode";
export { VaultMonitoring, type VaultMonitoringArgs } from "./vaultMonitoring";
export { VaultPrivateEndpoint, type VaultPrivateEndpointArgs } from "./vaultPrivateEndpoint";
