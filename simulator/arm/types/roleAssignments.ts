import { validate as isGuid } from "uuid";
import { z } from "zod";
import { AzureError } from "../../model";
import type { ArmResource } from "../../model";
import type { Store } from "../../state/store";
import { plainBody } from "../requestBody";
import { keep } from "../resourceType";
import type { PutRequest, ResourceType } from "../resourceType";
import { findRoleDefinition } from "../roleDefinitions";
import type { RoleDefinition } from "../roleDefinitions";

const properties = z.strictObject({
  principalId: z.string(),
  roleDefinitionId: z.string(),
  principalType: z.enum(["User", "Group", "ServicePrincipal", "ForeignGroup", "Device"]).optional(),
  description: z.string().optional(),
  /** Answered by Azure, and accepted when sent back; the scope is that of the ID. */
  scope: z.string().optional(),
});
type Properties = z.infer<typeof properties>;

/**
 * Role assignments, on any scope. Conditions and delegated identities are not simulated: a body that holds them is
 * refused, since ignoring a condition would grant more than was asked for.
 *
 * Source: learn.microsoft.com/azure/role-based-access-control/role-assignments and its troubleshooting page.
 */
export const roleAssignments: ResourceType = {
  type: "Microsoft.Authorization/roleAssignments",
  apiVersions: ["2020-08-01-preview", "2020-10-01-preview", "2022-04-01"],
  placement: "scope",
  body: plainBody(properties),

  put(store, request) {
    const wanted = request.body.properties as Properties;
    // The words are unverified.
    if (!isGuid(request.id.name)) {
      throw new AzureError(
        400,
        "InvalidRoleAssignmentId",
        `The role assignment ID '${request.id.name}' is not valid. The role assignment ID must be a GUID.`,
      );
    }
    const role = requireRole(wanted.roleDefinitionId);
    refuseChangeOfGrant(store, request, wanted, role);
    requirePrincipal(store, wanted);
    refuseSecondGrant(store, request, wanted, role);
    const { subscriptionId } = store.state;
    const { createdBy, createdOn } = request.existing?.properties ?? {};
    const now = new Date(store.now()).toISOString();
    return keep(store, request, this.type, {
      properties: {
        // Azure answers the ID at the subscription, whatever scope the caller wrote it at.
        roleDefinitionId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${role.id}`,
        principalId: wanted.principalId,
        principalType: wanted.principalType ?? typeOfPrincipal(store, wanted.principalId),
        scope: request.id.parentId,
        description: wanted.description,
        createdOn: createdOn ?? now,
        updatedOn: now,
        createdBy: createdBy ?? request.caller,
        updatedBy: request.caller,
      },
    });
  },
};

/** Source: `RoleDefinitionDoesNotExist` as in public reports, which quote the GUID without hyphens. */
function requireRole(roleDefinitionId: string): RoleDefinition {
  const role = findRoleDefinition(roleDefinitionId);
  if (role !== undefined && /\/providers\/Microsoft\.Authorization\/roleDefinitions\/[^/]+$/i.test(roleDefinitionId)) {
    return role;
  }
  const guid = roleDefinitionId.slice(roleDefinitionId.lastIndexOf("/") + 1).replaceAll("-", "");
  throw new AzureError(
    400,
    "RoleDefinitionDoesNotExist",
    `The specified role definition with ID '${guid}' does not exist.`,
  );
}

/**
 * A name stands for one grant, in the whole tenant. Source:
 * learn.microsoft.com/azure/role-based-access-control/troubleshooting ("Tenant ID, application ID, principal ID, and
 * scope are not allowed to be updated"); public reports tell the same of the role.
 */
function refuseChangeOfGrant(store: Store, request: PutRequest, wanted: Properties, role: RoleDefinition): void {
  const sameName = assignments(store).find((other) => other.name.toLowerCase() === request.id.name.toLowerCase());
  if (sameName === undefined || (sameName === request.existing && sameGrant(sameName, wanted, role))) return;
  throw new AzureError(
    400,
    "RoleAssignmentUpdateNotPermitted",
    "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.",
  );
}

/**
 * The directory must know the principal; its type must be the one stated.
 *
 * Sources: `PrincipalNotFound` in Azure/avdaccelerator#76 (32 hexadecimal digits, two spaces before "See"), and
 * MicrosoftDocs/azure-docs#103085: stating the type does not make an unknown principal known. `UnmatchedPrincipalType`
 * (spelled like this) in Azure/azure-dev#3581.
 */
function requirePrincipal(store: Store, wanted: Properties): void {
  const type = typeOfPrincipal(store, wanted.principalId);
  if (type === undefined) {
    throw new AzureError(
      400,
      "PrincipalNotFound",
      `Principal ${wanted.principalId.replaceAll("-", "")} does not exist in the directory ${store.state.tenantId}. ` +
        `Check that you have the correct principal ID. If you are creating this principal and then immediately ` +
        `assigning a role, this error might be related to a replication delay. In this case, set the role assignment ` +
        `principalType property to a value, such as ServicePrincipal, User, or Group.  See ` +
        `https://aka.ms/docs-principaltype`,
    );
  }
  if (wanted.principalType === undefined || wanted.principalType === type) return;
  throw new AzureError(
    400,
    "UnmatchedPrincipalType",
    `The PrincipalId '${wanted.principalId.replaceAll("-", "")}' has type '${type}' , which is different from ` +
      `specified PrinciaplType '${wanted.principalType}'.`,
  );
}

/** The simulated Entra knows service principals; the login is one of them. */
function typeOfPrincipal(store: Store, principalId: string): "ServicePrincipal" | undefined {
  const known = [store.state.login.objectId, ...store.state.servicePrincipals.map((principal) => principal.objectId)];
  return known.some((objectId) => objectId.toLowerCase() === principalId.toLowerCase())
    ? "ServicePrincipal"
    : undefined;
}

/** Scope, principal and role together are unique. Source: public reports, which quote the ID without hyphens. */
function refuseSecondGrant(store: Store, request: PutRequest, wanted: Properties, role: RoleDefinition): void {
  const scope = `${request.id.parentId}/providers/Microsoft.Authorization/roleAssignments/`.toLowerCase();
  const twin = assignments(store).find(
    (other) =>
      other !== request.existing &&
      other.id.toLowerCase() === scope + other.name.toLowerCase() &&
      sameGrant(other, wanted, role),
  );
  if (twin === undefined) return;
  throw new AzureError(
    409,
    "RoleAssignmentExists",
    `The role assignment already exists. The ID of the existing role assignment is ${twin.name.replaceAll("-", "")}.`,
  );
}

function sameGrant(assignment: ArmResource, wanted: Properties, role: RoleDefinition): boolean {
  return (
    String(assignment.properties.principalId).toLowerCase() === wanted.principalId.toLowerCase() &&
    findRoleDefinition(String(assignment.properties.roleDefinitionId))?.id === role.id
  );
}

function assignments(store: Store): ArmResource[] {
  return Object.values(store.state.resources).filter((resource) => resource.type === roleAssignments.type);
}
