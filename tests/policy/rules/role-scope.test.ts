import { roleScope } from "../../../policy/rules/role-scope";
import { unknown } from "../../support/policyArgs";
import {
  cryptoUser,
  keyId,
  resourceGroupId,
  roleAssignment,
  roleDefinitionId,
  subscription,
  vaultId,
} from "../../support/policyFixtures";
import { describeResourceRule } from "../../support/resourceRuleCases";

const contributor = roleDefinitionId("f25e0fa2-a7c8-4377-a976-54943a77a395");

describe("role-scope", () => {
  describeResourceRule({
    rule: roleScope,
    compliant: roleAssignment(),
    passes: {
      "the key": { set: { scope: keyId } },
      "the vault without the slash at the beginning, as Pulumi's examples write it": {
        set: { scope: vaultId.slice(1) },
      },
      "a secret": { set: { scope: `${vaultId}/secrets/one` } },
      "a vault that the stack does not manage, in other letters": {
        set: { scope: vaultId.replace("kv-kore-test", "KV-Elsewhere").replace("resourceGroups", "resourcegroups") },
      },
      "a near miss: Key Vault Contributor uses no keys, so it may stand at a resource group": {
        set: { roleDefinitionId: contributor, scope: resourceGroupId },
      },
      "a role of another service at a subscription": {
        set: { roleDefinitionId: roleDefinitionId("ba92f5b4-2d11-453d-a403-e96b0029c9fe"), scope: subscription },
      },
      "an unknown role on the vault": { set: { roleDefinitionId: unknown } },
      "another kind of role at an unknown scope": { set: { roleDefinitionId: contributor, scope: unknown } },
    },
    fails: {
      "the resource group": { set: { scope: resourceGroupId }, says: ["Key Vault Crypto User", resourceGroupId] },
      "the subscription": { set: { scope: subscription }, says: [subscription] },
      "a management group": {
        set: { scope: "/providers/Microsoft.Management/managementGroups/all" },
        says: ["managementGroups/all"],
      },
      everything: { set: { scope: "/" }, says: ["assigned at /"] },
      "no scope": { set: { scope: undefined }, says: ["no scope"] },
      "a near miss: all vaults of the resource group": {
        set: { scope: `${resourceGroupId}/providers/Microsoft.KeyVault/vaults` },
        says: ["Microsoft.KeyVault/vaults"],
      },
      "an old API version, which has its properties under properties": {
        type: "azure-native:authorization/v20150701:RoleAssignment",
        set: {
          roleDefinitionId: undefined,
          properties: { roleDefinitionId: roleDefinitionId(cryptoUser) },
          scope: resourceGroupId,
        },
        says: ["Key Vault Crypto User"],
      },
      "the right to activate the role (PIM)": {
        type: "azure-native:authorization:PimRoleEligibilitySchedule",
        set: { scope: resourceGroupId, principalType: undefined },
        says: ["Role eligibility (PIM)", "Key Vault Crypto User"],
      },
      "a person's role as well": {
        set: {
          scope: resourceGroupId,
          principalType: "User",
          roleDefinitionId: roleDefinitionId("00482a5a-887f-4fb3-b363-3b7fe8e74483"),
        },
        says: ["Key Vault Administrator"],
      },
    },
    unknown: {
      "an unknown scope": { set: { scope: unknown }, at: "scope" },
      "an unknown role at a resource group": {
        set: { roleDefinitionId: unknown, scope: resourceGroupId },
        at: "roleDefinitionId",
      },
    },
  });
});
