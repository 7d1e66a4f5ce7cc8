import { KeyClient } from "@azure/keyvault-keys";
import { assignOperatorRole } from "../../simulator/operatorRole";
import { kore, type KoreVault, startKoreVault } from "./keyvault/koreVault";

describe("whoever deploys on a simulated Azure of one's own", () => {
  let vault: KoreVault;
  beforeEach(async () => (vault = await startKoreVault()));
  afterEach(() => vault.close());

  it("may use the key once the role is assigned, again without a second assignment", async () => {
    const { AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET } = vault.face.loginEnvironment;
    const credential = vault.credential({
      tenantId: AZURE_TENANT_ID,
      clientId: AZURE_CLIENT_ID,
      secret: AZURE_CLIENT_SECRET,
    });
    const client = new KeyClient(vault.vaultUri, credential, vault.clientOptions(kore.address));
    await expect(client.getKey(vault.keyName)).rejects.toMatchObject({ statusCode: 403 });

    assignOperatorRole(vault.azure);
    const before = Object.keys(vault.azure.state.resources);
    assignOperatorRole(vault.azure);

    expect(Object.keys(vault.azure.state.resources)).toEqual(before);
    expect((await client.getKey(vault.keyName)).name).toBe(vault.keyName);
  });
});
