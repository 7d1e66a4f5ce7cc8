import { AuthorizationManagementClient } from "@azure/arm-authorization";
import { KeyVaultManagementClient } from "@azure/arm-keyvault";
import { PolicyInsightsClient } from "@azure/arm-policyinsights";
import { ResourceManagementClient } from "@azure/arm-resources";
import { SubscriptionClient } from "@azure/arm-resources-subscriptions";
import { getDefaultProxySettings } from "@azure/core-rest-pipeline";
import { ClientSecretCredential } from "@azure/identity";
import { type KoreVault, roles, startKoreVault } from "../keyvault/koreVault";

/** Azure's own management clients, unmodified, on the simulated Azure Resource Manager. */
describe("the simulated Azure Resource Manager", () => {
  let vault: KoreVault;
  beforeAll(async () => {
    vault = await startKoreVault();
  });
  afterAll(() => vault.close());

  const options = () => ({
    proxyOptions: getDefaultProxySettings(vault.face.proxyUrl()),
    retryOptions: { maxRetries: 0 },
  });
  const login = (secret?: string) => {
    const { AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET } = vault.face.loginEnvironment;
    return new ClientSecretCredential(AZURE_TENANT_ID!, AZURE_CLIENT_ID!, secret ?? AZURE_CLIENT_SECRET!, options());
  };
  const subscriptionId = () => vault.azure.state.subscriptionId;
  const keyVault = (credential = login()) => new KeyVaultManagementClient(credential, subscriptionId(), options());
  const authorization = (credential = login()) =>
    new AuthorizationManagementClient(credential, subscriptionId(), options());

  it("answers a vault as the provider face does, without what is the simulation's own", async () => {
    const answered = await keyVault().vaults.get("rg-kore-byok", "kv-kore-test");

    expect(answered).toMatchObject({
      id: vault.vaultId,
      type: "Microsoft.KeyVault/vaults",
      location: "westeurope",
      properties: { vaultUri: vault.vaultUri, enablePurgeProtection: true },
    });
    expect(answered).not.toHaveProperty("createdAt");
  });

  it("lists role assignments at a scope and above, by principal", async () => {
    const listed = async (filter?: string): Promise<string[]> => {
      const found: string[] = [];
      for await (const { principalId } of authorization().roleAssignments.listForScope(
        `${vault.vaultId}/keys/${vault.keyName}`,
        { filter },
      )) {
        found.push(principalId!);
      }
      return found;
    };

    expect(await listed(`atScope() and assignedTo('${vault.koreObjectId}')`)).toEqual([vault.koreObjectId]);
    expect(await listed()).toEqual([vault.koreObjectId, vault.azure.state.login.objectId]);
    await expect(listed("principalType eq 'User'")).rejects.toThrow("is not simulated");
  });

  it("tells what a role permits, by its ID", async () => {
    const id = `/subscriptions/${subscriptionId()}/providers/Microsoft.Authorization/roleDefinitions/${roles.cryptoUser}`;

    const { roleName, permissions } = await authorization().roleDefinitions.getById(id);

    expect(roleName).toBe("Key Vault Crypto User");
    expect(permissions![0]!.dataActions).toContain("Microsoft.KeyVault/vaults/keys/decrypt/action");
  });

  it("knows the subscription, its resource providers, and which names are free", async () => {
    const { subscriptions } = new SubscriptionClient(login(), options());
    expect(await subscriptions.get(subscriptionId())).toMatchObject({ state: "Enabled" });

    vault.azure.outside.setUnregisteredProviders(["Microsoft.Insights"]);
    const { providers } = new ResourceManagementClient(login(), subscriptionId(), options());
    expect((await providers.get("Microsoft.Insights")).registrationState).toBe("NotRegistered");
    expect((await providers.get("microsoft.keyvault")).registrationState).toBe("Registered");
    await expect(providers.get("Microsoft.Nothing")).rejects.toMatchObject({ statusCode: 404 });

    const type = "Microsoft.KeyVault/vaults";
    const ask = (name: string) => keyVault().vaults.checkNameAvailability({ name, type });
    expect(await ask("kv-free")).toMatchObject({ nameAvailable: true });
    expect(await ask("kv-kore-test")).toMatchObject({ nameAvailable: false, reason: "AlreadyExists" });
    expect(await ask("1")).toMatchObject({ nameAvailable: false, reason: "AccountNameInvalid" });
  });

  it("says beforehand what a policy denies, and denies it", async () => {
    const policy = {
      effect: "deny" as const,
      name: "premium-only",
      type: "Microsoft.KeyVault/vaults",
      field: "properties.sku.name",
      allowed: ["premium"],
    };
    vault.azure.outside.setPolicies([policy]);
    const resource = (sku: string) => ({ type: policy.type, properties: { sku: { family: "A", name: sku } } });
    const { policyRestrictions } = new PolicyInsightsClient(login(), subscriptionId(), options());
    const denied = async (sku: string) => {
      const resourceDetails = { resourceContent: resource(sku) };
      const { contentEvaluationResult } = await policyRestrictions.checkAtSubscriptionScope({ resourceDetails });
      return contentEvaluationResult!.policyEvaluations!.map(({ effectDetails }) => effectDetails!.policyEffect);
    };

    expect([await denied("standard"), await denied("premium")]).toEqual([["Deny"], []]);
    await expect(vault.putVault({ sku: { family: "A", name: "standard" } })).rejects.toMatchObject({
      code: "RequestDisallowedByPolicy",
    });
    await vault.putVault({});
    vault.azure.outside.setPolicies([]);
  });

  it("lets a caller do what its roles permit, and names what is missing", async () => {
    vault.azure.outside.setLoginRights({ roles: ["Reader"], graphPermissions: [] });
    await expect(keyVault().vaults.get("rg-kore-byok", "kv-kore-test")).resolves.toBeDefined();
    await expect(authorization().roleAssignments.deleteById(vault.roleAssignmentId)).rejects.toMatchObject({
      statusCode: 403,
      code: "AuthorizationFailed",
      message: expect.stringContaining("'Microsoft.Authorization/roleAssignments/delete'") as unknown,
    });
    // Kore's data-plane role says nothing of the control plane.
    await expect(keyVault(vault.credential()).vaults.get("rg-kore-byok", "kv-kore-test")).rejects.toMatchObject({
      statusCode: 403,
    });
    vault.azure.outside.setLoginRights({ roles: ["Owner"], graphPermissions: [] });
  });

  it("logs who called, and keeps who assigned a role", async () => {
    const administrator = "f58310d9-a9f6-439a-9e8d-f62e7b41a168";
    const name = "88888888-8888-4888-8888-888888888888";
    await vault.assignRole(administrator, "99999999-9999-4999-8999-999999999999");

    const made = await authorization(vault.credential()).roleAssignments.create(vault.vaultId, name, {
      principalId: vault.koreObjectId,
      roleDefinitionId: `/subscriptions/${subscriptionId()}/providers/Microsoft.Authorization/roleDefinitions/${roles.cryptoOfficer}`,
    });

    expect(made).toMatchObject({ createdBy: vault.koreObjectId, updatedBy: vault.koreObjectId });
    expect(vault.azure.log.entries.at(-1)).toMatchObject({
      action: "PUT Microsoft.Authorization/roleAssignments",
      status: 201,
      caller: vault.koreObjectId,
    });
  });

  it("refuses a resource of a provider that is not registered", async () => {
    vault.azure.outside.setUnregisteredProviders(["Microsoft.KeyVault"]);
    await expect(keyVault().vaults.get("rg-kore-byok", "kv-kore-test")).rejects.toMatchObject({
      statusCode: 409,
      code: "MissingSubscriptionRegistration",
    });
    vault.azure.outside.setUnregisteredProviders([]);
  });

  it("takes no token of another service, and no wrong secret", async () => {
    const credential = login();
    const forVaults = { getToken: () => credential.getToken("https://vault.azure.net/.default") };
    await expect(keyVault(forVaults as never).vaults.get("rg-kore-byok", "kv-kore-test")).rejects.toMatchObject({
      statusCode: 401,
    });
    await expect(login("wrong").getToken("https://management.azure.com/.default")).rejects.toThrow("AADSTS7000215");
  });

  it.each([
    ["an unknown api-version", "/providers/Microsoft.KeyVault/vaults?api-version=2001-01-01", 400],
    [
      "an unknown type",
      "/resourceGroups/rg-kore-byok/providers/Microsoft.KeyVault/safes/a?api-version=2024-11-01",
      404,
    ],
    ["a call that is not simulated", "/resourceGroups/rg-kore-byok/exportTemplate?api-version=2024-11-01", 400],
  ])("refuses %s", async (_title, path, status) => {
    const client = new ResourceManagementClient(login(), subscriptionId(), options());
    const { createHttpHeaders, createPipelineRequest, createDefaultHttpClient } =
      await import("@azure/core-rest-pipeline");
    const { token } = await login().getToken("https://management.azure.com/.default");
    const request = createPipelineRequest({
      url: `https://management.azure.com/subscriptions/${subscriptionId()}${path}`,
      headers: createHttpHeaders({ authorization: `Bearer ${token}` }),
    });

    const answer = await client.pipeline
      .sendRequest(createDefaultHttpClient(), request)
      .catch((error: unknown) => error as { status?: number; statusCode?: number });

    expect("statusCode" in answer ? answer.statusCode : answer.status).toBe(status);
  });

  it("hands out the metadata document without a token, so that the real providers' metadataHost can be pointed at it", async () => {
    const { createDefaultHttpClient, createPipelineFromOptions, createPipelineRequest } =
      await import("@azure/core-rest-pipeline");
    const request = createPipelineRequest({
      url: "https://management.azure.com/metadata/endpoints?api-version=2022-09-01",
    });

    const { bodyAsText } = await createPipelineFromOptions(options()).sendRequest(createDefaultHttpClient(), request);

    expect(JSON.parse(bodyAsText!)).toMatchObject({
      name: "AzureCloud",
      authentication: {
        loginEndpoint: "https://login.microsoftonline.com/",
        audiences: [expect.any(String), "https://management.azure.com/"],
      },
      resourceManager: "https://management.azure.com/",
      microsoftGraphResourceId: "https://graph.microsoft.com/",
      suffixes: { keyVaultDns: "vault.azure.net" },
    });
  });
});
