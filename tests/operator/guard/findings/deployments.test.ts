/** ARM template deployments and deployment stacks. */
import type { ResourceState } from "../../../../operator/guard/preview";
import { handedOut, judge, outputsWith, previewOf, stateOf, told } from "../judged";

const hidden = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const deployment = "azure-native:resources:Deployment";
const stack = "azure-native:resources:DeploymentStackAtResourceGroup";
const classic = "azure:core/resourceGroupTemplateDeployment:ResourceGroupTemplateDeployment";
const empty = { resources: [] };
const aboutVault = { resources: [{ type: "Microsoft.KeyVault/vaults", properties: {} }] };
const nested = { resources: [{ type: "Microsoft.Resources/deployments", properties: { mode: "Complete" } }] };

type Inputs = Record<string, unknown>;

function resource(type: string, inputs: Inputs): ResourceState {
  const urn = `urn:pulumi:dev::kore-byok-azure::${type}::other`;
  return { urn, type, inputs: { resourceGroupName: "rg-kore-byok", ...inputs } };
}

function toldOf(op: string, type: string, before: Inputs | undefined, after: Inputs | undefined): string[] {
  const preview = handedOut(previewOf("kore/unchanged"), outputsWith());
  const [oldState, newState] = [before, after].map((inputs) => inputs && resource(type, inputs));
  preview.steps?.push({ op, urn: resource(type, {}).urn, oldState, newState });
  return told(judge(preview, { state: stateOf("kore/state") }));
}

describe("a deployment that runs", () => {
  it.each<[string, string, Inputs, string[]]>([
    [
      "in mode Complete",
      deployment,
      { properties: { mode: "complete", template: empty } },
      ["danger deployment-complete"],
    ],
    ["in a hidden mode", deployment, { properties: { mode: hidden, template: empty } }, ["danger deployment-complete"]],
    ["with hidden properties", deployment, { properties: "[secret]" }, ["danger deployment-complete"]],
    [
      "in a hidden group",
      deployment,
      { resourceGroupName: hidden, properties: { mode: "Complete" } },
      ["danger deployment-complete"],
    ],
    ["of the classic provider", classic, { deploymentMode: "Complete" }, ["danger deployment-complete"]],
    [
      "of the subscription, with another in it",
      "azure-native:resources:DeploymentAtSubscriptionScope",
      { resourceGroupName: undefined, properties: { mode: "Incremental", template: nested } },
      ["danger deployment-complete"],
    ],
    [
      "over the vault",
      deployment,
      { properties: { mode: "Incremental", template: aboutVault } },
      ["danger deployment-names-vault"],
    ],
    [
      "over the vault, by its name",
      deployment,
      {
        resourceGroupName: "rg-other",
        properties: { mode: "Incremental", parameters: { v: { value: "kv-kore-sample-dev" } } },
      },
      ["danger deployment-names-vault"],
    ],
    [
      "over the vault, of the classic provider",
      classic,
      { templateContent: JSON.stringify(aboutVault) },
      ["danger deployment-names-vault"],
    ],
    [
      "of a linked template",
      deployment,
      { properties: { mode: "Incremental", templateLink: { uri: "https://x" } } },
      ["warning deployment-not-shown"],
    ],
    [
      "of a hidden template",
      deployment,
      { properties: { mode: "Incremental", template: hidden } },
      ["warning deployment-not-shown"],
    ],
    ["about something else", deployment, { properties: { mode: "Incremental", template: empty } }, []],
    [
      "in another group",
      deployment,
      { resourceGroupName: "rg-other", properties: { mode: "Complete", template: empty } },
      [],
    ],
  ])("%s: %j", (_title, type, inputs, findings) => {
    expect(toldOf("create", type, undefined, inputs)).toEqual(findings);
    expect(toldOf("update", type, { properties: { mode: "Incremental" } }, inputs)).toEqual(findings);
    expect(toldOf("same", type, inputs, inputs)).toEqual([]);
  });

  it("is a deployment stack that deletes what its template leaves out", () => {
    const deletes = { actionOnUnmanage: { resources: "delete" }, template: empty };

    expect(toldOf("update", stack, deletes, deletes)).toEqual(["danger deployment-complete"]);
    expect(toldOf("create", stack, undefined, deletes)).toEqual([]);
  });
});

describe("a deployment that is deleted", () => {
  const incremental = { properties: { mode: "Incremental", template: aboutVault } };

  it.each<[string, string, Inputs, string[]]>([
    ["a deployment stack", stack, { actionOnUnmanage: { resources: "delete" } }, ["danger deployment-lost"]],
    ["a deployment stack that does not say what it deletes", stack, {}, ["danger deployment-lost"]],
    ["a deployment stack that deletes nothing", stack, { actionOnUnmanage: { resources: "detach" } }, []],
    ["a deployment stack elsewhere", stack, { resourceGroupName: "rg-other" }, []],
    ["one of the classic provider, which deletes what it deployed", classic, {}, ["danger deployment-lost"]],
    ["an entry of the history", deployment, incremental, []],
  ])("%s: %j", (_title, type, inputs, findings) => {
    expect(toldOf("delete", type, inputs, undefined)).toEqual(findings);
  });
});
