import type { ResourceType } from "../resourceType";
import { named } from "../resourceType";
import type { Properties } from "../shape";
import { arrayOf, flattened, object, required, string, systemData } from "../shape";

const properties: Properties = {
  level: required(string),
  notes: string,
  owners: arrayOf(object({ applicationId: string })),
};

/** A lock, on any scope. What it forbids is for Azure Resource Manager to say. */
export const managementLockByScope: ResourceType = {
  token: "azure-native:authorization:ManagementLockByScope",
  apiVersion: "2020-05-01",
  path: "/{scope}/providers/Microsoft.Authorization/locks/{lockName}",
  pathParameters: { scope: required(string), lockName: required(string) },
  autoName: "random",
  body: flattened(properties),
  response: { ...named, systemData, ...flattened(properties) },
};
