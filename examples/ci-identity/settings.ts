import * as pulumi from "@pulumi/pulumi";

/** Whose tokens an identity trusts. */
export interface Trust {
  /** Name of the federated identity credential. */
  name: string;
  issuer: string;
  subject: string;
}

/** The stack's configuration; Pulumi.yaml says what each key means. */
export interface Settings {
  koreServicePrincipalObjectId: string;
  koreProduct: string;
  resourceGroupName: string;
  identityResourceGroupName: string;
  /** Who may be the preview identity. */
  previewTrusts: Trust[];
  /** Who may be the deploy identity. */
  deployTrusts: Trust[];
  stateContainerId?: string;
  /** ARM IDs of networks, a private DNS zone and a workspace that the stack uses and others keep. */
  virtualNetworkIds: string[];
  privateDnsZoneId?: string;
  logAnalyticsWorkspaceId?: string;
}

const githubIssuer = "https://token.actions.githubusercontent.com";

/** @throws pulumi.RunError with every problem */
export function readSettings(config = new pulumi.Config("kore-byok-ci-identity")): Settings {
  const text = (key: string): string | undefined => {
    const value = config.get(key);
    return value === undefined || value === "" || value === "(unset)" ? undefined : value;
  };
  const problems: string[] = [];
  const repository = text("githubRepository");
  const preview = serviceConnection(config, "azureDevOpsPreview", problems);
  const deploy = serviceConnection(config, "azureDevOpsDeploy", problems);

  const koreServicePrincipalObjectId = text("koreServicePrincipalObjectId") ?? "";
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(koreServicePrincipalObjectId)) {
    problems.push(
      `koreServicePrincipalObjectId: ${JSON.stringify(koreServicePrincipalObjectId)} is not an object ID. ` +
        "az ad sp show --id <Kore's client ID> --query id shows it.",
    );
  }
  const koreProduct = text("koreProduct") ?? "ai-for-service";
  if (!["ai-for-service", "ai-for-work"].includes(koreProduct)) {
    problems.push(`koreProduct: ${JSON.stringify(koreProduct)} is neither ai-for-service nor ai-for-work.`);
  }
  if (repository !== undefined && !/^[\w.-]+(@\d+)?\/[\w.-]+(@\d+)?$/.test(repository)) {
    problems.push(`githubRepository: ${JSON.stringify(repository)} is not like octo-org@123456/octo-repo@456789.`);
  }
  if (repository === undefined && (preview === undefined || deploy === undefined)) {
    problems.push("Nobody could log in: set githubRepository, or azureDevOpsPreview and azureDevOpsDeploy.");
  }
  const resourceGroupName = text("resourceGroupName") ?? "rg-kore-byok";
  const identityResourceGroupName = text("identityResourceGroupName") ?? "rg-kore-byok-ci";
  if (resourceGroupName.toLowerCase() === identityResourceGroupName.toLowerCase()) {
    problems.push(
      `identityResourceGroupName: ${JSON.stringify(identityResourceGroupName)} is the vault's, where the deploy ` +
        "identity has rights. Name another.",
    );
  }
  if (problems.length > 0) {
    throw new pulumi.RunError(`${problems.length} problem(s) in the configuration:\n  ${problems.join("\n  ")}`);
  }

  const github = (name: string, rest: string): Trust[] =>
    repository === undefined
      ? []
      : [{ name: `github-${name}`, issuer: githubIssuer, subject: `repo:${repository}:${rest}` }];
  return {
    koreServicePrincipalObjectId,
    koreProduct,
    resourceGroupName,
    identityResourceGroupName,
    previewTrusts: [
      ...github("pull-request", "pull_request"),
      ...github("drift", `ref:refs/heads/${text("githubBranch") ?? "main"}`),
      ...(preview === undefined ? [] : [preview]),
    ],
    deployTrusts: [
      // The environment alone, whose reviewers and branches are set in GitHub; never a pull request.
      ...github("environment", `environment:${text("githubEnvironment") ?? "production"}`),
      ...(deploy === undefined ? [] : [deploy]),
    ],
    stateContainerId: text("stateContainerId"),
    virtualNetworkIds: config.getObject<string[]>("virtualNetworkIds") ?? [],
    privateDnsZoneId: text("privateDnsZoneId"),
    logAnalyticsWorkspaceId: text("logAnalyticsWorkspaceId"),
  };
}

function serviceConnection(config: pulumi.Config, key: string, problems: string[]): Trust | undefined {
  const { issuer, subject, ...unknown } = config.getObject<Record<string, string>>(key) ?? {};
  if (Object.keys(unknown).length > 0 || (issuer === undefined) !== (subject === undefined)) {
    problems.push(`${key}: it takes issuer and subject, both, as the service connection's page shows them.`);
    return undefined;
  }
  return issuer === undefined || subject === undefined ? undefined : { name: "azure-devops", issuer, subject };
}
