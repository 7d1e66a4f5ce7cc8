/** Each kind of resource that the rules judge or look for, by the azure-native modules that have carried it. */
const kinds = {
  Vault: { label: "Vault", modules: ["keyvault"], types: ["Vault"] },
  Key: { label: "Key", modules: ["keyvault"], types: ["Key"] },
  AccessPolicy: { label: "Access policy", modules: ["keyvault"], types: ["AccessPolicy"] },
  RoleAssignment: { label: "Role assignment", modules: ["authorization"], types: ["RoleAssignment"] },
  RoleEligibility: {
    label: "Role eligibility (PIM)",
    modules: ["authorization"],
    types: ["PimRoleEligibilitySchedule"],
  },
  ManagementLock: {
    label: "Management lock",
    modules: ["authorization"],
    types: [
      "ManagementLockByScope",
      "ManagementLockAtResourceLevel",
      "ManagementLockAtResourceGroupLevel",
      "ManagementLockAtSubscriptionLevel",
    ],
  },
  DiagnosticSetting: { label: "Diagnostic setting", modules: ["monitor", "insights"], types: ["DiagnosticSetting"] },
  PrivateEndpoint: { label: "Private endpoint", modules: ["network"], types: ["PrivateEndpoint", "InterfaceEndpoint"] },
  PrivateDnsZoneGroup: { label: "Private DNS zone group", modules: ["network"], types: ["PrivateDnsZoneGroup"] },
  PrivateZone: { label: "Private DNS zone", modules: ["privatedns", "network"], types: ["PrivateZone"] },
  ResourceGroup: { label: "Resource group", modules: ["resources"], types: ["ResourceGroup"] },
  UserAssignedIdentity: {
    label: "Managed identity",
    modules: ["managedidentity"],
    types: ["UserAssignedIdentity"],
  },
} as const;

export type Kind = keyof typeof kinds;

/** The kind in plain words, for messages. */
export function labelOf(kind: Kind): string {
  return kinds[kind].label;
}

/**
 * The kind that a type token stands for, or undefined for all that the rules have nothing to say about.
 *
 * Tokens differ by how the program got its SDK: `azure-native:keyvault:Vault`, an API version of its own as
 * `azure-native:keyvault/v20230701:Vault`, and, from a local package made with `pulumi package add azure-native
 * keyvault 2023-07-01`, `azure-native_keyvault_v20230701:keyvault:Vault`.
 */
export function kindOf(token: string): Kind | undefined {
  const [packageName = "", module = "", type = "", ...rest] = token.split(":");
  if (rest.length > 0 || !/^azure-native(_[a-z0-9]+_v[0-9]{8}[a-z]*)?$/.test(packageName)) {
    return undefined;
  }
  const moduleName = module.replace(/\/v[0-9]{8}[a-z]*$/, "");
  return (Object.keys(kinds) as Kind[]).find((kind) => {
    const { modules, types }: { modules: readonly string[]; types: readonly string[] } = kinds[kind];
    return modules.includes(moduleName) && types.includes(type);
  });
}
