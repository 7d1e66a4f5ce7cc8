import * as pulumi from "@pulumi/pulumi";
import { KoreKeyAccess, type KoreKeyAccessArgs } from "../../components";
import { roleAssignmentName } from "../../components/plan/roles";
import { groupId, kore, login, vaultIdOf } from "../support/mockedAzure";
import { deploy, failure } from "../support/mocks";

const vaultId = vaultIdOf("kv-a");
const required: KoreKeyAccessArgs = { vaultId, keyName: "kore-byok", servicePrincipalObjectId: kore.objectId };
const program =
  (args: Partial<KoreKeyAccessArgs> = {}) =>
  () => {
    const { roleAssignmentIds } = new KoreKeyAccess("kore", { ...required, ...args });
    return { roleAssignmentIds };
  };

const cryptoUser = "12338af0-0e69-4776-bea7-57ae8d297424";
const encryptionUser = "e147488a-f6f5-4113-8e2d-b22465e65bf6";
const reader = "21090545-7ca7-4776-b22c-e363652d74d2";
const definition = (guid: string) =>
  `/subscriptions/${login.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;

describe("KoreKeyAccess", () => {
  it("assigns the guide's role on the vault, by ID, to a service principal, under a name of its own", async () => {
    const deployment = await deploy(program());
    const name = roleAssignmentName(vaultId, kore.objectId, cryptoUser);
    expect(deployment.made).toHaveLength(1);
    expect(deployment.find("RoleAssignment", "kore-crypto-user-on-vault").inputs).toEqual({
      scope: vaultId,
      principalId: kore.objectId,
      principalType: "ServicePrincipal",
      roleDefinitionId: definition(cryptoUser),
      roleAssignmentName: name,
      description: "Kore.ai BYOK: Key Vault Crypto User",
    });
    expect(deployment.outputs["roleAssignmentIds"]).toEqual([
      `${vaultId}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    ]);
  });

  const onKey = `${vaultId}/keys/kore-byok`;
  it.each<[string, Partial<KoreKeyAccessArgs>, [name: string, scope: string, role: string][]]>([
    [
      "the narrow role",
      { koreRole: "crypto-service-encryption-user" },
      [["kore-crypto-service-encryption-user-on-vault", vaultId, encryptionUser]],
    ],
    ["the key as scope", { koreAccessScope: "key" }, [["kore-crypto-user-on-key-kore-byok", onKey, cryptoUser]]],
    [
      "AI for Work",
      { koreProduct: "ai-for-work" },
      [
        ["kore-crypto-user-on-vault", vaultId, cryptoUser],
        ["kore-reader-on-vault", vaultId, reader],
      ],
    ],
    [
      "AI for Work on the key",
      { koreProduct: "ai-for-work", koreAccessScope: "key" },
      [
        ["kore-crypto-user-on-key-kore-byok", onKey, cryptoUser],
        ["kore-reader-on-vault", vaultId, reader],
      ],
    ],
    ["nothing while revoked", { koreAccess: "revoked", koreProduct: "ai-for-work" }, []],
  ])("takes %s", async (_, args, expected) => {
    const deployment = await deploy(program(args));
    const assigned = deployment.made.map(({ name, inputs }) => [name, inputs["scope"], inputs["roleDefinitionId"]]);
    expect(assigned.sort()).toEqual(expected.map(([name, scope, role]) => [name, scope, definition(role)]));
    expect(deployment.outputs["roleAssignmentIds"]).toHaveLength(expected.length);
  });

  it.each<[string, Partial<KoreKeyAccessArgs>, string, RegExp | undefined]>([
    ["while it is asked for", {}, "kore-crypto-user-on-vault", /set koreAccess to revoked/],
    ["while it is asked for, with the reader", { koreProduct: "ai-for-work" }, "kore-reader-on-vault", /cut off/],
    ["once access is revoked", { koreAccess: "revoked" }, "kore-crypto-user-on-vault", undefined],
    [
      "once another role has taken its place",
      { koreRole: "crypto-service-encryption-user" },
      "kore-crypto-user-on-vault",
      undefined,
    ],
    [
      "under the vault's lock, where Azure would refuse it",
      { koreRole: "crypto-service-encryption-user", vaultLocked: true },
      "kore-crypto-user-on-vault",
      /ScopeLocked/,
    ],
  ])("decides by a hook whether an assignment may go: %s", async (_, args, name, refusal) => {
    const deployment = await deploy(program(args));
    const told = await deployment.refusal("kore-keep-access", { name, id: "the-assignment" });
    expect(told ?? "").toMatch(refusal ?? /^$/);
    for (const { options } of deployment.made) {
      expect(options.beforeDelete).toEqual(["kore-keep-access"]);
    }
  });

  it.each<[string, object, string]>([
    ["B82 a resource group for a vault", { vaultId: groupId }, "vaultId"],
    ["B79 a role that is none of Kore's", { koreRole: "owner" }, "koreRole"],
    ["B82 a scope above the vault", { koreAccessScope: "subscription" }, "koreAccessScope"],
    ["a product that Kore does not have", { koreProduct: "xo" }, "koreProduct"],
    ["a misspelt revoked, which would leave the access", { koreAccess: "Revoked" }, "koreAccess"],
    ["B100 an output for it", { koreAccess: pulumi.output("revoked") }, "koreAccess"],
    ["B99 a text for a flag", { vaultLocked: "false" }, "vaultLocked"],
    [
      "no key's name, which would be part of the assignment's",
      { keyName: undefined, koreAccessScope: "key" },
      "keyName",
    ],
    ["B100 an output for the key's name", { keyName: pulumi.output("kore-byok") }, "keyName"],
    ["B81 a role by ID", { roleDefinitionId: cryptoUser }, "roleDefinitionId"],
    ["B83 another kind of principal", { principalType: "User" }, "principalType"],
  ])("refuses %s, and assigns nothing", async (_, bad, key) => {
    const { error, deployment } = await failure(program(bad));
    expect(error.message).toContain(`KoreKeyAccess "kore": 1 problem\n  ${key}: `);
    expect(deployment.made).toEqual([]);
  });

  it("asks for no service principal while access is revoked", async () => {
    const deployment = await deploy(program({ koreAccess: "revoked", servicePrincipalObjectId: "" }));
    expect(deployment.made).toEqual([]);
    const { error } = await failure(program({ servicePrincipalObjectId: "" }));
    expect(error.message).toContain("  servicePrincipalObjectId: ");
  });

  it("tells all bad arguments at once and assigns nothing", async () => {
    const { error, deployment } = await failure(program({ keyName: "kore_byok", servicePrincipalObjectId: "kore" }));
    for (const part of ["2 problems", "  keyName:", "  servicePrincipalObjectId:"]) {
      expect(error.message).toContain(part);
    }
    expect(deployment.made).toEqual([]);
  });
});
