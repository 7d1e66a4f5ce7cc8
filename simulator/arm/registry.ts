import { AzureError } from "../model";
import { parseResourceId } from "./resourceId";
import type { ResourceId } from "./resourceId";
import type { ResourceType } from "./resourceType";
import { actionGroups } from "./types/actionGroups";
import { activityLogAlerts } from "./types/activityLogAlerts";
import { deletedVaults } from "./types/deletedVaults";
import { diagnosticSettings } from "./types/diagnosticSettings";
import { locks } from "./types/locks";
import { metricAlerts } from "./types/metricAlerts";
import { networkInterfaces } from "./types/networkInterfaces";
import { privateDnsZoneGroups } from "./types/privateDnsZoneGroups";
import { privateDnsZones } from "./types/privateDnsZones";
import { privateEndpointConnections } from "./types/privateEndpointConnections";
import { privateEndpoints } from "./types/privateEndpoints";
import { resourceGroups } from "./types/resourceGroups";
import { roleAssignments } from "./types/roleAssignments";
import { roleDefinitionType } from "./types/roleDefinitions";
import { scheduledQueryRules } from "./types/scheduledQueryRules";
import { subnets } from "./types/subnets";
import { vaultKeys } from "./types/vaultKeys";
import { vaults } from "./types/vaults";
import { virtualNetworkLinks } from "./types/virtualNetworkLinks";
import { virtualNetworks } from "./types/virtualNetworks";
import { workspaces } from "./types/workspaces";

/** Every type that the simulated Azure knows. */
const resourceTypes: readonly ResourceType[] = [
  actionGroups,
  activityLogAlerts,
  deletedVaults,
  diagnosticSettings,
  locks,
  metricAlerts,
  networkInterfaces,
  privateDnsZoneGroups,
  privateDnsZones,
  privateEndpointConnections,
  privateEndpoints,
  resourceGroups,
  roleAssignments,
  roleDefinitionType,
  scheduledQueryRules,
  subnets,
  vaultKeys,
  vaults,
  virtualNetworkLinks,
  virtualNetworks,
  workspaces,
];

/** The resource providers of these types. */
export const registeredNamespaces: readonly string[] = [
  ...new Set(resourceTypes.map(({ type }) => type.slice(0, type.indexOf("/")))),
];

/** The types of a resource provider. */
export function typesOf(namespace: string): readonly ResourceType[] {
  return resourceTypes.filter(({ type }) => type.startsWith(`${namespace}/`));
}

const byName = new Map(resourceTypes.map((type) => [type.type.toLowerCase(), type]));
const namespaces = new Set(resourceTypes.map((type) => type.type.split("/")[0]!.toLowerCase()));

/** The rules of a type, by its name without regard to case. */
export function findType(type: string): ResourceType | undefined {
  return byName.get(type.toLowerCase());
}

/** A resource ID's type, as Azure spells it where it is known: for the log. */
export function canonicalType(id: string): string {
  try {
    const { type } = parseResourceId(id);
    return findType(type)?.type ?? type;
  } catch {
    return "(malformed ID)";
  }
}

/**
 * The rules of the resource's type.
 *
 * Sources: learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-register-resource-provider
 * (`NoRegisteredProviderFound`) and common-deployment-errors (`InvalidResourceType`, `InvalidResourceNamespace`).
 *
 * @throws AzureError 404 or 400 where the type, its place or its api-version is not known.
 */
export function requireType(id: ResourceId, apiVersion: string): ResourceType {
  if (!apiVersion) {
    throw new AzureError(
      400,
      "MissingApiVersionParameter",
      "The api-version query parameter (?api-version=) is required for all requests.",
    );
  }
  if (!namespaces.has(id.namespace.toLowerCase())) {
    throw new AzureError(404, "InvalidResourceNamespace", `The resource namespace '${id.namespace}' is invalid.`);
  }
  const type = findType(id.type);
  const typeName = id.type.slice(id.namespace.length + 1);
  if (type === undefined || !standsInPlace(type, id)) {
    throw new AzureError(
      404,
      "InvalidResourceType",
      `The resource type '${typeName}' could not be found in the namespace '${id.namespace}' for api version ` +
        `'${apiVersion}'.`,
    );
  }
  if (!type.apiVersions.includes(apiVersion)) {
    throw new AzureError(
      400,
      "NoRegisteredProviderFound",
      `No registered resource provider found for API version '${apiVersion}' for type '${typeName}'. The supported ` +
        `api-versions are '${type.apiVersions.join(", ")}'.`,
    );
  }
  return type;
}

function standsInPlace(type: ResourceType, id: ResourceId): boolean {
  if (type.placement === "scope") return true;
  const group = `/subscriptions/${id.subscriptionId}/resourceGroups/${id.resourceGroup}`.toLowerCase();
  const subscription = `/subscriptions/${id.subscriptionId}`.toLowerCase();
  const wanted = type.placement === "group" ? group : subscription;
  return id.nested || id.parentId.toLowerCase() === wanted;
}
