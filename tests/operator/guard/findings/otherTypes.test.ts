/** Vaults and keys under types other than azure-native's own, and types that the guard does not know at all. */
import type { Preview, ResourceState, Step } from "../../../../operator/guard/preview";
import { vaultOrKeyIn, vaultOrKeyOf } from "../../../../operator/guard/vaultIds";
import { handedOut, judge, outputsWith, previewOf, stateOf, told } from "../judged";

const group = "/subscriptions/22222222-2222-4222-8222-222222222222/resourceGroups/rg-kore-byok";
const vault = `${group}/providers/Microsoft.KeyVault/vaults/kv-kore-sample-dev`;
const key = `${vault}/keys/kore-byok`;
const keyUri = "https://kv-kore-sample-dev.vault.azure.net/keys/kore-byok/0123456789abcdef";

type More = Partial<ResourceState> & { custom?: boolean };

function resource(type: string, more: More): ResourceState {
  return { urn: `urn:pulumi:dev::kore-byok-azure::${type}::other`, type, ...more };
}

/** The plan of a stack of this package that has this step too. */
function planWith(op: string, before: ResourceState, after?: More, more: Partial<Step> = {}): Preview {
  const preview = handedOut(previewOf("kore/unchanged"), outputsWith());
  const newState = after && { ...before, id: op === "replace" ? undefined : before.id, ...after };
  preview.steps?.push({ op, urn: before.urn, oldState: before, newState, ...more });
  return preview;
}

const lost = (type: string, more: More) => judge(planWith("delete", resource(type, more)));
const replaced = (type: string, more: More) => judge(planWith("replace", resource(type, more), {}));

describe("a vault or key of another provider", () => {
  const classicVault = { id: vault, inputs: { name: "kv-kore-sample-dev", resourceGroupName: "rg-kore-byok" } };
  const classicKey = { id: keyUri, inputs: { name: "kore-byok", keyVaultId: vault } };

  it.each([
    ["azure:keyvault/keyVault:KeyVault", classicVault, "vault"],
    ["azure:keyvault/key:Key", classicKey, "key"],
    ["azure-native:resources:Resource", { id: vault, inputs: { resourceName: "kv-kore-sample-dev" } }, "vault"],
    ["azure-native:resources:Resource", { id: key, inputs: { resourceName: "kore-byok" } }, "key"],
    ["azure-native:resources/v20240301:Resource", { id: vault.toUpperCase() }, "vault"],
    ["azapi:index/resource:Resource", { id: key }, "key"],
    ["azurerm:index/keyVaultKey:KeyVaultKey", { id: keyUri }, "key"],
    ["pulumi-nodejs:dynamic:Resource", { id: `${key}/versions/1` }, "key"],
  ])("%s is not lost in silence", (type, more, kind) => {
    expect(told(lost(type, more))).toEqual([`danger ${kind}-deleted`]);
    expect(told(replaced(type, more))).toEqual([`danger ${kind}-replaced`]);
    expect(told(lost(type, { ...more, retainOnDelete: true }))).toEqual([`danger ${kind}-deleted`]);
    expect(told(judge(planWith("remove-pending-replace", resource(type, more))))).toEqual([`danger ${kind}-deleted`]);
  });

  it("is named as Azure does, and by its new name", () => {
    const before = resource("azure:keyvault/key:Key", classicKey);
    const [finding] = judge(planWith("replace", before, { inputs: { ...classicKey.inputs, name: "new" } })).findings;

    expect(finding).toMatchObject({
      title: 'A rename to "new" would replace the key "kore-byok"',
      values: [{ property: "keyName", before: "kore-byok", after: "new" }],
    });
    expect(lost("azapi:index/resource:Resource", { id: keyUri }).findings[0]?.title).toContain('"kore-byok"');
  });

  it("says what the classic provider does beyond the delete", () => {
    const effectOf = (more: More) => lost("azure:keyvault/key:Key", { ...classicKey, ...more }).findings[0]?.effect;

    expect(effectOf({})).toContain("The classic provider also purges what it deletes");
    expect(effectOf({ retainOnDelete: true })).not.toContain("purges");
  });

  it("says that a type is unknown to it", () => {
    expect(lost("azapi:index/resource:Resource", { id: vault }).findings[0]?.effect).toContain(
      "does not know the type azapi:index/resource:Resource; it recognises the vault by its ID.",
    );
    expect(lost("azure:keyvault/keyVault:KeyVault", { id: vault }).findings[0]?.effect).not.toContain("know the type");
  });

  it("that comes back by azure-native needs an import, for which no alias stands in", () => {
    const preview = planWith("delete", resource("azure:keyvault/key:Key", classicKey));
    const type = "azure-native:keyvault:Key";
    const urn = `urn:pulumi:dev::kore-byok-azure::${type}::native`;
    preview.steps?.push({ op: "create", urn, newState: { urn, type, inputs: { keyName: "kore-byok" } } });

    const [finding] = judge(preview).findings;

    expect(finding?.rule).toBe("key-moved");
    expect(finding?.fix).toContain("pulumi state delete");
  });

  it.each([
    ["a firewall", { networkAcls: { defaultAction: "Allow" } }, ["danger not-judged"]],
    ["tags", { tags: { a: "b" } }, []],
    ["the list of defaults", { __defaults: ["tags"] }, []],
    ["nothing", {}, []],
  ])("is not judged where it changes by %s", (_title, change, findings) => {
    const before = resource("azure:keyvault/keyVault:KeyVault", classicVault);
    const plan = (more: Partial<Step>) =>
      planWith("update", before, { inputs: { ...classicVault.inputs, ...change } }, more);

    expect(told(judge(plan({})))).toEqual(findings);
    const detailedDiff = Object.fromEntries(Object.keys(change).map((name) => [`${name}.x`, {}]));
    expect(told(judge(plan({ detailedDiff })))).toEqual(findings);
  });

  it("is judged as it stands where its inputs are Azure's own", () => {
    const properties = (enablePurgeProtection: boolean) => ({ inputs: { properties: { enablePurgeProtection } } });
    const before = resource("azure-native:resources:Resource", { id: vault, ...properties(true) });

    expect(told(judge(planWith("update", before, properties(false))))).toEqual(["danger purge-protection-off"]);
  });

  it("is missed without its protection in the state", () => {
    const state = stateOf("kore/state");
    state.deployment.resources?.push(resource("azure:keyvault/key:Key", { ...classicKey, protect: true }));

    expect(told(judge(previewOf("kore/unchanged"), { state }))).toEqual(["danger unprotected-in-state"]);
  });

  it.each(["azure:core/resourceGroup:ResourceGroup", "azure-native:resources:ResourceGroup"])(
    "goes with its group, a %s",
    (type) => {
      const of = (name: string) => ({ id: group.replace("rg-kore-byok", name), inputs: { name } });
      const state = stateOf("kore/state");
      const judged = (name: string) => told(judge(planWith("delete", resource(type, of(name))), { state }));

      expect(judged("rg-kore-byok")).toEqual(["danger resource-group-lost"]);
      expect(judged("rg-other")).toEqual([]);
    },
  );
});

describe("a type that the guard does not know, with a name of the vault or key in it", () => {
  it.each<[string, More, string]>([
    ["its ID", { id: `${vault}/objectId/5` }, 'vault "kv-kore-sample-dev"'],
    ["an extension's ID", { id: `${key}/providers/Microsoft.Authorization/roleAssignments/1` }, 'key "kore-byok"'],
    ["an input", { id: "1", inputs: { on: [{ scope: vault }] } }, 'vault "kv-kore-sample-dev"'],
    ["an output", { id: "1", outputs: { text: `the key is ${keyUri}.` } }, 'key "kore-byok"'],
    ["another cloud's URI", { inputs: { key: "https://v.vault.azure.cn:443/keys/k" } }, 'key "k"'],
  ])("in %s: its loss is dangerous", (_title, more, name) => {
    const verdict = lost("other:index:Thing", more);

    expect(told(verdict)).toEqual(["danger unknown-resource-lost"]);
    expect(verdict.findings[0]?.title).toContain(`names the ${name}, would be deleted`);
    expect(told(replaced("other:index:Thing", more))).toEqual(["danger unknown-resource-lost"]);
  });

  it.each<[string, string, More]>([
    ["is a component", "other:index:Component", { custom: false, outputs: { vault } }],
    ["is the stack", "pulumi:pulumi:Stack", { outputs: { vault } }],
    ["is but a number", "random:index/randomUuid:RandomUuid", { inputs: { keepers: { scope: vault } } }],
    ["is a secret", "azure:keyvault/secret:Secret", { id: "https://v.vault.azure.net/secrets/s/1", inputs: { vault } }],
    ["is a certificate", "azure-native:resources:Resource", { id: `${vault}/certificates/c`, inputs: { vault } }],
    ["names a secret alone", "other:index:Thing", { inputs: { from: `${vault}/secrets/s` } }],
    ["names the vault's address alone", "other:index:Thing", { inputs: { uri: "https://v.vault.azure.net/" } }],
    ["names another thing", "other:index:Thing", { id: `${group}/providers/Microsoft.Storage/storageAccounts/s` }],
  ])("is no matter where it %s", (_title, type, more) => {
    expect(told(lost(type, more))).toEqual([]);
    expect(told(replaced(type, more))).toEqual([]);
  });

  it("is no loss where it stays in Azure", () => {
    const retained = { inputs: { vault }, retainOnDelete: true };

    expect(told(lost("other:index:Thing", retained))).toEqual([]);
    expect(told(replaced("other:index:Thing", retained))).toEqual(["warning unknown-resource-names-vault"]);
  });

  it("is a warning where it is changed, and no matter where it stays as it is", () => {
    const before = resource("other:index:Thing", { inputs: { vault } });

    expect(told(judge(planWith("update", before, { inputs: { vault, more: 1 } })))).toEqual([
      "warning unknown-resource-names-vault",
    ]);
    expect(told(judge(planWith("same", before, {})))).toEqual([]);
  });

  describe("where it is made", () => {
    const made = (type: string, inputs: Record<string, unknown>, more: More = {}) => {
      const preview = handedOut(previewOf("kore/unchanged"), outputsWith());
      const newState = resource(type, { inputs, ...more });
      preview.steps?.push({ op: "create", urn: newState.urn, newState });
      return told(judge(preview, { state: stateOf("kore/state") }));
    };

    it.each<[string, string, Record<string, unknown>, string[]]>([
      [
        "a command",
        "command:local:Command",
        { create: "az keyvault delete --name KV-kore-sample-dev" },
        ["warning unknown-resource-names-vault"],
      ],
      [
        "a resource of any type over the vault",
        "azure-native:resources:Resource",
        {
          resourceProviderNamespace: "Microsoft.KeyVault",
          resourceType: "vaults",
          resourceName: "kv-kore-sample-dev",
          properties: { enableRbacAuthorization: false },
        },
        ["danger unknown-resource-names-vault"],
      ],
      [
        "an azapi resource over the vault",
        "azapi:index/updateResource:UpdateResource",
        { resourceId: vault },
        ["danger unknown-resource-names-vault"],
      ],
      ["a secret in the vault", "azure-native:keyvault:Secret", { vaultName: "kv-kore-sample-dev" }, []],
      ["an app that refers to a secret", "other:index:App", { setting: `${vault}/secrets/s` }, []],
      ["about another vault", "other:index:Thing", { name: "kv-kore-sample-dev-2" }, []],
    ])("%s", (_title, type, inputs, findings) => {
      expect(made(type, inputs)).toEqual(findings);
    });

    it("is a component: no matter", () => {
      expect(made("other:index:Component", { vault }, { custom: false })).toEqual([]);
    });
  });

  it("is a mere topic of events: a warning", () => {
    const topic = { id: `${group}/providers/Microsoft.EventGrid/systemTopics/t`, inputs: { source: vault } };

    expect(told(lost("azure-native:eventgrid:SystemTopic", topic))).toEqual(["warning alert-lost"]);
  });
});

describe("a component's own inputs, and tags", () => {
  it("are no matter", () => {
    const component = resource("other:index:Component", { custom: false, inputs: { sourceIds: [vault] } });
    const preview = planWith("update", component, { inputs: { sourceIds: [vault, key] } });

    expect(judge(preview).outcome).toBe("safe");
    expect(told(judge(preview))).toEqual([]);
  });
});

describe("an ID", () => {
  it.each([
    [vault, { kind: "vault", name: "kv-kore-sample-dev" }],
    [`${vault}/`, { kind: "vault", name: "kv-kore-sample-dev" }],
    [key, { kind: "key", name: "kore-byok" }],
    [keyUri, { kind: "key", name: "kore-byok" }],
    [`${vault}/secrets/s`, undefined],
    [`${vault}/providers/Microsoft.Authorization/locks/l`, undefined],
    ["https://v.vault.azure.net/", undefined],
    [`text ${vault}`, undefined],
  ])("%s: %j", (id, found) => {
    expect(vaultOrKeyOf(id)).toEqual(found);
  });

  it("is found in the midst of JSON, and the vault's name not cut short to fit", () => {
    expect(vaultOrKeyIn(JSON.stringify({ a: `x ${vault}/secrets/s`, b: "c" }))).toBeUndefined();
    expect(vaultOrKeyIn(JSON.stringify({ a: JSON.stringify({ id: vault }) }))?.name).toBe("kv-kore-sample-dev");
    expect(vaultOrKeyIn(JSON.stringify([`${vault}/secrets/s`, key]))?.kind).toBe("key");
  });
});
