"use strict";
/**
 * The floor of what a Node.js program costs: the resources of the stack in `bench/programs.ts` with the same inputs, and
 * nothing else. No components, no settings, no checks, nothing to compile. The bench refuses to measure when the two no
 * longer register the same.
 */
const authorization = require("@pulumi/azure-native/authorization");
const keyvault = require("@pulumi/azure-native/keyvault");
const resources = require("@pulumi/azure-native/resources");
const azuread = require("@pulumi/azuread");
const pulumi = require("@pulumi/pulumi");
const random = require("@pulumi/random");

const login = authorization.getClientConfigOutput();
const servicePrincipal = new azuread.ServicePrincipal("kore", {
  clientId: "55555555-5555-4555-8555-555555555555",
  useExisting: true,
});
const group = new resources.ResourceGroup("group", {
  resourceGroupName: "rg-kore-byok",
  location: "westeurope",
  tags: {},
});
const suffix = new random.RandomString("suffix", { length: 8, special: false, upper: false });
const vault = new keyvault.Vault("vault", {
  resourceGroupName: group.name,
  vaultName: pulumi.interpolate`kv-kore-${suffix.result}`,
  location: "westeurope",
  tags: {},
  properties: {
    tenantId: login.tenantId,
    sku: { family: "A", name: "premium" },
    enableRbacAuthorization: true,
    enableSoftDelete: true,
    softDeleteRetentionInDays: 90,
    enablePurgeProtection: true,
    enabledForDeployment: false,
    enabledForDiskEncryption: false,
    enabledForTemplateDeployment: false,
    publicNetworkAccess: "Enabled",
    networkAcls: {
      bypass: "AzureServices",
      defaultAction: "Deny",
      ipRules: [{ value: "20.42.7.0/28" }],
      virtualNetworkRules: [],
    },
  },
});
const key = new keyvault.Key("key", {
  resourceGroupName: group.name,
  vaultName: vault.name,
  keyName: "kore-byok",
  tags: {},
  properties: {
    kty: "RSA-HSM",
    keySize: 4096,
    keyOps: ["encrypt", "decrypt", "wrapKey", "unwrapKey"],
    attributes: { enabled: true, exportable: false },
  },
});
new authorization.RoleAssignment(
  "crypto-user",
  {
    scope: vault.id,
    principalId: servicePrincipal.objectId,
    principalType: "ServicePrincipal",
    roleDefinitionId: pulumi.interpolate`/subscriptions/${login.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/12338af0-0e69-4776-bea7-57ae8d297424`,
    // Any name does: what costs is to register it.
    roleAssignmentName: servicePrincipal.objectId,
    description: "Kore.ai BYOK: Key Vault Crypto User",
  },
  { dependsOn: [key] },
);
new authorization.ManagementLockByScope(
  "lock",
  {
    scope: vault.id,
    lockName: "kore-byok-delete-lock",
    level: "CanNotDelete",
    notes: "Kore.ai encrypts with the key in this vault: deleting it loses that data.",
  },
  { dependsOn: [key] },
);

exports.vaultUri = vault.properties.vaultUri;
exports.keyName = key.name;
