/** The kinds of resource that the guard knows, by the tokens that the packages have given them. */
import { vaultOrKeyOf } from "./vaultIds";

/** Kinds of azure-native, by the modules that have carried them. `InterfaceEndpoint` was the private endpoint's first name. */
const azureNativeKinds = {
  vault: { label: "vault", modules: ["keyvault"], types: ["Vault"] },
  key: { label: "key", modules: ["keyvault"], types: ["Key"] },
  accessPolicy: { label: "access policy", modules: ["keyvault"], types: ["AccessPolicy"] },
  connection: {
    label: "private endpoint connection",
    modules: ["keyvault"],
    types: ["PrivateEndpointConnection"],
  },
  resourceGroup: { label: "resource group", modules: ["resources"], types: ["ResourceGroup"] },
  roleAssignment: { label: "role assignment", modules: ["authorization"], types: ["RoleAssignment"] },
  roleDefinition: { label: "custom role", modules: ["authorization"], types: ["RoleDefinition"] },
  roleEligibility: {
    label: "role eligibility",
    modules: ["authorization"],
    types: ["PimRoleEligibilitySchedule"],
  },
  lock: {
    label: "delete lock",
    modules: ["authorization"],
    types: [
      "ManagementLockByScope",
      "ManagementLockAtResourceLevel",
      "ManagementLockAtResourceGroupLevel",
      "ManagementLockAtSubscriptionLevel",
    ],
  },
  privateEndpoint: { label: "private endpoint", modules: ["network"], types: ["PrivateEndpoint", "InterfaceEndpoint"] },
  dnsZoneGroup: { label: "private DNS zone group", modules: ["network"], types: ["PrivateDnsZoneGroup"] },
  dnsZone: { label: "private DNS zone", modules: ["privatedns", "network"], types: ["PrivateZone"] },
  dnsLink: { label: "private DNS link", modules: ["privatedns", "network"], types: ["VirtualNetworkLink"] },
  perimeter: {
    label: "network security perimeter",
    modules: ["network"],
    types: ["NetworkSecurityPerimeter"],
  },
  perimeterProfile: {
    label: "profile of a network security perimeter",
    modules: ["network"],
    types: ["NetworkSecurityPerimeterProfile", "NspProfile"],
  },
  perimeterRule: {
    label: "access rule of a network security perimeter",
    modules: ["network"],
    types: ["NetworkSecurityPerimeterAccessRule", "NspAccessRule"],
  },
  perimeterAssociation: {
    label: "association with a network security perimeter",
    modules: ["network"],
    types: ["NetworkSecurityPerimeterAssociation", "NspAssociation"],
  },
  diagnosticSetting: {
    label: "diagnostic setting",
    modules: ["monitor", "insights"],
    types: ["DiagnosticSetting"],
  },
  alert: {
    label: "alert rule",
    modules: ["monitor", "insights", "eventgrid"],
    types: [
      "MetricAlert",
      "ActivityLogAlert",
      "ScheduledQueryRule",
      "EventSubscription",
      "SystemTopic",
      "SystemTopicEventSubscription",
    ],
  },
  deployment: {
    label: "deployment",
    modules: ["resources", "deploymentstacks"],
    types: [
      "Deployment",
      "DeploymentAtScope",
      "DeploymentAtTenantScope",
      "DeploymentAtManagementGroupScope",
      "DeploymentAtSubscriptionScope",
      "DeploymentStackAtManagementGroup",
      "DeploymentStackAtSubscription",
      "DeploymentStackAtResourceGroup",
    ],
  },
  actionGroup: { label: "action group", modules: ["monitor", "insights"], types: ["ActionGroup"] },
} as const;

/** A kind of resource that the guard judges. */
export type Kind = keyof typeof azureNativeKinds | "servicePrincipal";

/** Kinds of the classic provider, by which a vault and its key may be made too (github.com/pulumi/pulumi-azure). */
const classicKinds: Record<string, Kind> = {
  "azure:keyvault/keyVault:KeyVault": "vault",
  "azure:keyvault/key:Key": "key",
  "azure:keyvault/accessPolicy:AccessPolicy": "accessPolicy",
  "azure:core/resourceGroup:ResourceGroup": "resourceGroup",
  "azure:authorization/assignment:Assignment": "roleAssignment",
  "azure:role/assignment:Assignment": "roleAssignment",
  "azure:management/lock:Lock": "lock",
  "azure:core/templateDeployment:TemplateDeployment": "deployment",
  "azure:core/resourceGroupTemplateDeployment:ResourceGroupTemplateDeployment": "deployment",
  "azure:core/subscriptionTemplateDeployment:SubscriptionTemplateDeployment": "deployment",
  "azure:core/tenantTemplateDeployment:TenantTemplateDeployment": "deployment",
  "azure:management/groupTemplateDeployment:GroupTemplateDeployment": "deployment",
  "azure:managementresource/manangementLock:ManangementLock": "lock",
};

/** The kind in plain words. */
export function labelOf(kind: Kind): string {
  return kind === "servicePrincipal" ? "service principal" : azureNativeKinds[kind].label;
}

/**
 * The kind that a type token stands for; undefined for all that the guard does not judge.
 *
 * Tokens differ by how the program got its SDK: `azure-native:keyvault:Vault`, an API version of its own as
 * `azure-native:keyvault/v20230701:Vault`, and, from a local package made with `pulumi package add azure-native
 * keyvault 2023-07-01`, `azure-native_keyvault_v20230701:keyvault:Vault`.
 */
export function kindOf(token: string): Kind | undefined {
  if (Object.hasOwn(classicKinds, token)) return classicKinds[token];
  const [packageName = "", module = "", type = "", ...rest] = token.split(":");
  if (rest.length > 0) return undefined;
  if (packageName === "azuread") return type === "ServicePrincipal" ? "servicePrincipal" : undefined;
  if (!isAzureNative(token)) return undefined;
  const moduleName = module.replace(/\/v[0-9]{8}[a-z]*$/, "");
  return (Object.keys(azureNativeKinds) as (keyof typeof azureNativeKinds)[]).find((kind) => {
    const { modules, types }: { modules: readonly string[]; types: readonly string[] } = azureNativeKinds[kind];
    return modules.includes(moduleName) && types.includes(type);
  });
}

/** Whether the resource is of a package whose inputs are Azure's own: the rules read those, and no other provider's. */
export function isAzureNative(token: string): boolean {
  return /^azure-native(_[a-z0-9]+_v[0-9]{8}[a-z]*)?:/.test(token);
}

/** Whether the resource is of the classic provider. */
export function isClassic(token: string): boolean {
  return token.startsWith("azure:");
}

/**
 * The kind of a resource: by its token, or, of a token that the guard does not know, by an ID which is a vault's or a
 * key's, such as that of an `azure-native:resources:Resource`.
 */
export function kindOfResource(token: string, id: string | undefined): Kind | undefined {
  return kindOf(token) ?? (id === undefined ? undefined : vaultOrKeyOf(id)?.kind);
}
