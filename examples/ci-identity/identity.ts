import * as authorization from "@pulumi/azure-native/authorization";
import * as managedidentity from "@pulumi/azure-native/managedidentity";
import type * as resources from "@pulumi/azure-native/resources";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { Trust } from "./settings";

/** A managed identity that a pipeline can be, without any secret: Azure trusts tokens with these subjects. */
export function createIdentity(name: string, group: resources.ResourceGroup, trusts: Trust[]) {
  const identity = new managedidentity.UserAssignedIdentity(name, {
    resourceGroupName: group.name,
    resourceName: `id-kore-byok-${name}`,
  });
  let previous: pulumi.Resource[] = [];
  for (const trust of trusts) {
    // One after the other: Azure refuses two at once for one identity (Azure/bicep#10928).
    const credential = new managedidentity.FederatedIdentityCredential(
      `${name}-${trust.name}`,
      {
        resourceGroupName: group.name,
        resourceName: identity.name,
        federatedIdentityCredentialResourceName: trust.name,
        issuer: trust.issuer,
        subject: trust.subject,
        audiences: ["api://AzureADTokenExchange"],
      },
      { dependsOn: previous },
    );
    previous = [credential];
  }
  return identity;
}

/** A role of one's own, with these actions on the control plane and nothing on the data plane. */
export function createRole(
  name: string,
  description: string,
  actions: string[],
  assignableScopes: pulumi.Input<string>[],
): authorization.RoleDefinition {
  return new authorization.RoleDefinition(`${name}-role`, {
    scope: assignableScopes[0]!,
    roleDefinitionId: new random.RandomUuid(`${name}-role-id`).result,
    // Unique in the tenant.
    roleName: pulumi.interpolate`Kore BYOK ${name} (${assignableScopes[0]!})`,
    roleType: "CustomRole",
    description,
    assignableScopes,
    permissions: [{ actions, notActions: [], dataActions: [], notDataActions: [] }],
  });
}

/**
 * Gives an identity a role.
 *
 * @param condition of version 2.0, where the role is to be limited further
 */
export function assign(
  name: string,
  identity: managedidentity.UserAssignedIdentity,
  roleDefinitionId: pulumi.Input<string>,
  scope: pulumi.Input<string>,
  condition?: string,
): void {
  new authorization.RoleAssignment(name, {
    roleAssignmentName: new random.RandomUuid(`${name}-id`).result,
    scope,
    roleDefinitionId,
    principalId: identity.principalId,
    // Stated, since Azure may not have heard of a new identity yet.
    principalType: "ServicePrincipal",
    ...(condition === undefined ? {} : { condition, conditionVersion: "2.0" }),
  });
}
