import type { Preview, Step } from "../../../../operator/guard/preview";
import { handedOut, judge, outputsWith, previewOf, stateOf, told } from "../judged";

const subscription = "/subscriptions/22222222-2222-4222-8222-222222222222";
const group = `${subscription}/resourceGroups/rg-kore-byok`;
const vault = `${group}/providers/Microsoft.KeyVault/vaults/kv-kore-sample-dev`;
const roles = {
  owner: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
  contributor: "b24988ac-6180-42a0-ab88-20f7382dd24c",
  userAccessAdministrator: "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
  rbacAdministrator: "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
  keyVaultAdministrator: "00482a5a-887f-4fb3-b363-3b7fe8e74483",
  cryptoOfficer: "14b46e9e-c2b7-41b4-b07b-48a6ebf60603",
  cryptoUser: "12338af0-0e69-4776-bea7-57ae8d297424",
  reader: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
  keyVaultReader: "21090545-7ca7-4776-b22c-e363652d74d2",
  secretsUser: "4633458b-17de-408a-b874-0445c86b69e6",
  custom: "abababab-abab-4bab-8bab-abababababab",
};
const hidden = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The plan of a stack of this package that has these steps too. */
function planWith(...steps: Step[]): Preview {
  const preview = handedOut(previewOf("kore/unchanged"), outputsWith());
  preview.steps?.push(...steps);
  return preview;
}

const urn = "urn:pulumi:dev::kore-byok-azure::azure-native:authorization:RoleAssignment::other";
const assignment = (role: string, scope: string, more: Record<string, string> = {}) => ({
  urn,
  type: "azure-native:authorization:RoleAssignment",
  inputs: {
    principalId: "12121212-1212-4212-8212-121212121212",
    principalType: "User",
    roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
    scope,
    ...more,
  },
});
const given = (role: string, scope: string, more?: Record<string, string>): Preview =>
  planWith({ op: "create", urn, newState: assignment(role, scope, more) });
const state = stateOf("kore/state");

describe("a role that is given", () => {
  it.each([
    "owner",
    "contributor",
    "userAccessAdministrator",
    "rbacAdministrator",
    "keyVaultAdministrator",
    "cryptoOfficer",
  ] as const)("%s, on the key, the vault and above, is a danger", (role) => {
    for (const scope of [`${vault}/keys/kore-byok`, vault, vault.toUpperCase(), group, `${subscription}/`, "/"]) {
      expect(told(judge(given(roles[role], scope), { state }))).toEqual(["danger role-granted"]);
    }
  });

  it.each([
    ["a custom role on the vault", roles.custom, vault, ["danger role-granted"]],
    ["a custom role on its group", roles.custom, group, ["warning role-granted"]],
    [
      "Owner in a management group",
      roles.owner,
      "/providers/Microsoft.Management/managementGroups/m",
      ["danger role-granted"],
    ],
    ["Owner of another group", roles.owner, `${subscription}/resourceGroups/rg-other`, []],
    ["Owner of another subscription", roles.owner, "/subscriptions/33333333-3333-4333-8333-333333333333", []],
    ["Owner of a storage account", roles.owner, `${group}/providers/Microsoft.Storage/storageAccounts/s`, []],
    ["Owner of what the preview does not show", roles.owner, hidden, ["danger role-granted"]],
    ["Owner of a secret scope", roles.owner, "[secret]", ["danger role-granted"]],
    ["Crypto User on the vault", roles.cryptoUser, vault, ["warning key-use-granted"]],
    ["Crypto User on the key", roles.cryptoUser, `${vault}/keys/kore-byok`, ["warning key-use-granted"]],
    ["Key Vault Reader on the vault", roles.keyVaultReader, vault, ["note key-use-granted"]],
    ["Key Vault Reader on its group", roles.keyVaultReader, group, ["warning key-use-granted"]],
    ["Crypto User on its group", roles.cryptoUser, group, ["warning key-use-granted"]],
    ["Reader on the vault", roles.reader, vault, []],
    ["Key Vault Secrets User on the vault", roles.secretsUser, vault, []],
    ["Owner of a secret", roles.owner, `${vault}/secrets/s`, []],
  ])("%s: %j", (_title, role, scope, findings) => {
    expect(told(judge(given(role, scope), { state }))).toEqual(findings);
  });

  it("of Kore's own principal is no stranger's", () => {
    const kores = { principalId: outputsWith().koreServicePrincipalObjectId, principalType: "ServicePrincipal" };

    expect(told(judge(given(roles.cryptoUser, vault, kores), { state }))).toEqual(["note key-use-granted"]);
    expect(told(judge(given(roles.cryptoUser, group, kores), { state }))).toEqual(["warning key-use-granted"]);
  });

  it("to use the key is told as such, one to read what it is as that", () => {
    const effectOf = (role: string) => judge(given(role, vault), { state }).findings[0]?.effect;

    expect(effectOf(roles.cryptoUser)).toBe("Whoever gets it can use the key as Kore does.");
    expect(effectOf(roles.keyVaultReader)).toBe("Whoever gets it can read what the key is, though not use it.");
  });

  it("may be on the group of a vault that the preview leaves out: then nobody can tell", () => {
    const [finding] = judge(given(roles.owner, `${subscription}/resourceGroups/rg-other`)).findings;

    expect(finding).toMatchObject({ level: "danger", rule: "role-granted" });
    expect(finding?.fix).toContain("--show-sames");
  });

  it("counts on the group of an existing vault, which the stack only uses", () => {
    const preview = given(roles.owner, `${subscription}/resourceGroups/rg-platform`);
    preview.config = {
      "kore-byok-azure:existingVaultId": `${subscription}/resourceGroups/RG-platform/providers/Microsoft.KeyVault/vaults/v`,
    };

    expect(told(judge(preview, { state: stateOf("platform/state") }))).toEqual(["danger role-granted"]);
  });

  it("says to whom, what for and where", () => {
    const [finding] = judge(given(roles.owner, vault), { state }).findings;

    expect(finding?.title).toBe(
      "The role Owner would be given to 12121212-1212-4212-8212-121212121212, on the vault or key Microsoft.KeyVault/vaults/kv-kore-sample-dev",
    );
    expect(finding?.effect).toContain("delete the vault");
  });

  it.each([
    ["a wider role", assignment(roles.reader, group), assignment(roles.owner, group), ["danger role-granted"]],
    [
      "another principal",
      assignment(roles.owner, group),
      assignment(roles.owner, group, { principalId: "p" }),
      ["danger role-granted"],
    ],
    [
      "no condition any longer",
      assignment(roles.owner, group, { condition: "c" }),
      assignment(roles.owner, group),
      ["danger role-granted"],
    ],
    ["another description", assignment(roles.owner, group), assignment(roles.owner, group, { description: "d" }), []],
    ["a narrower role", assignment(roles.owner, group), assignment(roles.reader, group), []],
    [
      "a role for the key",
      assignment(roles.secretsUser, vault),
      assignment(roles.cryptoUser, vault),
      ["warning key-use-granted"],
    ],
  ])("by an update to %s: %j", (_title, oldState, newState, findings) => {
    expect(told(judge(planWith({ op: "update", urn, oldState, newState }), { state }))).toEqual(findings);
    expect(told(judge(planWith({ op: "replace", urn, oldState, newState }), { state }))).toEqual(findings);
  });

  it("stands already where nothing changes, or goes", () => {
    const oldState = assignment(roles.owner, group);

    expect(told(judge(planWith({ op: "same", urn, oldState, newState: oldState }), { state }))).toEqual([]);
    expect(told(judge(planWith({ op: "delete", urn, oldState }), { state }))).toEqual([]);
  });

  it("may be one to be taken up later", () => {
    const text = JSON.stringify(given(roles.owner, vault)).replaceAll("RoleAssignment", "PimRoleEligibilitySchedule");

    expect(told(judge(JSON.parse(text) as Preview, { state }))).toEqual(["danger role-granted"]);
  });

  describe("by this package's own component", () => {
    const ours =
      "urn:pulumi:dev::kore-byok-azure::kore-byok-azure:index:KoreKeyAccess$azure-native:authorization:RoleAssignment::kore";
    const kores = outputsWith().koreServicePrincipalObjectId;
    const plan = (role: string, scope: string, more: Record<string, string> = {}) => {
      const newState = { ...assignment(role, scope, { principalId: kores, ...more }), urn: ours };
      return planWith({ op: "create", urn: ours, newState });
    };

    it("is Kore's, and none that harms", () => {
      expect(told(judge(plan(roles.cryptoUser, vault), { state }))).toEqual([]);
      expect(told(judge(plan(roles.cryptoUser, `${vault.slice(1)}/keys/kore-byok`), { state }))).toEqual([]);
      expect(told(judge(plan(roles.owner, vault), { state }))).toEqual(["danger role-granted"]);
    });

    it.each([
      ["to a stranger", plan(roles.cryptoUser, vault, { principalId: "p" }), ["danger key-use-granted"]],
      ["on the group", plan(roles.cryptoUser, group), ["warning key-use-granted"]],
      ["on another vault", plan(roles.cryptoUser, `${vault}2`), ["note key-use-granted"]],
      ["to a principal not shown", plan(roles.cryptoUser, vault, { principalId: hidden }), ["warning key-use-granted"]],
      ["of a secret role", plan("", vault, { roleDefinitionId: "[secret]" }), ["danger role-granted"]],
      ["of a role not shown", plan("", vault, { roleDefinitionId: hidden }), ["danger role-granted"]],
      ["of a role not shown, on the group", plan("", group, { roleDefinitionId: hidden }), ["danger role-granted"]],
      ["of all that is not shown", plan("", hidden, { roleDefinitionId: hidden }), ["danger role-granted"]],
    ])("is not Kore's where it is given %s", (_title, preview, findings) => {
      expect(told(judge(preview, { state }))).toEqual(findings);
    });

    it("is Kore's for a service principal that the plan makes, of Kore's application", () => {
      const spUrn =
        "urn:pulumi:dev::kore-byok-azure::kore-byok-azure:index:KoreServicePrincipal$azuread:index/servicePrincipal:ServicePrincipal::kore";
      const made = (clientId: string) => {
        const preview = plan(roles.cryptoUser, vault, { principalId: hidden });
        const newState = { urn: spUrn, type: "azuread:index/servicePrincipal:ServicePrincipal", inputs: { clientId } };
        preview.steps?.push({ op: "create", urn: spUrn, newState });
        return told(judge(preview, { state }));
      };

      expect(made("55555555-5555-4555-8555-555555555555")).toEqual([]);
      expect(made("66666666-6666-4666-8666-666666666666")).toEqual(["warning key-use-granted"]);
    });

    it("is as yet unknown for a vault still to be made", () => {
      expect(told(judge(previewOf("kore/create")))).toEqual([]);
    });

    it("is for whoever the program names in the stack's first update", () => {
      const preview = previewOf("kore/create");
      const step = preview.steps?.find((one) => one.urn.includes("RoleAssignment::"));
      if (step?.newState?.inputs) step.newState.inputs["principalId"] = "12121212-1212-4212-8212-121212121212";

      expect(told(judge(preview))).toEqual([]);
    });

    it("is Kore's on the new vault of another component, if it is for Kore's principal", () => {
      const second = (principalId: string) => {
        const preview = planWith();
        for (const step of previewOf("kore/create").steps ?? []) {
          const isMade = /(keyvault:Vault|RoleAssignment)::/.test(step.urn);
          const text = JSON.stringify(step).replaceAll("::kore-byok", "::second");
          if (isMade) preview.steps?.push(JSON.parse(text) as Step);
        }
        const inputs = preview.steps?.at(-1)?.newState?.inputs;
        if (inputs) inputs["principalId"] = principalId;
        return told(judge(preview, { state }));
      };

      expect(second(kores)).toEqual([]);
      expect(second("12121212-1212-4212-8212-121212121212")).toEqual(["danger role-granted"]);
    });

    it("is a stranger's for a vault still to be made where Owner goes with it: a warning, for there is no key yet", () => {
      const preview = previewOf("kore/create");
      preview.steps?.push({ op: "create", urn, newState: assignment(roles.owner, hidden) });

      expect(told(judge(preview))).toEqual(["warning role-granted"]);
      preview.steps?.push({ op: "create", urn: `${urn}2`, newState: assignment(roles.owner, "[secret]") });
      expect(told(judge(preview))).toContain("danger role-granted");
    });
  });
});

describe("a custom role whose permissions change", () => {
  const roleUrn = "urn:pulumi:dev::kore-byok-azure::azure-native:authorization:RoleDefinition::custom";
  const definition = (...dataActions: string[]) => ({
    urn: roleUrn,
    type: "azure-native:authorization:RoleDefinition",
    id: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${roles.custom}`,
    inputs: { roleName: "Custom", permissions: [{ dataActions }] },
  });
  const decrypt = "Microsoft.KeyVault/vaults/keys/decrypt/action";
  const blobs = "Microsoft.Storage/storageAccounts/blobServices/read";
  const update = (before: object, after: object, ...steps: Step[]) =>
    planWith({ op: "update", urn: roleUrn, oldState: before, newState: after } as Step, ...steps);
  const held = (principalId: string, scope = group): Step => {
    const resource = assignment(roles.custom, scope, { principalId });
    return { op: "same", urn, oldState: resource, newState: resource };
  };
  const kores = outputsWith().koreServicePrincipalObjectId;

  it.each([
    ["held by Kore", update(definition(decrypt), definition(), held(kores)), ["danger role-definition-changed"]],
    ["held by another", update(definition(blobs), definition(), held("p")), ["warning role-definition-changed"]],
    ["about vaults", update(definition(), definition(decrypt)), ["warning role-definition-changed"]],
    ["about all", update(definition(), definition("*")), ["warning role-definition-changed"]],
    ["about something else", update(definition(blobs), definition()), []],
    [
      "held elsewhere",
      update(definition(blobs), definition(), held("p", `${subscription}/resourceGroups/rg-other`)),
      [],
    ],
    ["not at all", update(definition(decrypt), definition(decrypt), held(kores)), []],
  ])("%s", (_title, preview, findings) => {
    expect(told(judge(preview, { state }))).toEqual(findings);
  });
});

describe("an access policy that is given", () => {
  const policyUrn = "urn:pulumi:dev::platform::azure-native:keyvault:AccessPolicy::other";
  const policy = (keys: string[], vaultName = "kv-old") => ({
    urn: policyUrn,
    type: "azure-native:keyvault:AccessPolicy",
    inputs: { vaultName, policy: { objectId: "someone", permissions: { keys } } },
  });
  const change = (op: string, oldState: object | undefined, newState: object) =>
    ({ steps: [{ op, urn: policyUrn, oldState, newState }], changeSummary: { [op]: 1 } }) as Preview;

  it.each([
    ["delete", ["danger access-policy-granted"]],
    ["Purge", ["danger access-policy-granted"]],
    ["update", ["danger access-policy-granted"]],
    ["all", ["danger access-policy-granted"]],
    ["decrypt", []],
  ])("to %s keys: %j", (permission, findings) => {
    expect(told(judge(change("create", undefined, policy(["get", permission]))))).toEqual(findings);
    expect(told(judge(change("update", policy(["get"]), policy(["get", permission]))))).toEqual(findings);
    expect(told(judge(change("update", policy(["get", permission]), policy(["get", permission]))))).toEqual([]);
  });

  it("counts for nothing in a vault with RBAC", () => {
    const preview = change("create", undefined, policy(["all"], "kv-platform-1"));

    expect(told(judge(preview, { state: stateOf("platform/state") }))).toEqual([]);
  });

  it("counts in the vault itself", () => {
    const preview = previewOf("platform/policy-removed");
    const step = preview.steps?.find(({ urn }) => urn.includes("keyvault:Vault::"));
    const properties = (side: "oldState" | "newState") =>
      step?.[side]?.inputs?.["properties"] as { accessPolicies?: unknown[] };
    const before = properties("oldState").accessPolicies ?? [];
    properties("newState").accessPolicies = [...before, { objectId: "someone", permissions: { keys: ["delete"] } }];

    expect(told(judge(preview))).toEqual(["danger access-policy-granted"]);
  });
});

describe("a lock that is put up", () => {
  const lock = (type: string, inputs: Record<string, string>): Preview => {
    const lockUrn = `urn:pulumi:dev::kore-byok-azure::azure-native:authorization:${type}::lock`;
    const newState = { urn: lockUrn, type: `azure-native:authorization:${type}`, inputs };
    return planWith({ op: "create", urn: lockUrn, newState });
  };

  it.each([
    ["ManagementLockByScope", { level: "ReadOnly", scope: vault }, ["warning read-only-lock"]],
    ["ManagementLockByScope", { level: "readonly", scope: group }, ["warning read-only-lock"]],
    ["ManagementLockByScope", { level: "ReadOnly", scope: `${subscription}/resourceGroups/rg-other` }, []],
    ["ManagementLockByScope", { level: "ReadOnly", scope: hidden }, ["warning read-only-lock"]],
    ["ManagementLockByScope", { level: "CanNotDelete", scope: vault }, []],
    [
      "ManagementLockAtResourceGroupLevel",
      { level: "ReadOnly", resourceGroupName: "rg-kore-byok" },
      ["warning read-only-lock"],
    ],
    ["ManagementLockAtResourceGroupLevel", { level: "ReadOnly", resourceGroupName: "rg-other" }, []],
    [
      "ManagementLockAtResourceLevel",
      {
        level: "ReadOnly",
        resourceGroupName: "rg-kore-byok",
        resourceProviderNamespace: "Microsoft.KeyVault",
        resourceType: "vaults",
        resourceName: "kv-kore-sample-dev",
      },
      ["warning read-only-lock"],
    ],
    ["ManagementLockAtSubscriptionLevel", { level: "ReadOnly" }, ["warning read-only-lock"]],
  ])("%s %j: %j", (type, inputs, findings) => {
    expect(told(judge(lock(type, inputs), { state }))).toEqual(findings);
  });

  it("leaves the use of the key alone, and says so", () => {
    const [finding] = judge(lock("ManagementLockByScope", { level: "ReadOnly", scope: vault }), { state }).findings;

    expect(finding?.effect).toContain("revoking Kore's access");
    expect(finding?.effect).toContain("Kore goes on as before");
  });
});
