import { Tenant, expectRefusal, kore } from "./tenant";

describe("The simulated Entra", () => {
  let tenant: Tenant;
  beforeEach(async () => {
    tenant = await Tenant.create();
    tenant.azure.outside.registerApplication({ ...kore, clientSecret: "simulated" });
  });
  const entra = () => tenant.azure.entra;

  it("makes a service principal of a known application", async () => {
    const principal = await entra().createServicePrincipal(kore.appId.toUpperCase());
    expect(principal).toMatchObject({
      appId: kore.appId,
      displayName: kore.displayName,
      appOwnerTenantId: kore.ownerTenantId,
      accountEnabled: true,
    });
    expect(await entra().findServicePrincipal({ appId: kore.appId })).toEqual(principal);
    expect(await entra().findServicePrincipal({ objectId: principal.objectId })).toEqual(principal);
  });

  it("refuses an unknown application", async () => {
    const appId = "99999999-9999-4999-8999-999999999999";
    const call = entra().createServicePrincipal(appId);
    await expect(call).rejects.toMatchObject({ innerCode: "NoBackingApplicationObject" });
    const words = `The appId '${appId}' of the service principal does not reference a valid application object.`;
    await expectRefusal(call, 400, "Request_BadRequest", words);
  });

  it("refuses a second service principal of an application", async () => {
    await entra().createServicePrincipal(kore.appId);
    await expectRefusal(
      entra().createServicePrincipal(kore.appId),
      409,
      "Request_MultipleObjectsWithSameKeyValue",
      `the service principal name ${kore.appId} is already in use.`,
    );
  });

  it("finds nothing where nothing is", async () => {
    expect(await entra().findServicePrincipal({ appId: kore.appId })).toBeUndefined();
    expect(entra().findApplication("99999999-9999-4999-8999-999999999999")).toBeUndefined();
  });

  it("changes and deletes a service principal; answers are copies", async () => {
    const { objectId } = await entra().createServicePrincipal(kore.appId);
    const changed = await entra().updateServicePrincipal(objectId, { accountEnabled: false });
    expect(changed.accountEnabled).toBe(false);
    changed.accountEnabled = true;
    expect((await entra().findServicePrincipal({ objectId }))?.accountEnabled).toBe(false);
    await entra().deleteServicePrincipal(objectId);
    const words = `Resource '${objectId}' does not exist or one of its queried reference-property objects are not present.`;
    await expectRefusal(entra().deleteServicePrincipal(objectId), 404, "Request_ResourceNotFound", words);
    await expectRefusal(entra().updateServicePrincipal(objectId, {}), 404, "Request_ResourceNotFound", words);
  });

  it("keeps the hash of a secret, never the secret", () => {
    const application = entra().findApplication(kore.appId.toUpperCase())!;
    // echo -n simulated | sha256sum
    expect(application.clientSecretSha256).toBe("daeb30e06dcf80565ac935eca8ec3e87a2cd7194440c14842b470d3cb7fed353");
    expect(JSON.stringify(tenant.azure.state)).not.toContain('"simulated"');
  });

  it("refuses to register an application twice", () => {
    expect(() => tenant.azure.outside.registerApplication(kore)).toThrow(/registered already/);
  });
});
