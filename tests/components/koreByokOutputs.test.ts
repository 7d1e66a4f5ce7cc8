import * as pulumi from "@pulumi/pulumi";
import { KoreByok } from "../../components";
import { firewallArgs, outputsOf, up, vaultId } from "../support/koreByokProgram";
import { kore, login } from "../support/mockedAzure";
import { deploy, isKnown } from "../support/mocks";

describe("KoreByok hands out", () => {
  const known = {
    tenantId: login.tenantId,
    vaultUri: "https://kv-a.vault.azure.net/",
    keyName: "kore-byok",
    keyIdentifier: "https://kv-a.vault.azure.net/keys/kore-byok",
    vaultId,
    vaultName: "kv-a",
    adminConsentUrl: `https://login.microsoftonline.com/${login.tenantId}/adminconsent?client_id=${kore.clientId}`,
  };

  it("what the contract with its users names, none of it a secret", async () => {
    const secrets: string[] = [];
    const deployment = await up(firewallArgs);
    const roleAssignmentIds = [
      expect.stringContaining(`${vaultId}/providers/Microsoft.Authorization/roleAssignments/`),
    ];
    expect(deployment.outputs).toMatchObject({
      ...known,
      location: "westeurope",
      koreServicePrincipalObjectId: kore.objectId,
      roleAssignmentIds,
      networkMode: "firewall",
      handoff: {
        shareWithKore: { "Tenant ID": login.tenantId, "Key Vault URI": known.vaultUri, "Key Name": "kore-byok" },
        networkAccess: { "Kore IP ranges": "20.42.7.0/28, 52.168.3.9/32" },
      },
    });
    await deploy(async () => {
      for (const [name, output] of Object.entries(outputsOf(new KoreByok("kore", firewallArgs)))) {
        if (await pulumi.isSecret(pulumi.output(output as pulumi.Input<unknown>))) {
          secrets.push(name);
        }
      }
    });
    expect(secrets).toEqual([]);
  });

  it.each([
    [[], { koreServicePrincipalObjectId: kore.objectId }],
    [["handoff", "koreServicePrincipalObjectId", "roleAssignmentIds"], {}],
  ])("in the first preview all but %j, which only Entra tells", async (late, args) => {
    const unknown: string[] = [];
    const preview = async () => {
      for (const [name, output] of Object.entries(outputsOf(new KoreByok("kore", { ...firewallArgs, ...args })))) {
        if (!(await isKnown(pulumi.output(output as pulumi.Input<unknown>)))) {
          unknown.push(name);
        }
      }
    };
    await deploy(preview, { preview: true });
    expect(unknown.sort()).toEqual(late);
  });

  it("in a preview the same as after the update", async () => {
    const args = { ...firewallArgs, koreServicePrincipalObjectId: kore.objectId };
    expect((await up(args, { preview: true })).outputs).toEqual((await up(args)).outputs);
  });
});
