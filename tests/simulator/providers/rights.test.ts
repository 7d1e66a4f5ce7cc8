import {
  ASSIGNMENT,
  GROUP,
  makeGroup,
  roleDefinitionId,
  startAzureNative,
  stop,
  VAULT,
  vaultInputs,
} from "./azureNative/fixture";
import type { Fixture } from "./azureNative/fixture";
import { createAzure } from "../../../simulator/createAzure";
import type { Azure } from "../../../simulator/azure";
import { azureadProvider } from "../../../simulator/providers/azuread/azureadProvider";
import type { PropertyMap } from "../../../simulator/providers/propertyValues";
import type { ProviderClient } from "./providerClient";
import { connect } from "./providerClient";

const READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
const CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c";

describe("azure-native acts with the login's rights", () => {
  let fixture: Fixture;
  beforeEach(async () => {
    fixture = await startAzureNative();
    await makeGroup(fixture);
  });
  afterEach(() => stop(fixture));

  const give = (...roles: string[]) => fixture.azure.outside.setLoginRights({ roles, graphPermissions: [] });
  const makeVault = () => fixture.provider.make(VAULT, "vault", vaultInputs(fixture));
  const vaultId = () =>
    `/subscriptions/${fixture.azure.state.subscriptionId}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-kore`;
  /** As an administrator would, in the portal. */
  const assign = (role: string) =>
    fixture.azure.arm.put(
      `/subscriptions/${fixture.azure.state.subscriptionId}/resourceGroups/rg/providers/Microsoft.Authorization/roleAssignments/77777777-7777-4777-8777-777777777777`,
      {
        properties: {
          principalId: fixture.azure.state.login.objectId,
          principalType: "ServicePrincipal",
          roleDefinitionId: roleDefinitionId(fixture, role),
        },
      },
      "2022-04-01",
    );

  it("lets a reader read and do no more, in Azure's words", async () => {
    const vault = await makeVault();
    give("Reader");
    const { clientId, objectId } = fixture.azure.state.login;
    await expect(fixture.provider.refresh(VAULT, vault)).resolves.toBeDefined();
    const refusal =
      `The client '${clientId}' with object id '${objectId}' does not have authorization to perform action ` +
      `'Microsoft.KeyVault/vaults/delete' over scope '${vaultId()}' or the scope is invalid. If access was recently ` +
      "granted, please refresh your credentials.";
    await expect(fixture.provider.delete(VAULT, vault)).rejects.toThrow(
      `Status=403 Code="AuthorizationFailed" Message=${JSON.stringify(refusal)}`,
    );
    expect(fixture.azure.log.entries.at(-1)).toMatchObject({
      action: "DELETE Microsoft.KeyVault/vaults",
      target: vaultId(),
      status: 403,
      code: "AuthorizationFailed",
      caller: objectId,
    });
  });

  it("creates nothing for a reader", async () => {
    give("Reader");
    await expect(makeVault()).rejects.toThrow("'Microsoft.KeyVault/vaults/write'");
    const group = { resourceGroupName: "rg-two", location: "westeurope" };
    await expect(fixture.provider.make(GROUP, "two", group)).rejects.toThrow(
      "'Microsoft.Resources/subscriptions/resourceGroups/write'",
    );
    expect(Object.keys(fixture.azure.state.resources)).toHaveLength(1);
  });

  it("gives no roles for a contributor", async () => {
    const vault = await makeVault();
    give("Contributor");
    const inputs = {
      scope: vault.id,
      roleAssignmentName: "77777777-7777-4777-8777-777777777777",
      principalId: fixture.azure.state.login.objectId,
      principalType: "ServicePrincipal",
      roleDefinitionId: roleDefinitionId(fixture, READER),
    };
    await expect(fixture.provider.make(ASSIGNMENT, "reader", inputs)).rejects.toThrow(
      "'Microsoft.Authorization/roleAssignments/write'",
    );
  });

  it("counts a role that is assigned at a scope, once it has propagated", async () => {
    fixture.azure.outside.setPropagationDelay(60_000);
    await assign(CONTRIBUTOR);
    give();
    await expect(makeVault()).rejects.toThrow("AuthorizationFailed");
    fixture.azure.outside.advanceClock(60_000);
    await expect(makeVault()).resolves.toMatchObject({ id: vaultId() });
  });

  it("needs the resource provider to be registered", async () => {
    fixture.azure.outside.setUnregisteredProviders(["Microsoft.KeyVault"]);
    await expect(makeVault()).rejects.toThrow(
      'Status=409 Code="MissingSubscriptionRegistration" Message="The subscription is not registered to use namespace ' +
        "'Microsoft.KeyVault'. See https://aka.ms/rps-not-found for how to register subscriptions.\"",
    );
    fixture.azure.outside.setUnregisteredProviders([]);
    await makeVault();
  });
});

describe("azuread acts with the login's permissions", () => {
  const TYPE = "azuread:index/servicePrincipal:ServicePrincipal";
  const FUNCTION = "azuread:index/getServicePrincipal:getServicePrincipal";
  const clientId = "5f4d9b7a-3a55-4c1c-9d0f-1f2e3d4c5b6a";
  const denied = "unexpected status 403 with error: Authorization_RequestDenied: Insufficient privileges";
  let azure: Azure;
  let provider: ProviderClient;
  beforeEach(async () => {
    azure = await createAzure();
    azure.outside.registerApplication({ appId: clientId, displayName: "Kore.ai", ownerTenantId: clientId });
    provider = await connect(azureadProvider(azure));
  });
  afterEach(async () => {
    await provider.close();
    await azure.close();
  });

  const give = (...graphPermissions: string[]) => azure.outside.setLoginRights({ roles: ["Owner"], graphPermissions });

  it("makes no service principal without the permission to write", async () => {
    give("Application.Read.All");
    await expect(provider.make(TYPE, "kore", { clientId })).rejects.toThrow(
      `Could not create service principal: ${denied}`,
    );
    expect(azure.state.servicePrincipals).toEqual([]);
    expect(azure.log.entries.at(-1)).toMatchObject({ action: "POST Graph/servicePrincipals", status: 403 });
  });

  it("finds none without the permission to read", async () => {
    await azure.entra.createServicePrincipal(clientId);
    give();
    await expect(provider.make(TYPE, "kore", { clientId, useExisting: true })).rejects.toThrow(
      `Could not list existing service principals: ${denied}`,
    );
    for (const args of [{ clientId }, { displayName: "Kore.ai" }] as PropertyMap[]) {
      await expect(provider.invoke(FUNCTION, args)).rejects.toThrow(`Listing service principals: ${denied}`);
    }
  });
});
