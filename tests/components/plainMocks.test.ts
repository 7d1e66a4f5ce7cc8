import * as pulumi from "@pulumi/pulumi";
import { ByokKey, ByokVault, KoreByok, KoreKeyAccess } from "../../components";
import { azureCall, azureState, kore, login, vaultIdOf } from "../support/mockedAzure";

/** As a user tests a program of one's own: with `pulumi.runtime.setMocks` as the SDK has it, and nothing else. */
describe("under the SDK's own mocks", () => {
  const registered: string[] = [];
  beforeAll(() =>
    pulumi.runtime.setMocks({
      call: ({ token, inputs }) => azureCall(token, inputs, {}),
      newResource: ({ type, inputs, custom }) => {
        registered.push(type);
        return azureState(type, inputs, custom === true, {});
      },
    }),
  );
  beforeEach(() => registered.splice(0));

  const valueOf = <T>(output: pulumi.Output<T>) => new Promise<T>((resolve) => output.apply(resolve));
  const vaultName = "kv-a";
  const resourceGroupName = "rg-kore-byok";

  it("KoreByok is made whole", async () => {
    const byok = new KoreByok("kore", { koreClientId: kore.clientId, vaultName });
    expect(await valueOf(byok.keyIdentifier)).toBe("https://kv-a.vault.azure.net/keys/kore-byok");
    expect(await valueOf(byok.roleAssignmentIds)).toHaveLength(1);
    expect(registered).toContain("azure-native:keyvault:Key");
  });

  it("each component is made alone", async () => {
    const vault = new ByokVault("vault", { tenantId: login.tenantId, resourceGroupName, vaultName });
    const key = new ByokKey("key", { resourceGroupName, vaultName, vaultUri: "https://kv-a.vault.azure.net/" });
    const access = new KoreKeyAccess("access", {
      vaultId: vaultIdOf(vaultName),
      keyName: "kore-byok",
      servicePrincipalObjectId: kore.objectId,
    });
    expect(await valueOf(vault.vaultName)).toBe(vaultName);
    expect(await valueOf(key.keyName)).toBe("kore-byok");
    expect(await valueOf(access.roleAssignmentIds)).toHaveLength(1);
  });
});
