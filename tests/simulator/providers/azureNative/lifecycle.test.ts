import type { State } from "../providerClient";
import {
  ASSIGNMENT,
  CRYPTO_OFFICER,
  GROUP,
  KEY,
  keyInputs,
  makeGroup,
  roleDefinitionId,
  startAzureNative,
  stop,
  VAULT,
  vaultInputs,
} from "./fixture";
import type { Fixture } from "./fixture";

describe("an azure-native resource", () => {
  let fixture: Fixture;
  beforeEach(async () => {
    fixture = await startAzureNative();
    await makeGroup(fixture);
  });
  afterEach(() => stop(fixture));

  const makeVault = () => fixture.provider.make(VAULT, "vault", vaultInputs(fixture));
  const live = (vault: State) => fixture.azure.arm.get(vault.id, "2024-11-01");

  describe("created", () => {
    it("has what a GET answers as outputs", async () => {
      const vault = await makeVault();
      const { subscriptionId, tenantId } = fixture.azure.state;
      expect(vault.id).toBe(
        `/subscriptions/${subscriptionId}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-kore`,
      );
      expect(vault.outputs).toMatchObject({
        azureApiVersion: "2024-11-01",
        location: "westeurope",
        name: "kv-kore",
        type: "Microsoft.KeyVault/vaults",
        properties: { tenantId, vaultUri: "https://kv-kore.vault.azure.net/", accessPolicies: [] },
      });
      expect(vault.outputs).not.toHaveProperty("id");
    });

    it("has a key's properties lifted to the top", async () => {
      await makeVault();
      const key = await fixture.provider.make(KEY, "key", {
        ...keyInputs,
        properties: { kty: "RSA", keySize: 2048, attributes: { enabled: true, expires: 4102444800 } },
      });
      expect(key.outputs).toMatchObject({
        kty: "RSA",
        keySize: 2048,
        keyUri: "https://kv-kore.vault.azure.net:443/keys/kore",
        attributes: { enabled: true, expires: 4102444800 },
      });
      expect(key.outputs).not.toHaveProperty("properties");
    });

    it("refuses to take over what is there", async () => {
      const vault = await makeVault();
      await expect(makeVault()).rejects.toThrow(`cannot create already existing resource '${vault.id}'`);
    });

    it("shows Azure's refusal in azure-native's words", async () => {
      fixture.azure.outside.takeVaultName("kv-kore");
      await expect(makeVault()).rejects.toThrow(
        /^Status=409 Code="VaultAlreadyExists" Message="The vault name 'kv-kore'/,
      );
    });

    it("keeps the PUT's answer where the GET after it fails", async () => {
      const { faults } = fixture.azure;
      const action = "GET Microsoft.KeyVault/vaults";
      // The first GET asks whether the vault is there: a 404 lets the create go on.
      faults.add({ action, kind: "refuse", status: 404, code: "ResourceNotFound" });
      faults.add({ action, kind: "refuse", status: 503 });
      expect((await makeVault()).outputs).toMatchObject({ name: "kv-kore" });
    });

    it("fails where the existence check fails, and sends no PUT", async () => {
      fixture.azure.faults.add({ action: "GET Microsoft.KeyVault/vaults", kind: "refuse", status: 503, code: "Busy" });
      await expect(makeVault()).rejects.toThrow('Status=503 Code="Busy"');
      expect(fixture.azure.keys.findVault("kv-kore")).toBeUndefined();
    });

    it("fails without a trace in the state where the answer is lost, and is met as existing next time", async () => {
      fixture.azure.faults.add({ action: "PUT Microsoft.KeyVault/vaults", kind: "loseAnswer" });
      await expect(makeVault()).rejects.toThrow("Status=500");
      await expect(makeVault()).rejects.toThrow("cannot create already existing resource");
    });

    it("takes a role assignment's scope with its slashes", async () => {
      const vault = await makeVault();
      const { login } = fixture.azure.state;
      const assignment = await fixture.provider.make(ASSIGNMENT, "access", {
        scope: vault.id,
        principalId: login.objectId,
        principalType: "ServicePrincipal",
        roleDefinitionId: roleDefinitionId(fixture, CRYPTO_OFFICER),
      });
      const name = assignment.inputs["roleAssignmentName"] as string;
      expect(assignment.id).toBe(`${vault.id}/providers/Microsoft.Authorization/roleAssignments/${name}`);
      expect(assignment.outputs).toMatchObject({ name, scope: vault.id, principalId: login.objectId });
    });
  });

  describe("refreshed", () => {
    it("is as it was where Azure is as it was", async () => {
      const vault = await makeVault();
      expect(await fixture.provider.refresh(VAULT, vault)).toEqual(vault);
    });

    it("shows a change from outside in outputs and inputs", async () => {
      const vault = await makeVault();
      const { location, properties } = await live(vault);
      const changed = { ...properties, publicNetworkAccess: "Disabled" };
      await fixture.azure.arm.put(vault.id, { location, properties: changed }, "2024-11-01");
      const refreshed = (await fixture.provider.refresh(VAULT, vault))!;
      expect(refreshed.outputs["properties"]).toMatchObject({ publicNetworkAccess: "Disabled" });
      expect(refreshed.inputs["properties"]).toEqual({
        ...(vault.inputs["properties"] as object),
        publicNetworkAccess: "Disabled",
      });
    });

    it("does not pull in access policies that the program leaves to others", async () => {
      const vault = await makeVault();
      const { location, properties } = await live(vault);
      const { objectId } = fixture.azure.state.login;
      const accessPolicies = [{ objectId, tenantId: fixture.azure.state.tenantId, permissions: { keys: ["get"] } }];
      await fixture.azure.arm.put(vault.id, { location, properties: { ...properties, accessPolicies } }, "2024-11-01");
      const refreshed = (await fixture.provider.refresh(VAULT, vault))!;
      expect(refreshed.outputs["properties"]).toMatchObject({ accessPolicies: [{ objectId }] });
      expect(refreshed.inputs).toEqual(vault.inputs);
    });

    it("moves no input of a key: a rotation shows in the outputs alone", async () => {
      const vault = await makeVault();
      const key = await fixture.provider.make(KEY, "key", keyInputs);
      await fixture.azure.keys.rotate(vault.id, "kore");
      const refreshed = (await fixture.provider.refresh(KEY, key))!;
      expect(refreshed.inputs).toEqual(key.inputs);
      expect(refreshed.outputs["keyUriWithVersion"]).not.toBe(key.outputs["keyUriWithVersion"]);
    });

    it("is gone where Azure has it no more", async () => {
      const vault = await makeVault();
      await fixture.azure.arm.delete(vault.id, "2024-11-01");
      expect(await fixture.provider.refresh(VAULT, vault)).toBeUndefined();
    });

    it("fails on any other refusal", async () => {
      const vault = await makeVault();
      fixture.azure.faults.add({
        action: "GET Microsoft.KeyVault/vaults",
        kind: "refuse",
        status: 403,
        code: "Denied",
      });
      await expect(fixture.provider.refresh(VAULT, vault)).rejects.toThrow('Status=403 Code="Denied"');
    });
  });

  describe("imported", () => {
    it("gets the inputs that would have made it, without empty collections", async () => {
      const vault = await makeVault();
      const imported = (await fixture.provider.import(VAULT, vault.id))!;
      expect(imported.outputs).toEqual(vault.outputs);
      expect(imported.inputs).toMatchObject({ resourceGroupName: "rg", vaultName: "kv-kore", location: "westeurope" });
      expect(imported.inputs["properties"]).not.toHaveProperty("accessPolicies");
      expect(imported.inputs["properties"]).not.toHaveProperty("vaultUri");
    });

    it("then differs in nothing from a program that says the same", async () => {
      await makeVault();
      const key = await fixture.provider.make(KEY, "key", keyInputs);
      const imported = (await fixture.provider.import(KEY, key.id))!;
      const { inputs } = await fixture.provider.check(KEY, "key", { ...imported.inputs });
      expect(await fixture.provider.diff(KEY, imported, inputs)).toMatchObject({ changes: false });
      expect(imported.inputs).toMatchObject({ keyName: "kore", properties: { kty: "RSA", keySize: 2048 } });
    });

    it("finds nothing under an ID that is free", async () => {
      const vault = await makeVault();
      expect(await fixture.provider.import(KEY, `${vault.id}/keys/none`)).toBeUndefined();
    });
  });

  describe("updated", () => {
    it("sends the new inputs and keeps access policies that the program leaves to others", async () => {
      const vault = await makeVault();
      const { location, properties } = await live(vault);
      const { objectId } = fixture.azure.state.login;
      const accessPolicies = [{ objectId, tenantId: fixture.azure.state.tenantId, permissions: { keys: ["get"] } }];
      await fixture.azure.arm.put(vault.id, { location, properties: { ...properties, accessPolicies } }, "2024-11-01");
      const outputs = await fixture.provider.update(VAULT, vault, { ...vault.inputs, tags: { team: "sec" } });
      expect(outputs).toMatchObject({ tags: { team: "sec" }, properties: { accessPolicies: [{ objectId }] } });
      expect((await live(vault)).properties["accessPolicies"]).toMatchObject([{ objectId }]);
    });

    it("plans a change of a key that Azure then does not make", async () => {
      await makeVault();
      const key = await fixture.provider.make(KEY, "key", keyInputs);
      const wanted = { ...key.inputs, properties: { kty: "RSA", keySize: 4096 } };
      expect(await fixture.provider.diff(KEY, key, wanted)).toMatchObject({ changes: true, replaces: [] });
      expect(await fixture.provider.update(KEY, key, wanted)).toMatchObject({ keySize: 2048 });
    });
  });

  describe("deleted", () => {
    it("goes, a vault into soft delete", async () => {
      const vault = await makeVault();
      await fixture.provider.delete(VAULT, vault);
      expect(fixture.azure.keys.findVault("kv-kore")).toBeUndefined();
      expect(Object.keys(fixture.azure.state.deletedVaults)).toEqual(["kv-kore"]);
    });

    it("may be gone already", async () => {
      const group = await fixture.provider.make(GROUP, "other", { resourceGroupName: "other", location: "westeurope" });
      await fixture.provider.delete(GROUP, group);
      await expect(fixture.provider.delete(GROUP, group)).resolves.toBeUndefined();
    });

    it("stays under a lock", async () => {
      const vault = await makeVault();
      await fixture.provider.make("azure-native:authorization:ManagementLockByScope", "lock", {
        scope: vault.id,
        level: "CanNotDelete",
      });
      await expect(fixture.provider.delete(VAULT, vault)).rejects.toThrow('Status=409 Code="ScopeLocked"');
    });
  });
});
