import * as authorization from "@pulumi/azure-native/authorization";
import * as resources from "@pulumi/azure-native/resources";
import * as pulumi from "@pulumi/pulumi";
import { accessCondition, rolesOf } from "./accessCondition";
import { accessActions, deployActions, joinActions, previewActions } from "./actions";
import { assign, createIdentity, createRole } from "./identity";
import { readSettings } from "./settings";

const settings = readSettings();
const login = authorization.getClientConfigOutput();

// The vault's group is made here, so that no pipeline needs a right on the subscription.
const group = new resources.ResourceGroup(
  "vault-group",
  { resourceGroupName: settings.resourceGroupName },
  { protect: true, retainOnDelete: true },
);
const identityGroup = new resources.ResourceGroup("identity-group", {
  resourceGroupName: settings.identityResourceGroupName,
});
const preview = createIdentity("preview", identityGroup, settings.previewTrusts);
const deploy = createIdentity("deploy", identityGroup, settings.deployTrusts);

/** The resource group of an ARM ID: a role can be made for groups, not for a single resource. */
const groupOf = (id: string) => id.split("/").slice(0, 5).join("/");
const elsewhere = [
  ...settings.virtualNetworkIds,
  ...[settings.privateDnsZoneId, settings.logAnalyticsWorkspaceId].filter((id) => id !== undefined),
];

const previewRole = createRole("preview", "Reads what the stack keeps, and nothing else", previewActions, [
  group.id,
  ...new Set(settings.virtualNetworkIds.map(groupOf)),
]);
assign("preview-in-group", preview, previewRole.id, group.id);
settings.virtualNetworkIds.forEach((id, index) => assign(`preview-in-network-${index}`, preview, previewRole.id, id));

const deployRole = createRole("deploy", "Keeps the stack; deletes no vault, purges nothing", deployActions, [group.id]);
assign("deploy-in-group", deploy, deployRole.id, group.id);

const accessRole = createRole("access", "Gives and takes roles, under a condition alone", accessActions, [group.id]);
assign(
  "deploy-access",
  deploy,
  accessRole.id,
  group.id,
  accessCondition(rolesOf(settings.koreProduct), settings.koreServicePrincipalObjectId),
);

if (elsewhere.length > 0) {
  const joinRole = createRole("join", "Uses networks, a DNS zone and a workspace that others keep", joinActions, [
    ...new Set(elsewhere.map(groupOf)),
  ]);
  elsewhere.forEach((id, index) => assign(`deploy-joins-${index}`, deploy, joinRole.id, id));
}

if (settings.stateContainerId !== undefined) {
  const builtIn = (guid: string) =>
    pulumi.interpolate`/subscriptions/${login.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
  // A preview takes no lock on the state and writes none (pulumi/pulumi, pkg/backend/diy).
  assign("preview-state", preview, builtIn("2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"), settings.stateContainerId);
  assign("deploy-state", deploy, builtIn("ba92f5b4-2d11-453d-a403-e96b0029c9fe"), settings.stateContainerId);
}

/** The variables that the workflows read, by their names in GitHub. None is a secret. */
export const variables = {
  AZURE_TENANT_ID: login.tenantId,
  AZURE_SUBSCRIPTION_ID: login.subscriptionId,
  AZURE_PREVIEW_CLIENT_ID: preview.clientId,
  AZURE_DEPLOY_CLIENT_ID: deploy.clientId,
};
/** What the stack of the vault is to be set to. */
export const stackConfiguration = {
  resourceGroupName: group.name,
  existingResourceGroup: true,
  koreServicePrincipalObjectId: settings.koreServicePrincipalObjectId,
};
