import { madeBy, privateArgs, program, up } from "../support/koreByokProgram";
import { keyOutputs, login, vaultIdOf, type World } from "../support/mockedAzure";
import { failure } from "../support/mocks";

describe("KoreByok with an existing vault and key", () => {
  const there: World = {
    vaults: {
      "kv-there": {
        id: vaultIdOf("kv-there"),
        name: "kv-there",
        location: "westeurope",
        properties: {
          tenantId: login.tenantId,
          sku: { name: "premium" },
          vaultUri: "https://kv-there.vault.azure.net/",
          enableRbacAuthorization: true,
          enablePurgeProtection: true,
          publicNetworkAccess: "Disabled",
        },
      },
    },
    keys: {
      "kore-byok": keyOutputs("kv-there", "kore-byok", {
        kty: "RSA-HSM",
        keySize: 4096,
        keyOps: ["encrypt", "decrypt", "wrapKey", "unwrapKey"],
        attributes: { enabled: true },
      }),
    },
  };
  const args = { ...privateArgs, vaultName: undefined, existingVaultId: vaultIdOf("kv-there"), existingKey: true };

  it("makes the service principal and its role alone: no group, no vault, no key, no lock", async () => {
    const deployment = await up(args, there);
    expect(madeBy(deployment).sort()).toEqual([
      "RoleAssignment kore-crypto-user-on-vault",
      "ServicePrincipal kore-app",
    ]);
    expect(deployment.find("RoleAssignment").inputs["scope"]).toBe(vaultIdOf("kv-there"));
    expect(deployment.outputs).toMatchObject({
      vaultUri: "https://kv-there.vault.azure.net/",
      keyIdentifier: "https://kv-there.vault.azure.net/keys/kore-byok",
      location: "westeurope",
    });
  });

  it("grants on the vault's ID as it was given, in Azure's usual spelling, whatever the vault answers", async () => {
    const [vault] = Object.values(there.vaults!);
    const answered = { ...vault, id: vaultIdOf("KV-There", "RG-kore-byok").toUpperCase(), name: "KV-There" };
    const given = vaultIdOf("kv-there").replace("resourceGroups", "resourcegroups").replace("KeyVault", "keyvault");
    const deployment = await up({ ...args, existingVaultId: given }, { ...there, vaults: { "kv-there": answered } });
    expect(deployment.find("RoleAssignment").inputs["scope"]).toBe(vaultIdOf("kv-there"));
    expect(deployment.outputs).toMatchObject({ vaultId: vaultIdOf("kv-there"), vaultName: "kv-there" });
  });

  it("gives no role on a vault that does not fit", async () => {
    const [vault] = Object.values(there.vaults!) as { properties: object }[];
    const open = { ...vault, properties: { ...vault!.properties, enableRbacAuthorization: false } };
    const { error, deployment } = await failure(program(args), { ...there, vaults: { "kv-there": open } });
    expect(error.message).toContain("enableRbacAuthorization false");
    expect(madeBy(deployment).join()).not.toContain("RoleAssignment");
  });

  it("refuses a vault of another subscription than the login's", async () => {
    const elsewhere = vaultIdOf("kv-there").replace(login.subscriptionId, login.tenantId);
    const { error, deployment } = await failure(program({ ...args, existingVaultId: elsewhere }), there);
    expect(error.message).toContain("the vault is in another");
    expect(deployment.made).toEqual([]);
  });
});
