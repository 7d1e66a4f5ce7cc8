import type { BadInput } from "./badInput";

/** What the stack cannot be asked for at all: there is no such key. */
export const unknownKeys: BadInput[] = Object.entries({
  B38: { curveName: "P-256" },
  B42: { keyOps: "[]" },
  B43: { keyOperations: '["sign"]', exportable: "true" },
  B47: { enablePurgeProtection: "false" },
  B48: { enableSoftDelete: "false" },
  B49: { createMode: "recover" },
  B50: { expires: "1577836800" },
  B51: { keyExpires: "1796083200" },
  B52: { expiresOn: "1796083200000" },
  B53: { notBefore: "4102444800" },
  B81: { roleDefinitionId: "12338af0-0e69-4776-bea7-57ae8d297424" },
  B83: { principalType: "User" },
  B90: { groupIds: '["vaults"]' },
  B91: { publicNetworkAccess: "Disabled" },
  B92: { defaultAction: "Allow", bypass: "All" },
  B93: { virtualNetworkRules: "[]" },
  B96: { accessPolicies: "[]", enableRbacAuthorization: "false" },
  B97: { protect: "false", retainOnDelete: "false" },
}).flatMap(([id, settings]) =>
  Object.entries(settings).map(([name, value]: [string, string]) => ({
    id: `${id} ${name} ${value}`,
    set: { [name]: value },
    rule: /not a key of this project/,
    value: value.startsWith("[") ? value : JSON.stringify(value),
    fix: RegExp(`pulumi config rm kore-byok-azure:${name} removes it`),
  })),
);
