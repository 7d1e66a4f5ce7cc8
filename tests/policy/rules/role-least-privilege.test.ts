import { roleLeastPrivilege } from "../../../policy/rules/role-least-privilege";
import { judgeResource, unknown } from "../../support/policyArgs";
import {
  changed,
  cryptoUser,
  keyId,
  resourceGroupId,
  roleAssignment,
  roleDefinitionId,
  vaultId,
} from "../../support/policyFixtures";
import { describeResourceRule } from "../../support/resourceRuleCases";

const officer = "14b46e9e-c2b7-41b4-b07b-48a6ebf60603";
const owner = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
const custom = "0a1b2c3d-0000-4000-8000-00000000abcd";
const role = "roleDefinitionId";

describe("role-least-privilege", () => {
  describeResourceRule({
    rule: roleLeastPrivilege,
    compliant: roleAssignment(),
    passes: {
      "Crypto Service Encryption User on the key": {
        set: { [role]: roleDefinitionId("e147488a-f6f5-4113-8e2d-b22465e65bf6"), scope: keyId },
      },
      "Key Vault Reader": { set: { [role]: roleDefinitionId("21090545-7ca7-4776-b22c-e363652d74d2") } },
      "Key Vault Secrets User, which an application has on its own vault": {
        set: { [role]: roleDefinitionId("4633458b-17de-408a-b874-0445c86b69e6") },
      },
      "Key Vault Certificate User": { set: { [role]: roleDefinitionId("db79e9a7-68ee-4b58-9aeb-b90e7c24fcba") } },
      "Crypto User as a bare GUID in upper case": { set: { [role]: "12338AF0-0E69-4776-BEA7-57AE8D297424" } },
      "Crypto User by its tenant-wide ID": {
        set: { [role]: "/providers/Microsoft.Authorization/roleDefinitions/12338af0-0e69-4776-bea7-57ae8d297424" },
      },
      "a user with a wide role": { set: { [role]: roleDefinitionId(officer), principalType: "User" } },
      "a group with a wide role": { set: { [role]: roleDefinitionId(officer), principalType: "Group" } },
      "a device with a wide role": { set: { [role]: roleDefinitionId(officer), principalType: "Device" } },
      "Crypto User in an old API version": {
        type: "azure-native:authorization/v20150701:RoleAssignment",
        set: { [role]: undefined, principalType: undefined, properties: { [role]: roleDefinitionId(cryptoUser) } },
      },
      "a wide role at a resource group, which is no vault": {
        set: { [role]: roleDefinitionId(owner), scope: resourceGroupId },
      },
      "a wide role on another kind of resource": {
        set: {
          [role]: roleDefinitionId(owner),
          scope: `${resourceGroupId}/providers/Microsoft.Storage/storageAccounts/vaults`,
        },
      },
      "a wide role on a secret, which reaches no key": {
        set: { [role]: roleDefinitionId("b86a8fe4-44ce-4948-aee5-eccb2c155cd7"), scope: `${vaultId}/secrets/one` },
      },
      "Crypto User at an unknown scope": { set: { scope: unknown } },
      "an unknown role outside of any vault": { set: { [role]: unknown, scope: resourceGroupId } },
      "a custom role that the configuration names, in another case": {
        set: { [role]: roleDefinitionId(custom) },
        config: { allowedRoles: [custom.toUpperCase()] },
      },
    },
    fails: {
      "Crypto Officer on the vault": {
        set: { [role]: roleDefinitionId(officer) },
        says: ["Key Vault Crypto Officer (14b46e9e", vaultId, "12338af0"],
      },
      "Crypto Officer on the key of a vault that the stack does not manage": {
        set: { [role]: roleDefinitionId(officer), scope: keyId.replace("kv-kore-test", "kv-elsewhere") },
        says: ["kv-elsewhere/keys/kore-byok"],
      },
      ...Object.fromEntries(
        [
          ["Key Vault Secrets Officer", "b86a8fe4-44ce-4948-aee5-eccb2c155cd7"],
          ["Key Vault Certificates Officer", "a4417e6f-fecd-4de8-b567-7b0420556985"],
          ["Key Vault Crypto Service Release User", "08bbd89e-9f13-488c-ac41-acfcb10c90ab"],
        ].map(([name, guid]) => [name, { set: { [role]: roleDefinitionId(guid!) }, says: [name!] }]),
      ),
      Owner: { set: { [role]: roleDefinitionId(owner) }, says: ["Owner"] },
      "Key Vault Administrator": {
        set: { [role]: roleDefinitionId("00482a5a-887f-4fb3-b363-3b7fe8e74483") },
        says: ["Key Vault Administrator"],
      },
      "the right to grant": {
        set: { [role]: roleDefinitionId("8b54135c-b56d-4d72-a534-26097cfdc8d8") },
        says: ["Data Access Administrator"],
      },
      "a scope in other letters and with a slash at its end": {
        set: { [role]: roleDefinitionId(officer), scope: `${vaultId.toUpperCase()}/` },
        says: ["Crypto Officer"],
      },
      "a scope without the slash at its beginning, as Pulumi's examples write it": {
        set: { [role]: roleDefinitionId(officer), scope: vaultId.slice(1) },
        says: ["Crypto Officer"],
      },
      "an agent's service principal": {
        set: { [role]: roleDefinitionId(officer), principalType: "AgentServicePrincipal" },
        says: ["Crypto Officer"],
      },
      "a kind of principal that is not known here": {
        set: { [role]: roleDefinitionId(officer), principalType: "Robot" },
        says: ["Crypto Officer"],
      },
      "an old API version, which has its properties under properties": {
        type: "azure-native:authorization/v20150701:RoleAssignment",
        set: {
          [role]: undefined,
          principalType: undefined,
          properties: { [role]: roleDefinitionId(officer), principalId: "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee" },
        },
        says: ["Crypto Officer"],
      },
      "a near miss: one digit off Crypto User": {
        set: { [role]: roleDefinitionId("12338af0-0e69-4776-bea7-57ae8d297425") },
        says: ["12338af0-0e69-4776-bea7-57ae8d297425, which is not a built-in role known to the pack"],
      },
      "a custom role": { set: { [role]: roleDefinitionId(custom) }, says: [custom, "allowedRoles"] },
      "another custom role than the configured one": {
        set: { [role]: roleDefinitionId(custom) },
        config: { allowedRoles: [officer] },
        says: [custom],
      },
      "a wide role, the principal's type left out": {
        set: { [role]: roleDefinitionId(officer), principalType: undefined },
        says: ["Crypto Officer"],
      },
      "no role": { set: { [role]: undefined }, says: ["(empty)"] },
    },
    unknown: {
      "an unknown role on the vault": { set: { [role]: unknown }, at: role },
      "a wide role at an unknown scope": { set: { [role]: roleDefinitionId(officer), scope: unknown }, at: "scope" },
      "an unknown kind of principal": {
        set: { [role]: roleDefinitionId(officer), principalType: unknown },
        at: "principalType",
      },
    },
  });

  it("names both values when neither role nor scope is known", async () => {
    const judgement = await judgeResource(
      roleLeastPrivilege,
      changed(roleAssignment(), { [role]: unknown, scope: unknown }),
    );
    expect(judgement.notJudged).toMatch(/\.roleDefinitionId can't.*; .*\.scope can't/);
  });
});
