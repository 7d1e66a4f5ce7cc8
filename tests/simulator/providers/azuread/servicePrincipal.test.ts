import type { Azure } from "../../../../simulator/azure";
import { createAzure } from "../../../../simulator/createAzure";
import { azureadProvider } from "../../../../simulator/providers/azuread/azureadProvider";
import { UNKNOWN } from "../../../../simulator/providers/propertyValues";
import type { ProviderClient } from "../providerClient";
import { connect } from "../providerClient";

const TYPE = "azuread:index/servicePrincipal:ServicePrincipal";
const clientId = "5f4d9b7a-3a55-4c1c-9d0f-1f2e3d4c5b6a";
const ownerTenantId = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

describe("azuread's service principal", () => {
  let azure: Azure;
  let provider: ProviderClient;
  beforeEach(async () => {
    azure = await createAzure();
    azure.outside.registerApplication({ appId: clientId, displayName: "Kore.ai", ownerTenantId });
    provider = await connect(azureadProvider(azure));
  });
  afterEach(async () => {
    await provider.close();
    await azure.close();
  });

  describe("checked", () => {
    it("gets the schema's default, told in __defaults", async () => {
      expect(await provider.check(TYPE, "kore", { clientId })).toEqual({
        failures: [],
        inputs: { clientId, accountEnabled: true, __defaults: ["accountEnabled"] },
      });
      expect((await provider.check(TYPE, "kore", { clientId, accountEnabled: false })).inputs).toEqual({
        clientId,
        accountEnabled: false,
        __defaults: [],
      });
    });

    it.each([
      [{}, "Missing required property 'clientId'"],
      [{ clientId: "kore" }, 'expected "client_id" to be a valid UUID, got kore'],
      [{ clientId, useExisting: "yes" }, "expected 'useExisting' to be a boolean, got \"yes\""],
      [
        { clientId, notes: "Kore's" },
        "'notes' is not a property that the simulated Entra keeps; it keeps accountEnabled, clientId, useExisting",
      ],
    ])("refuses %j", async (inputs, reason) => {
      expect((await provider.check(TYPE, "kore", inputs)).failures).toEqual([reason]);
    });

    it("passes an unknown client ID on", async () => {
      expect(await provider.check(TYPE, "kore", { clientId: UNKNOWN })).toMatchObject({ failures: [] });
    });
  });

  describe("created", () => {
    it("shows the app in the customer's tenant", async () => {
      const principal = await provider.make(TYPE, "kore", { clientId });
      const { objectId } = azure.state.servicePrincipals[0]!;
      expect(principal.id).toBe(`/servicePrincipals/${objectId}`);
      expect(principal.outputs).toMatchObject({
        objectId,
        clientId,
        displayName: "Kore.ai",
        applicationTenantId: ownerTenantId,
        accountEnabled: true,
        servicePrincipalNames: [clientId],
        type: "Application",
      });
      expect(JSON.parse(principal.outputs["__meta"] as string)).toHaveProperty("schema_version", "2");
    });

    it("refuses to take over one that is there", async () => {
      const { objectId } = await azure.entra.createServicePrincipal(clientId);
      await expect(provider.make(TYPE, "kore", { clientId })).rejects.toThrow(
        `A resource with the ID "/servicePrincipals/${objectId}" already exists - to be managed via Terraform this ` +
          "resource needs to be imported into the State.",
      );
    });

    it("adopts one that is there with useExisting, and enables it", async () => {
      const { objectId } = await azure.entra.createServicePrincipal(clientId);
      await azure.entra.updateServicePrincipal(objectId, { accountEnabled: false });
      const principal = await provider.make(TYPE, "kore", { clientId, useExisting: true });
      expect(principal.outputs).toMatchObject({ objectId, useExisting: true, accountEnabled: true });
      expect(azure.state.servicePrincipals).toMatchObject([{ objectId, accountEnabled: true }]);
    });

    it("creates one that is not there with useExisting, too", async () => {
      await provider.make(TYPE, "kore", { clientId, useExisting: true });
      expect(azure.state.servicePrincipals).toHaveLength(1);
    });

    it("shows Graph's refusal of an unknown app", async () => {
      const unknown = "12345678-1234-4234-8234-123456789012";
      await expect(provider.make(TYPE, "kore", { clientId: unknown })).rejects.toThrow(
        "Could not create service principal: unexpected status 400 with error: Request_BadRequest: The appId " +
          `'${unknown}' of the service principal does not reference a valid application object.`,
      );
    });

    it("is unknown but for its inputs in a preview", async () => {
      const { id, outputs } = await provider.previewCreate(TYPE, { clientId, accountEnabled: true, __defaults: [] });
      expect(id).toBe("");
      expect(outputs).toMatchObject({ clientId, objectId: UNKNOWN, applicationTenantId: UNKNOWN });
      expect(azure.state.servicePrincipals).toEqual([]);
    });
  });

  describe("later", () => {
    const make = () => provider.make(TYPE, "kore", { clientId });

    it("differs in nothing, and a refresh moves nothing", async () => {
      const principal = await make();
      const { inputs } = await provider.check(TYPE, "kore", { clientId }, { oldInputs: principal.inputs });
      expect(await provider.diff(TYPE, principal, inputs)).toMatchObject({ changes: false });
      expect(await provider.refresh(TYPE, principal)).toEqual(principal);
    });

    it("is replaced, new one first, for another app", async () => {
      const principal = await make();
      expect(await provider.diff(TYPE, principal, { ...principal.inputs, clientId: UNKNOWN })).toEqual({
        changes: true,
        replaces: ["clientId"],
        deleteBeforeReplace: false,
        detailed: { clientId: "UPDATE_REPLACE" },
      });
    });

    it("turns a disabling from outside into a change that enables it again", async () => {
      const principal = await make();
      const objectId = principal.outputs["objectId"] as string;
      await azure.entra.updateServicePrincipal(objectId, { accountEnabled: false });
      const refreshed = (await provider.refresh(TYPE, principal))!;
      expect(refreshed.inputs["accountEnabled"]).toBe(false);
      expect(await provider.diff(TYPE, refreshed, principal.inputs)).toMatchObject({
        replaces: [],
        detailed: { accountEnabled: "UPDATE" },
      });
      const outputs = await provider.update(TYPE, refreshed, principal.inputs);
      expect(outputs["accountEnabled"]).toBe(true);
      expect(azure.state.servicePrincipals[0]!.accountEnabled).toBe(true);
    });

    it("keeps what it knows in the preview of an update", async () => {
      const principal = await make();
      const wanted = { ...principal.inputs, accountEnabled: false };
      const outputs = await provider.update(TYPE, principal, wanted, true);
      expect(outputs).toMatchObject({ objectId: principal.outputs["objectId"], accountEnabled: false });
      expect(azure.state.servicePrincipals[0]!.accountEnabled).toBe(true);
    });

    it("is gone after a refresh where it is gone from the tenant", async () => {
      const principal = await make();
      await azure.entra.deleteServicePrincipal(principal.outputs["objectId"] as string);
      expect(await provider.refresh(TYPE, principal)).toBeUndefined();
    });

    it("is imported by its ID, also by the bare object ID of older states", async () => {
      const principal = await make();
      const objectId = principal.outputs["objectId"] as string;
      for (const id of [principal.id, objectId]) {
        expect(await provider.import(TYPE, id)).toMatchObject({
          inputs: { clientId, accountEnabled: true },
          outputs: { objectId },
        });
      }
      await expect(provider.import(TYPE, "kore")).rejects.toThrow('parsing service principal ID "kore"');
    });

    it("is deleted for good, also one that was there before", async () => {
      await azure.entra.createServicePrincipal(clientId);
      const adopted = await provider.make(TYPE, "kore", { clientId, useExisting: true });
      await provider.delete(TYPE, adopted);
      expect(azure.state.servicePrincipals).toEqual([]);
    });

    it("swallows a failed delete with useExisting alone", async () => {
      const action = "DELETE Graph/servicePrincipals";
      const refuse = { action, kind: "refuse", status: 403, code: "Authorization_RequestDenied" } as const;
      const adopted = await provider.make(TYPE, "kore", { clientId, useExisting: true });
      azure.faults.add(refuse);
      await provider.delete(TYPE, adopted);
      expect(azure.state.servicePrincipals).toHaveLength(1);
      azure.faults.add(refuse);
      const plain = { ...adopted, inputs: { clientId }, outputs: { clientId } };
      await expect(provider.delete(TYPE, plain)).rejects.toThrow("Authorization_RequestDenied");
    });

    it("may be gone already when it is deleted", async () => {
      const principal = await make();
      await provider.delete(TYPE, principal);
      await expect(provider.delete(TYPE, principal)).resolves.toBeUndefined();
    });
  });

  it("is the only type of azuread that is modelled", async () => {
    await expect(provider.check("azuread:index/application:Application", "app", {})).rejects.toThrow(
      "unrecognized resource type: azuread:index/application:Application",
    );
  });

  it("is of the simulated tenant alone", async () => {
    await expect(provider.configure("azuread", { tenantId: ownerTenantId })).rejects.toThrow(
      `azuread:tenantId is '${ownerTenantId}', and the simulated Azure has '${azure.state.tenantId}' alone`,
    );
    await provider.configure("azuread", { tenantId: azure.state.tenantId.toUpperCase() });
  });
});
