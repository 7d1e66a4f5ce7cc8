import fc from "fast-check";
import {
  KoreAccessScope,
  KoreProduct,
  KoreRole,
  roleAssignmentId,
  roleAssignmentName,
  roleDefinitionId,
  rolesForKore,
  roleScope,
} from "../../../components/plan/roles";

const subscriptionId = "8d2f9a44-7c3b-4e0d-9a55-2b1c3d4e5f60";
const vaultId = `/subscriptions/${subscriptionId}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv`;
const principalId = "9a8b7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d";
const cryptoUser = "12338af0-0e69-4776-bea7-57ae8d297424";
const reader = "21090545-7ca7-4776-b22c-e363652d74d2";

describe("a role assignment's name", () => {
  it("is the one that released versions gave: another would replace every assignment", () => {
    expect(roleAssignmentName(vaultId, principalId, cryptoUser)).toBe("55bc40fd-cd5a-5d72-9412-08f9ba450193");
  });

  const triples = fc.tuple(fc.stringMatching(/^\/[a-zA-Z/-]{1,40}$/), fc.uuid(), fc.uuid());
  it("is the same whatever the case, since Azure compares without", () => {
    fc.assert(
      fc.property(triples, ([scope, principal, role]) => {
        const name = roleAssignmentName(scope, principal, role);
        expect(name).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(roleAssignmentName(scope.toUpperCase(), principal.toUpperCase(), role.toUpperCase())).toBe(name);
      }),
    );
  });

  it("differs for another scope, another principal and another role", () => {
    fc.assert(
      fc.property(triples, fc.uuid(), ([scope, principal, role], other) => {
        const names = [
          roleAssignmentName(scope, principal, role),
          roleAssignmentName(`${scope}/keys/kore-byok`, principal, role),
          roleAssignmentName(scope, other, role),
          roleAssignmentName(scope, principal, other),
        ];
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });
});

describe("rolesForKore", () => {
  const guidsOf = (product: KoreProduct, role: KoreRole) =>
    rolesForKore(product, role, KoreAccessScope.Vault, "kore-byok").map((granted) => granted.roleDefinitionGuid);

  it("are the guide's one role, and Key Vault Reader for AI for Work besides", () => {
    expect(guidsOf(KoreProduct.AiForService, KoreRole.CryptoUser)).toEqual([cryptoUser]);
    expect(guidsOf(KoreProduct.AiForWork, KoreRole.CryptoUser)).toEqual([cryptoUser, reader]);
    expect(guidsOf(KoreProduct.AiForService, KoreRole.CryptoServiceEncryptionUser)).toEqual([
      "e147488a-f6f5-4113-8e2d-b22465e65bf6",
    ]);
  });

  it("stand on the vault or the key, the reader always on the vault, whose properties it reads", () => {
    const [onKey, onVault] = rolesForKore(KoreProduct.AiForWork, KoreRole.CryptoUser, KoreAccessScope.Key, "kore-byok");
    expect(roleScope(onKey!, vaultId, "kore-byok")).toBe(`${vaultId}/keys/kore-byok`);
    expect(roleScope(onVault!, vaultId, "kore-byok")).toBe(vaultId);
    expect(roleAssignmentId(onVault!, vaultId, "kore-byok", principalId)).toBe(
      `${vaultId}/providers/Microsoft.Authorization/roleAssignments/${roleAssignmentName(vaultId, principalId, reader)}`,
    );
  });

  it("have resource names of their own for each scope, role and key, so that a new one is made before the old goes", () => {
    const names = Object.values(KoreRole).flatMap((role) =>
      Object.values(KoreAccessScope).flatMap((scope) =>
        rolesForKore(KoreProduct.AiForService, role, scope, "kore-byok").map(({ resourceName }) => resourceName),
      ),
    );
    const [ofOtherKey] = rolesForKore(KoreProduct.AiForService, KoreRole.CryptoUser, KoreAccessScope.Key, "other");
    expect(new Set([...names, ofOtherKey!.resourceName]).size).toBe(names.length + 1);
  });

  it("are named by ID in the form in which Azure answers", () => {
    expect(roleDefinitionId(subscriptionId, cryptoUser)).toBe(
      `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${cryptoUser}`,
    );
  });
});
