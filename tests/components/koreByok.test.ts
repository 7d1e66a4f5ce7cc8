import { ResourceGroup } from "@pulumi/azure-native/resources";
import * as pulumi from "@pulumi/pulumi";
import { KoreByok, type KoreByokArgs } from "../../components";
import {
  everything,
  firewallArgs,
  madeBy,
  outputsOf,
  privateArgs,
  program,
  up,
  vaultId,
} from "../support/koreByokProgram";
import { kore, login, type World } from "../support/mockedAzure";
import { deploy, failure } from "../support/mocks";

describe("KoreByok registers", () => {
  it("the whole graph, each resource below its component and named after it", async () => {
    const { resources } = await up(privateArgs);
    const byUrn = Object.fromEntries(resources.map(({ urn, type, name }) => [urn, `${type.split(":").pop()} ${name}`]));
    const tree = resources.map(({ urn, parent }) => [byUrn[urn], byUrn[parent]]);
    expect(Object.fromEntries(tree)).toEqual({
      "Stack kore-byok-azure-test": undefined,
      "KoreByok kore": "Stack kore-byok-azure-test",
      "KoreServicePrincipal kore": "KoreByok kore",
      "ServicePrincipal kore-app": "KoreServicePrincipal kore",
      "ResourceGroup kore-group": "KoreByok kore",
      "ByokVault kore": "KoreByok kore",
      "Vault kore-vault": "ByokVault kore",
      "ByokKey kore": "KoreByok kore",
      "Key kore-key": "ByokKey kore",
      "KoreKeyAccess kore": "KoreByok kore",
      "RoleAssignment kore-crypto-user-on-vault": "KoreKeyAccess kore",
      "ManagementLockByScope kore-delete-lock": "KoreByok kore",
    });
  });

  it("with every part asked for, still nothing that is not below its component and named after it", async () => {
    const { resources, made } = await up(everything);
    const components = resources.filter(({ type }) => type.startsWith("kore-byok-azure:index:"));
    expect(components.map(({ type }) => type.split(":").pop()).sort()).toEqual([
      "ByokKey",
      "ByokVault",
      "KoreByok",
      "KoreKeyAccess",
      "KoreServicePrincipal",
      "VaultMonitoring",
      "VaultPrivateEndpoint",
    ]);
    const owners = components.map(({ urn }) => urn);
    expect(made.filter(({ parent, name }) => !owners.includes(parent) || !name.startsWith("kore-"))).toEqual([]);
    expect(made.length).toBeGreaterThan(20);
  });

  it("its arguments, and the vault in the group and region that they name", async () => {
    const deployment = await up({ ...firewallArgs, tags: { team: "platform" } });
    expect(deployment.find("KoreByok").inputs).toEqual({ ...firewallArgs, tags: { team: "platform" } });
    expect(deployment.find("ResourceGroup").inputs).toEqual({
      resourceGroupName: "rg-kore-byok",
      location: "westeurope",
      tags: { team: "platform" },
    });
    expect(deployment.find("keyvault:Vault").inputs).toMatchObject({
      resourceGroupName: "rg-kore-byok",
      vaultName: "kv-a",
      location: "westeurope",
      tags: { team: "platform" },
      properties: { tenantId: login.tenantId },
    });
    expect(deployment.find("keyvault:Key").inputs).toMatchObject({ vaultName: "kv-a", tags: { team: "platform" } });
  });

  it("the same graph with values that come late, each where it belongs", async () => {
    const late = <T>(value: T) => pulumi.output(Promise.resolve(value));
    const args: KoreByokArgs = {
      ...firewallArgs,
      location: "northeurope",
      resourceGroupName: "rg-theirs",
      vaultSku: "standard",
      softDeleteRetentionDays: 90,
      keySize: 2048,
      trustedMicrosoftServices: false,
    };
    const lateArgs: KoreByokArgs = {
      ...args,
      location: late("northeurope"),
      resourceGroupName: late("rg-theirs"),
      vaultSku: late("standard"),
      softDeleteRetentionDays: late(90),
      keySize: late(2048),
      trustedMicrosoftServices: late(false),
    };
    const [plain, deployment] = [await up(args), await up(lateArgs)];
    const facts = ({ urn, inputs, options }: (typeof plain.made)[number]) => ({
      urn,
      inputs,
      protect: options.protect,
    });
    const byUrn = (of: typeof plain) => Object.fromEntries(of.made.map((made) => [made.urn, facts(made)]));
    expect(byUrn(deployment)).toEqual(byUrn(plain));
    expect(deployment.outputs).toEqual(plain.outputs);
    expect(deployment.find("keyvault:Key").inputs["properties"]).toMatchObject({ kty: "RSA", keySize: 2048 });
  });

  it("all under the names that it was given, however Azure spells them in its answers", async () => {
    const spell = (name: string) =>
      name.startsWith("/") ? name.replace(/resourceGroups|Microsoft.KeyVault|kv-a/g, shout) : shout(name);
    const shout = (name: string) => name.toUpperCase();
    const facts = ({ made, outputs }: Awaited<ReturnType<typeof up>>) => ({
      made: made.map(({ urn, inputs, options }) => [urn, inputs, [...options.dependencies].sort()]),
      outputs,
    });
    for (const args of [everything, { ...everything, koreAccessScope: "key" as const }]) {
      const [given, spelled] = [facts(await up(args)), facts(await up(args, { spell }))];
      expect(spelled).toEqual(given);
    }
    const deployment = await up(everything, { spell });
    expect(deployment.find("keyvault:Vault").outputs["id"]).toContain("/RESOURCEGROUPS/");
    expect(deployment.find("ResourceGroup").outputs["name"]).toBe("RG-KORE-BYOK");
    expect(deployment.find("RoleAssignment", "kore-crypto-user-on-vault").inputs["scope"]).toBe(vaultId);
    expect(deployment.find("ManagementLockByScope").inputs["scope"]).toBe(vaultId);
    expect(deployment.find("DiagnosticSetting").inputs["resourceUri"]).toBe(vaultId);
    // What is made on the vault waits for it all the same.
    expect(deployment.find("RoleAssignment", "kore-crypto-user-on-vault").sources["scope"]).toEqual([
      deployment.find("keyvault:Vault").urn,
    ]);
  });

  it("the role on the same scope when the login spells its subscription in another case", async () => {
    const upper = jest.replaceProperty(login, "subscriptionId", login.subscriptionId.toUpperCase());
    try {
      expect((await up(privateArgs)).find("RoleAssignment").inputs["scope"]).toBe(vaultId);
    } finally {
      upper.restore();
    }
  });

  it("all in the group that another resource makes, known or not yet", async () => {
    const inGroup = () => {
      const group = new ResourceGroup("group", { resourceGroupName: "rg-theirs", location: "northeurope" });
      return outputsOf(
        new KoreByok("kore", {
          koreClientId: kore.clientId,
          vaultName: "kv-a",
          resourceGroupName: group.name,
          existingResourceGroup: true,
          location: group.location,
        }),
      );
    };
    const [update, preview] = [await deploy(inGroup), await deploy(inGroup, { preview: true })];
    const group = update.find("ResourceGroup");
    expect(update.find("keyvault:Vault")).toMatchObject({
      inputs: { resourceGroupName: "rg-theirs", location: "northeurope" },
      sources: { resourceGroupName: [group.urn], location: [group.urn] },
    });
    // What a resource waits for is the same in the preview: `pulumi up --plan` refuses it otherwise.
    const waits = (of: typeof update) =>
      Object.fromEntries(of.resources.map(({ urn, options }) => [urn, [...new Set(options.dependencies)].sort()]));
    expect(waits(preview)).toEqual(waits(update));
  });

  it("nothing with a late value that is wrong", async () => {
    const late = pulumi.output(Promise.resolve("Moon"));
    const { error, deployment } = await failure(program({ ...privateArgs, location: late }));
    expect(error.message).toMatch(/^KoreByok "kore": 1 problem\n {2}location: "Moon"/);
    expect(madeBy(deployment).join()).not.toMatch(/Vault|RoleAssignment/);
  });

  it("the tenant of the login without case", async () => {
    const upper = jest.replaceProperty(login, "tenantId", login.tenantId.toUpperCase());
    try {
      const tenantId = login.tenantId.toLowerCase();
      const deployment = await up({ ...privateArgs, tenantId });
      expect(deployment.find("keyvault:Vault").inputs["properties"]).toMatchObject({ tenantId });
      expect(deployment.outputs["tenantId"]).toBe(tenantId);
    } finally {
      upper.restore();
    }
  });

  it("a group that outlives the stack, or none where it exists", async () => {
    const { options } = (await up(privateArgs)).find("ResourceGroup");
    expect(options).toMatchObject({ protect: true, retainOnDelete: true });
    const adopted = await up({ ...privateArgs, existingResourceGroup: true, resourceGroupName: "rg-theirs" });
    expect(madeBy(adopted).join()).not.toContain("ResourceGroup");
    expect(adopted.find("keyvault:Vault").inputs["resourceGroupName"]).toBe("rg-theirs");
  });

  it("B97 vault, key and group protected and retained whatever the component's options", async () => {
    const deployment = await up(privateArgs, {}, { protect: false, retainOnDelete: false });
    for (const type of ["keyvault:Vault", "keyvault:Key", "ResourceGroup"]) {
      expect(deployment.find(type).options).toMatchObject({ protect: true, retainOnDelete: true });
    }
  });

  it("vault and key unprotected with allowKeyReplacement, but retained, and the group as before", async () => {
    const deployment = await up({ ...privateArgs, allowKeyReplacement: true });
    for (const type of ["keyvault:Vault", "keyvault:Key"]) {
      expect(deployment.find(type).options).toMatchObject({ protect: false, retainOnDelete: true });
    }
    expect(deployment.find("ResourceGroup").options.protect).toBe(true);
  });

  it("a key of the type that the tier holds", async () => {
    const keyOf = async (args: Partial<KoreByokArgs>) =>
      (await up({ ...privateArgs, ...args })).find("keyvault:Key").inputs["properties"] as Record<string, unknown>;
    expect(await keyOf({})).toMatchObject({ kty: "RSA-HSM", keySize: 4096 });
    expect(await keyOf({ vaultSku: "standard" })).toMatchObject({ kty: "RSA", keySize: 4096 });
  });
});

describe("KoreByok's delete lock", () => {
  it("stands on the vault, and is made after all in its scope, so that it is taken away first", async () => {
    const deployment = await up(everything);
    const lock = deployment.find("ManagementLockByScope", "kore-delete-lock");
    expect(lock.inputs).toMatchObject({ scope: vaultId, level: "CanNotDelete" });
    const onVault = deployment.made.filter(({ inputs }) => [inputs["scope"], inputs["resourceUri"]].includes(vaultId));
    const others = onVault.filter(({ name }) => name !== lock.name);
    expect(others.map(({ name }) => name).sort()).toEqual([
      "kore-crypto-user-on-vault",
      "kore-diagnostics",
      "kore-reader-on-vault",
    ]);
    const waitsFor = [deployment.find("keyvault:Key"), deployment.find("PrivateEndpoint"), ...others];
    expect(lock.options.dependencies).toEqual(expect.arrayContaining(waitsFor.map(({ urn }) => urn)));
  });

  it.each<[string, Partial<KoreByokArgs>, boolean]>([
    ["while it is asked for", {}, true],
    ["not once deleteLock is false", { deleteLock: false }, false],
    ["not while access is revoked: Azure would refuse the removal below it", { koreAccess: "revoked" }, false],
  ])("is kept %s", async (_, args, kept) => {
    const deployment = await up({ ...privateArgs, ...args });
    expect(madeBy(deployment).includes("ManagementLockByScope kore-delete-lock")).toBe(kept);
    expect((await deployment.refusal("kore-keep-delete-lock", { id: "the-lock" })) !== undefined).toBe(kept);
  });
});

describe("KoreByok's access", () => {
  it("revoked, changes nothing but role assignments and lock", async () => {
    const args: KoreByokArgs = { ...firewallArgs, koreProduct: "ai-for-work" };
    const active = madeBy(await up(args));
    const revoked = madeBy(await up({ ...args, koreAccess: "revoked" }));
    expect(active.filter((made) => !revoked.includes(made)).sort()).toEqual([
      "ManagementLockByScope kore-delete-lock",
      "RoleAssignment kore-crypto-user-on-vault",
      "RoleAssignment kore-reader-on-vault",
    ]);
    expect(revoked.filter((made) => !active.includes(made))).toEqual([]);
  });

  it("is given once the key is there, on which a role may be assigned", async () => {
    const deployment = await up({ ...privateArgs, koreAccessScope: "key" });
    const access = deployment.find("KoreKeyAccess");
    expect(deployment.find("RoleAssignment")).toMatchObject({
      inputs: { scope: `${vaultId}/keys/kore-byok` },
      parent: access.urn,
    });
    // A child is made after its parent, and the parent after what it depends on.
    expect(access.options.dependencies).toContain(deployment.find("keyvault:Key").urn);
  });

  it.each<[string, Partial<KoreByokArgs>]>([
    ["an object ID", { koreServicePrincipalObjectId: kore.objectId }],
    ["an object ID in lookup mode", { koreServicePrincipalObjectId: kore.objectId, servicePrincipal: "lookup" }],
  ])("given %s, leaves Entra alone", async (_, args) => {
    const deployment = await up({ ...privateArgs, ...args });
    const asked = [...deployment.resources.map(({ type }) => type), ...deployment.calls.map(({ token }) => token)];
    expect(asked.join()).not.toContain("azuread");
    expect(deployment.find("RoleAssignment").inputs["principalId"]).toBe(kore.objectId);
  });

  it.each<[string, Partial<KoreByokArgs>, World, string]>([
    ["another tenant publishes the app", { koreAppOwnerTenantId: login.tenantId }, {}, kore.objectId],
    ["Entra has lost the service principal", { servicePrincipal: "lookup" }, { hasServicePrincipal: false }, ""],
  ])("can be revoked even where %s", async (_, args, there, objectId) => {
    const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
    try {
      const deployment = await up({ ...privateArgs, ...args, koreAccess: "revoked" }, there);
      expect(madeBy(deployment).join()).not.toContain("RoleAssignment");
      expect(deployment.outputs).toMatchObject({ koreServicePrincipalObjectId: objectId, roleAssignmentIds: [] });
      expect(warn).toHaveBeenCalledTimes(1);
    } finally {
      warn.mockRestore();
    }
  });

  it("B12 is given to nobody when another tenant publishes the app", async () => {
    const { error, deployment } = await failure(program({ ...privateArgs, koreAppOwnerTenantId: login.tenantId }));
    expect(error.message).toContain("  appOwnerTenantId: ");
    expect(madeBy(deployment).join()).not.toContain("RoleAssignment");
  });
});
