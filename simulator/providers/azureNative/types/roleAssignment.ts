import type { ResourceType } from "../resourceType";
import { named } from "../resourceType";
import type { Properties } from "../shape";
import { flattened, forceNew, required, string, systemData } from "../shape";

const properties: Properties = {
  condition: string,
  conditionVersion: string,
  delegatedManagedIdentityResourceId: string,
  description: string,
  principalId: required(forceNew(string)),
  principalType: string,
  roleDefinitionId: required(string),
};

/** `principalId` and `scope` replace (pulumi/pulumi-azure-native#1010); a changed role is planned as an update. */
export const roleAssignment: ResourceType = {
  token: "azure-native:authorization:RoleAssignment",
  apiVersion: "2022-04-01",
  path: "/{scope}/providers/Microsoft.Authorization/roleAssignments/{roleAssignmentName}",
  pathParameters: { scope: required(string), roleAssignmentName: required(string) },
  autoName: "uuid",
  body: flattened(properties),
  response: {
    ...named,
    systemData,
    ...flattened({
      ...properties,
      scope: string,
      createdBy: string,
      createdOn: string,
      updatedBy: string,
      updatedOn: string,
    }),
  },
};
