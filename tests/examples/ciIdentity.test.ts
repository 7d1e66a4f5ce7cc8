import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { accessCondition, rolesOf } from "../../examples/ci-identity/accessCondition";
import { accessActions, deployActions, joinActions, previewActions } from "../../examples/ci-identity/actions";
import { programAt } from "../support/languageHostProgram";
import { kore, login } from "../support/mockedAzure";
import { deploy, failure, type Deployment } from "../support/mocks";

const group = `/subscriptions/${login.subscriptionId}/resourceGroups/rg-kore-byok`;
const network = `/subscriptions/${login.subscriptionId}/resourceGroups/rg-network/providers/Microsoft.Network/virtualNetworks/vnet-ops`;
const workspace = `/subscriptions/${login.subscriptionId}/resourceGroups/rg-logs/providers/Microsoft.OperationalInsights/workspaces/logs`;
const container = `/subscriptions/${login.subscriptionId}/resourceGroups/rg-state/providers/Microsoft.Storage/storageAccounts/contoso/blobServices/default/containers/state`;

/** The example as the language host runs it. */
function program(configuration: Record<string, unknown>) {
  const named = Object.entries(configuration).map(([key, value]) => [`kore-byok-ci-identity:${key}`, value]);
  return programAt(
    require.resolve("../../examples/ci-identity/index"),
    Object.fromEntries(named) as Record<string, unknown>,
  );
}

const smallest = { koreServicePrincipalObjectId: kore.objectId, githubRepository: "contoso@1/kore-byok@2" };
const inputsOf = (deployment: Deployment, type: string) =>
  deployment.resources.filter((resource) => resource.type.endsWith(`:${type}`)).map(({ inputs }) => inputs);
const subjectsOf = (deployment: Deployment) =>
  inputsOf(deployment, "FederatedIdentityCredential")
    .map(({ resourceName, subject }) => `${resourceName}: ${subject}`)
    .sort();
/** Who has what on what. */
const assignmentsOf = (deployment: Deployment) => {
  const names = Object.fromEntries(
    inputsOf(deployment, "UserAssignedIdentity").map(({ resourceName }) => [
      Buffer.from(`p ${resourceName}`).toString("hex").slice(-12),
      resourceName,
    ]),
  );
  return deployment.resources
    .filter(({ type }) => type.endsWith(":RoleAssignment"))
    .map(({ name, inputs }) => [name, names[inputs["principalId"].slice(-12)], inputs["scope"]])
    .sort();
};

describe("the pipelines' identities", () => {
  it("are trusted for what each is for: pull requests and drift read, the environment alone deploys", async () => {
    const deployment = await deploy(program(smallest));

    expect(subjectsOf(deployment)).toEqual([
      "id-kore-byok-deploy: repo:contoso@1/kore-byok@2:environment:production",
      "id-kore-byok-preview: repo:contoso@1/kore-byok@2:pull_request",
      "id-kore-byok-preview: repo:contoso@1/kore-byok@2:ref:refs/heads/main",
    ]);
    for (const { issuer, audiences } of inputsOf(deployment, "FederatedIdentityCredential")) {
      expect([issuer, audiences]).toEqual([
        "https://token.actions.githubusercontent.com",
        ["api://AzureADTokenExchange"],
      ]);
    }
    // Azure takes one at a time.
    const [first, second] = ["github-pull-request", "github-drift"].map((name) =>
      deployment.find("FederatedIdentityCredential", `preview-${name}`),
    );
    expect(second?.options.dependencies).toContain(first?.urn);
  });

  it("are trusted for Azure DevOps' service connections too", async () => {
    const trust = (name: string) => ({ issuer: "https://login.microsoftonline.com/t/v2.0", subject: `/sc/${name}` });
    const deployment = await deploy(
      program({
        koreServicePrincipalObjectId: kore.objectId,
        azureDevOpsPreview: trust("preview"),
        azureDevOpsDeploy: trust("deploy"),
      }),
    );

    expect(subjectsOf(deployment)).toEqual(["id-kore-byok-deploy: /sc/deploy", "id-kore-byok-preview: /sc/preview"]);
  });

  it("have rights in the vault's group alone, and none where they are kept themselves", async () => {
    const deployment = await deploy(program(smallest));

    expect(assignmentsOf(deployment)).toEqual([
      ["deploy-access", "id-kore-byok-deploy", group],
      ["deploy-in-group", "id-kore-byok-deploy", group],
      ["preview-in-group", "id-kore-byok-preview", group],
    ]);
    expect(inputsOf(deployment, "UserAssignedIdentity").map((inputs) => inputs["resourceGroupName"])).toEqual([
      "rg-kore-byok-ci",
      "rg-kore-byok-ci",
    ]);
    expect(deployment.find("ResourceGroup", "vault-group").options).toMatchObject({
      protect: true,
      retainOnDelete: true,
    });
  });

  it("have on what stands elsewhere what the stack takes there", async () => {
    const deployment = await deploy(
      program({
        ...smallest,
        virtualNetworkIds: [network],
        logAnalyticsWorkspaceId: workspace,
        stateContainerId: container,
      }),
    );

    expect(assignmentsOf(deployment).filter(([, , scope]) => scope !== group)).toEqual([
      ["deploy-joins-0", "id-kore-byok-deploy", network],
      ["deploy-joins-1", "id-kore-byok-deploy", workspace],
      ["deploy-state", "id-kore-byok-deploy", container],
      ["preview-in-network-0", "id-kore-byok-preview", network],
      ["preview-state", "id-kore-byok-preview", container],
    ]);
    const stateRole = (name: string) =>
      deployment.find("RoleAssignment", name).inputs["roleDefinitionId"].split("/").at(-1);
    // Storage Blob Data Reader, and Contributor.
    expect(stateRole("preview-state")).toBe("2a2b9908-6ea1-4ae2-8e65-a410df84e7d1");
    expect(stateRole("deploy-state")).toBe("ba92f5b4-2d11-453d-a403-e96b0029c9fe");
    expect(deployment.find("RoleDefinition", "join-role").inputs["assignableScopes"]).toEqual([
      network.split("/").slice(0, 5).join("/"),
      workspace.split("/").slice(0, 5).join("/"),
    ]);
  });

  it("hold the roles' actions as they stand, and no action on data", async () => {
    const deployment = await deploy(program({ ...smallest, virtualNetworkIds: [network] }));
    const held = Object.fromEntries(
      deployment.resources
        .filter(({ type }) => type.endsWith(":RoleDefinition"))
        .map(({ name, inputs }) => [name, inputs["permissions"]]),
    );
    const only = (actions: string[]) => [{ actions, notActions: [], dataActions: [], notDataActions: [] }];

    expect(held).toEqual({
      "preview-role": only(previewActions),
      "deploy-role": only(deployActions),
      "access-role": only(accessActions),
      "join-role": only(joinActions),
    });
  });

  it("hand out what the workflows and the stack are set to, none of it a secret", async () => {
    const { outputs } = await deploy(program(smallest));

    expect(Object.keys(outputs["variables"] as object)).toEqual([
      "AZURE_TENANT_ID",
      "AZURE_SUBSCRIPTION_ID",
      "AZURE_PREVIEW_CLIENT_ID",
      "AZURE_DEPLOY_CLIENT_ID",
    ]);
    expect(outputs["stackConfiguration"]).toEqual({
      resourceGroupName: "rg-kore-byok",
      existingResourceGroup: true,
      koreServicePrincipalObjectId: kore.objectId,
    });
  });

  it("are not made on a wrong configuration: every problem is told at once", async () => {
    const { error, deployment } = await failure(
      program({
        koreServicePrincipalObjectId: "x} OR {y",
        koreProduct: "ai-for-all",
        githubRepository: "contoso/kore:environment",
        azureDevOpsPreview: { issuer: "https://example.com" },
        identityResourceGroupName: "RG-Kore-BYOK",
      }),
    );

    expect(error.message).toMatch(/^5 problem\(s\)/);
    expect(deployment.made).toEqual([]);
  });

  it("are not made for nobody", async () => {
    const { error } = await failure(program({ koreServicePrincipalObjectId: kore.objectId }));

    expect(error.message).toContain("Nobody could log in");
  });
  it("are limited by the condition where they give access", async () => {
    const deployment = await deploy(program({ ...smallest, koreProduct: "ai-for-work" }));
    const conditions = deployment.resources
      .filter(({ inputs }) => inputs["condition"] !== undefined)
      .map(({ name, inputs }) => [name, inputs["conditionVersion"], inputs["condition"]]);

    expect(conditions).toEqual([["deploy-access", "2.0", accessCondition(rolesOf("ai-for-work"), kore.objectId)]]);
  });
});

describe("Pulumi.yaml of the example", () => {
  it("declares the keys that the program reads", () => {
    const folder = join(__dirname, "../../examples/ci-identity");
    const { config } = parse(readFileSync(join(folder, "Pulumi.yaml"), "utf8")) as { config: object };
    const source = readFileSync(join(folder, "settings.ts"), "utf8");
    const read = [...source.matchAll(/(?:text|getObject<[^>]*>+|serviceConnection)\((?:config, )?"(\w+)"/g)].map(
      ([, key]) => key,
    );

    expect(Object.keys(config).sort()).toEqual([...new Set(read)].sort());
  });
});
