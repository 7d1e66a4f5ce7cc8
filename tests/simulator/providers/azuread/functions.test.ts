import type { Azure } from "../../../../simulator/azure";
import { createAzure } from "../../../../simulator/createAzure";
import { azureadProvider } from "../../../../simulator/providers/azuread/azureadProvider";
import type { PropertyMap } from "../../../../simulator/providers/propertyValues";
import type { ProviderClient } from "../providerClient";
import { connect } from "../providerClient";

const GET_SERVICE_PRINCIPAL = "azuread:index/getServicePrincipal:getServicePrincipal";
const clientId = "5f4d9b7a-3a55-4c1c-9d0f-1f2e3d4c5b6a";

describe("a function of azuread", () => {
  let azure: Azure;
  let provider: ProviderClient;
  let objectId: string;
  beforeAll(async () => {
    azure = await createAzure();
    azure.outside.registerApplication({ appId: clientId, displayName: "Kore.ai", ownerTenantId: clientId });
    ({ objectId } = await azure.entra.createServicePrincipal(clientId));
    provider = await connect(azureadProvider(azure));
  });
  afterAll(async () => {
    await provider.close();
    await azure.close();
  });

  it("tells who deploys", async () => {
    const { login, tenantId } = azure.state;
    expect(await provider.invoke("azuread:index/getClientConfig:getClientConfig")).toEqual({
      clientId: login.clientId,
      id: `${tenantId}-${login.clientId}-${login.objectId}`,
      objectId: login.objectId,
      tenantId,
    });
  });

  it.each<PropertyMap>([{ clientId }, { clientId: clientId.toUpperCase() }, { displayName: "Kore.ai" }])(
    "finds a service principal by %j",
    async (args) => {
      expect(await provider.invoke(GET_SERVICE_PRINCIPAL, args)).toMatchObject({
        id: `/servicePrincipals/${objectId}`,
        objectId,
        clientId,
        applicationTenantId: clientId,
        accountEnabled: true,
      });
    },
  );

  it("finds a service principal by its object ID", async () => {
    expect(await provider.invoke(GET_SERVICE_PRINCIPAL, { objectId })).toMatchObject({ clientId });
  });

  it.each([
    [{ clientId: objectIdOfNobody() }, /Service principal with clientId ".*" was not found/],
    [{}, /one of `clientId,displayName,objectId` must be specified/],
    [{ clientId, displayName: "Kore.ai" }, /and nothing else; got `clientId,displayName`/],
    [{ appId: clientId }, /got `appId`/],
  ])("fails for %j", async (args, message) => {
    await expect(provider.invoke(GET_SERVICE_PRINCIPAL, args)).rejects.toThrow(message);
  });

  it("is refused where it is not modelled", async () => {
    await expect(provider.invoke("azuread:index/getUser:getUser")).rejects.toThrow("unrecognized data function");
  });
});

function objectIdOfNobody(): string {
  return "12345678-1234-4234-8234-123456789012";
}
