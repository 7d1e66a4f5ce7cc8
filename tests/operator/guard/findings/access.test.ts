import type { Preview } from "../../../../operator/guard/preview";
import { handedOut, judge, outputsWith, previewOf, stateOf, stepOf, told, whole } from "../judged";

const roleStep = (preview: Preview) => stepOf(preview, "authorization:RoleAssignment");

describe("Kore's role assignment", () => {
  it("may go only where the configuration asks for it", () => {
    const preview = previewOf("kore/revoked");
    preview.config = { ...preview.config, "kore-byok-azure:koreAccess": "active" };

    expect(told(judge(preview))).toEqual(["danger role-deleted", "danger lock-deleted"]);
  });

  it("is not excused by another project's configuration", () => {
    const preview = previewOf("platform/role-deleted");
    preview.config = { "kore-byok-azure:koreAccess": "revoked" };

    expect(told(judge(preview))).toEqual(["danger role-deleted"]);
  });

  it("is not excused where it is replaced", () => {
    const preview = previewOf("kore/revoked");
    const step = roleStep(preview);
    step.op = "replace";
    step.newState = structuredClone(step.oldState);
    if (step.newState?.inputs) step.newState.inputs["principalId"] = "99999999-9999-4999-8999-999999999999";
    preview.changeSummary = { delete: 1, replace: 1 };

    expect(told(judge(preview))).toEqual(["danger role-replaced", "note lock-lifted"]);
  });

  it.each(["principalId", "roleDefinitionId", "scope", "principalType", "condition"])(
    "changes with its %s",
    (property) => {
      const preview = previewOf("platform/role-description");
      const { newState } = roleStep(preview);
      if (newState?.inputs) newState.inputs[property] = "another";

      const finding = judge(preview).findings.find(({ rule }) => rule === "role-changed");

      expect(finding).toMatchObject({ level: "danger", values: [{ property }] });
    },
  );

  it("does not change with the case of an ID", () => {
    const preview = previewOf("platform/role-description");
    const { newState } = roleStep(preview);
    if (newState?.inputs) newState.inputs["scope"] = String(newState.inputs["scope"]).toUpperCase();

    expect(told(judge(preview))).toEqual([]);
  });

  it.each(["User", "Group"])("is not one of a %s", (principalType) => {
    const preview = previewOf("platform/role-deleted");
    const { oldState } = roleStep(preview);
    if (oldState?.inputs) oldState.inputs["principalType"] = principalType;

    expect(told(judge(preview))).toEqual(["warning role-deleted"]);
  });

  it("may stand above the vault, where its role is about keys", () => {
    const preview = previewOf("platform/role-deleted");
    const { oldState } = roleStep(preview);
    if (oldState?.inputs) oldState.inputs["scope"] = "/subscriptions/22222222-2222-4222-8222-222222222222";

    expect(told(judge(preview))).toEqual(["danger role-deleted"]);
  });
});

describe("an assignment of Kore's principal above the vault", () => {
  const group = "/subscriptions/22222222-2222-4222-8222-222222222222/resourceGroups/rg-kore-byok";
  const custom = "abababab-abab-4bab-8bab-abababababab";
  const kores = outputsWith().koreServicePrincipalObjectId;

  /** The delete of a plain assignment in a stack of this package. */
  function deleted(inputs: Record<string, string>): Preview {
    const preview = handedOut(previewOf("kore/unchanged"), outputsWith());
    const urn = "urn:pulumi:dev::kore-byok-azure::azure-native:authorization:RoleAssignment::plain";
    const oldState = {
      urn,
      type: "azure-native:authorization:RoleAssignment",
      inputs: {
        principalId: kores,
        principalType: "ServicePrincipal",
        roleDefinitionId: custom,
        scope: group,
        ...inputs,
      },
    };
    preview.steps?.push({ op: "delete", urn, oldState });
    return preview;
  }

  it.each([
    ["a custom role", {}, ["danger role-deleted"]],
    ["a custom role on the subscription", { scope: group.split("/").slice(0, 3).join("/") }, ["danger role-deleted"]],
    ["a custom role on another group", { scope: group.replace("rg-kore-byok", "rg-other") }, []],
    ["a custom role of somebody else", { principalId: "12121212-1212-4212-8212-121212121212" }, []],
    ["Reader", { roleDefinitionId: "acdd72a7-3385-48ef-bd42-f606fba81ae7" }, []],
    ["a custom role, as if of a user", { principalType: "User" }, ["danger role-deleted"]],
  ])("of %s: %j", (_title, inputs, findings) => {
    expect(told(judge(deleted(inputs), { state: stateOf("kore/state") }))).toEqual(findings);
  });

  it.each([
    [
      "koreServicePrincipalObjectId",
      (preview: Preview) => (preview.config = { "kore-byok-azure:koreServicePrincipalObjectId": kores }),
    ],
    [
      "koreClientId and its service principal",
      (preview: Preview) => {
        const urn = "urn:pulumi:dev::kore-byok-azure::azuread:index/servicePrincipal:ServicePrincipal::kore";
        const oldState = {
          urn,
          type: "azuread:index/servicePrincipal:ServicePrincipal",
          inputs: { clientId: "55555555-5555-4555-8555-555555555555" },
          outputs: { objectId: kores },
        };
        preview.steps?.push({ op: "same", urn, oldState, newState: oldState });
      },
    ],
  ])("is known by %s", (_title, change) => {
    const preview = deleted({});
    handedOut(preview, {});
    change(preview);

    expect(told(judge(preview, { state: stateOf("platform/state") }))).toEqual([]);
    expect(told(judge(preview))).toEqual(["danger role-deleted"]);
  });
});

describe("an assignment on the vault", () => {
  const vault =
    "/subscriptions/22222222-2222-4222-8222-222222222222/resourceGroups/rg-kore-byok/providers/Microsoft.KeyVault/vaults/kv-kore-sample-dev";
  const unrelated = vault.replace("kv-kore-sample-dev", "kv-other");
  const kores = outputsWith().koreServicePrincipalObjectId;
  const other = "12121212-1212-4212-8212-121212121212";
  const roles = {
    reader: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
    owner: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
    secretsUser: "4633458b-17de-408a-b874-0445c86b69e6",
    keyVaultReader: "21090545-7ca7-4776-b22c-e363652d74d2",
    cryptoUser: "12338af0-0e69-4776-bea7-57ae8d297424",
    custom: "abababab-abab-4bab-8bab-abababababab",
  };

  function lost(
    op: string,
    role: string,
    scope: string,
    principalId: string,
    outputs: object = outputsWith(),
  ): Preview {
    const preview = handedOut(previewOf("kore/unchanged"), outputs);
    const type = "azure-native:authorization:RoleAssignment";
    const urn = `urn:pulumi:dev::kore-byok-azure::${type}::other`;
    const inputs = { principalId, principalType: "ServicePrincipal", roleDefinitionId: role, scope };
    const newState = op === "replace" ? { urn, type, inputs: { ...inputs, condition: "c" } } : undefined;
    preview.steps?.push({ op, urn, oldState: { urn, type, inputs }, newState });
    return preview;
  }
  const state = stateOf("kore/state");

  it.each([
    ["Reader", roles.reader, vault, other, []],
    ["Owner", roles.owner, vault, other, []],
    ["Key Vault Secrets User", roles.secretsUser, vault, other, []],
    ["Key Vault Secrets User, elsewhere", roles.secretsUser, unrelated, other, []],
    ["Key Vault Secrets User, of Kore's", roles.secretsUser, vault, kores, []],
    ["Key Vault Reader", roles.keyVaultReader, vault, other, []],
    ["Key Vault Reader, of Kore's", roles.keyVaultReader, vault, kores, ["danger role-deleted"]],
    ["Key Vault Crypto User", roles.cryptoUser, vault, other, ["danger role-deleted"]],
    ["a custom role", roles.custom, vault, other, ["danger role-deleted"]],
    ["a custom role, on the key", roles.custom, `${vault}/keys/kore-byok`, other, ["danger role-deleted"]],
  ])("of the role %s", (_title, role, scope, principal, findings) => {
    expect(told(judge(lost("delete", role, scope, principal), { state }))).toEqual(findings);
  });

  it("counts where nothing tells who Kore is", () => {
    const preview = lost("delete", roles.keyVaultReader, vault, other, {});

    expect(told(judge(preview))).toEqual(["danger role-deleted"]);
  });

  it("says what goes with it", () => {
    const effectOf = (role: string) => judge(lost("delete", role, vault, kores)).findings[0]?.effect;

    expect(effectOf(roles.keyVaultReader)).toContain("which Kore's AI for Work does");
    expect(effectOf(roles.cryptoUser)).toContain("neither encrypt nor decrypt");
  });

  it("stays in Azure where it is retained", () => {
    const retained = (op: string) => {
      const preview = lost(op, roles.cryptoUser, vault, kores);
      const step = preview.steps?.at(-1);
      if (step?.oldState) step.oldState.retainOnDelete = true;
      return judge(preview, { state, enforcementDate: "2026-01-01" });
    };

    expect(told(retained("delete"))).toEqual(["note role-released"]);
    expect(told(retained("replace"))).toEqual(["warning role-released"]);
    expect(retained("replace").findings[0]?.values).toMatchObject([{ property: "condition", after: "c" }]);
  });

  it("is not revoked where it is retained, nor is the lock lifted", () => {
    const preview = previewOf("kore/revoked");
    for (const { oldState } of preview.steps ?? []) if (oldState) oldState.retainOnDelete = true;

    const verdict = judge(whole(preview));

    expect(told(verdict)).toEqual(["warning role-released", "warning lock-released"]);
    expect(verdict.findings.map(({ effect }) => effect)).toEqual([
      expect.stringContaining("Kore's access is not revoked"),
      expect.stringContaining("refuses to take Kore's role assignment away"),
    ]);
  });
});

describe("a service principal", () => {
  const withClient = (koreClientId: string): Preview => {
    const preview = previewOf("platform/sp-deleted");
    preview.steps = preview.steps?.filter(({ urn }) => !urn.includes("RoleAssignment"));
    preview.changeSummary = { delete: 1 };
    preview.config = { "kore-byok-azure:koreClientId": koreClientId };
    return preview;
  };

  it("is Kore's by its client ID", () => {
    expect(told(judge(withClient("55555555-5555-4555-8555-555555555555")))).toEqual([
      "danger service-principal-deleted",
    ]);
  });

  it("is another app's by its client ID", () => {
    expect(told(judge(withClient("77777777-7777-4777-8777-777777777777")))).toEqual([]);
  });

  it("counts where it holds a role on the vault, as the state tells", () => {
    const preview = withClient("77777777-7777-4777-8777-777777777777");

    expect(told(judge(preview, { state: stateOf("platform/state") }))).toEqual(["danger service-principal-deleted"]);
  });

  it("is cut off where it is disabled", () => {
    const preview = withClient("55555555-5555-4555-8555-555555555555");
    const step = stepOf(preview, "azuread:index/servicePrincipal:ServicePrincipal");
    step.op = "update";
    step.newState = structuredClone(step.oldState);
    if (step.newState?.inputs) step.newState.inputs["accountEnabled"] = false;
    preview.changeSummary = { update: 1 };

    expect(told(judge(preview))).toEqual(["danger service-principal-disabled"]);
  });
});

describe("an access policy as a resource of its own", () => {
  const urn = "urn:pulumi:dev::platform::azure-native:keyvault:AccessPolicy::kore";
  const policy = (keys: string[]) => ({
    urn,
    type: "azure-native:keyvault:AccessPolicy",
    inputs: { vaultName: "kv", policy: { objectId: "99999999-9999-4999-8999-999999999999", permissions: { keys } } },
  });

  it.each([
    ["delete", undefined, "danger access-policy-lost"],
    ["replace", policy(["get"]), "danger access-policy-lost"],
    ["update", policy(["get"]), "danger access-policy-withdrawn"],
  ])("%s", (op, newState, finding) => {
    const oldState = policy(["get", "decrypt"]);

    expect(told(judge({ steps: [{ op, urn, oldState, newState }], changeSummary: { [op]: 1 } }))).toEqual([finding]);
  });

  it.each([
    ["more", ["get", "decrypt", "encrypt"]],
    ["the same in another case", ["Get", "Decrypt"]],
  ])("%s permissions take nothing away, and give nothing that harms", (_title, keys) => {
    const step = { op: "update", urn, oldState: policy(["get", "decrypt"]), newState: policy(keys) };

    expect(told(judge({ steps: [step], changeSummary: { update: 1 } }))).toEqual([]);
  });
});

describe("the delete lock", () => {
  const onScope = (scope: string): Preview => {
    const preview = previewOf("platform/lock-deleted");
    const { oldState } = stepOf(preview, "ManagementLockByScope");
    if (oldState) oldState.id = `${scope}/providers/Microsoft.Authorization/locks/keep`;
    return preview;
  };
  const subscription = "/subscriptions/22222222-2222-4222-8222-222222222222";

  it.each([
    [`${subscription}/resourceGroups/rg-keys`, ["danger lock-deleted"]],
    [`${subscription}/resourceGroups/rg-other`, []],
    [`${subscription}/resourceGroups/rg-keys/providers/Microsoft.Storage/storageAccounts/s`, []],
    [subscription, ["danger lock-deleted"]],
  ])("on %s: %j", (scope, findings) => {
    expect(told(judge(onScope(scope), { state: stateOf("platform/state") }))).toEqual(findings);
  });

  it("stays in Azure where it is retained", () => {
    const preview = previewOf("platform/lock-deleted");
    const { oldState } = stepOf(preview, "ManagementLockByScope");
    if (oldState) oldState.retainOnDelete = true;

    expect(told(judge(preview, { enforcementDate: "2026-01-01" }))).toEqual(["note lock-released"]);
  });

  it.each([
    ["ReadOnly", "warning lock-level-changed"],
    ["NotSpecified", "danger lock-level-changed"],
  ])("may not become %s unseen", (level, finding) => {
    const preview = previewOf("platform/lock-level");
    const { oldState, newState } = stepOf(preview, "ManagementLockByScope");
    if (oldState?.inputs) oldState.inputs["level"] = "CanNotDelete";
    if (newState?.inputs) newState.inputs["level"] = level;

    expect(told(judge(preview))).toEqual([finding]);
  });
});

describe("the key's operations", () => {
  it("were all of them where they were not stated", () => {
    const preview = previewOf("platform/key-ops");
    const { oldState } = stepOf(preview, "keyvault:Key");
    delete (oldState?.inputs?.["properties"] as { keyOps?: string[] }).keyOps;

    expect(judge(preview).findings[0]?.title).toContain("wrapKey, unwrapKey");
  });

  it("may lose what Kore does not use, and say so of what is taken away", () => {
    const preview = previewOf("platform/key-ops");
    const { newState } = stepOf(preview, "keyvault:Key");
    delete (newState?.inputs?.["properties"] as { keyOps?: string[] }).keyOps;

    expect(told(judge(preview))).toEqual([]);
  });
});
