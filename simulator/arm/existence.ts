import { AzureError } from "../model";
import type { ArmResource, AzureState, VaultKey } from "../model";
import type { Store } from "../state/store";
import { isWithin, parseResourceId } from "./resourceId";
import type { ResourceId } from "./resourceId";

/** A live vault by its ARM ID, compared without case. */
export function findVaultById(
  store: { readonly state: Readonly<AzureState> },
  vaultId: string,
): ArmResource | undefined {
  const resource = store.state.resources[vaultId.toLowerCase()];
  return resource?.type === "Microsoft.KeyVault/vaults" ? resource : undefined;
}

/** A key that is not soft-deleted, in a live vault, by its ARM ID. */
export function findKeyById(store: Store, keyId: string): VaultKey | undefined {
  const key = store.state.keys[keyId.toLowerCase()];
  return key !== undefined && key.deleted === undefined && findVaultById(store, key.vaultId) ? key : undefined;
}

/** Whether a subscription, resource group, resource or vault key exists: what an extension resource may hang on. */
export function scopeExists(store: Store, scopeId: string): boolean {
  const key = scopeId.toLowerCase();
  if (key.split("/").length === 3) return subscriptionExists(store, key);
  return store.state.resources[key] !== undefined || findKeyById(store, key) !== undefined;
}

/** The customer's subscription, or another of the tenant that something has been planted in. */
function subscriptionExists(store: Store, subscriptionScope: string): boolean {
  const own = `/subscriptions/${store.state.subscriptionId}`.toLowerCase();
  return (
    subscriptionScope === own || Object.keys(store.state.resources).some((key) => isWithin(key, subscriptionScope))
  );
}

/**
 * Refuses a resource whose subscription, resource group, parent or scope is not there.
 *
 * Sources: learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-not-found and
 * error-parent-resource, which quote these messages.
 *
 * @throws AzureError 404.
 */
export function requirePlace(store: Store, id: ResourceId): void {
  const subscription = `/subscriptions/${id.subscriptionId}`;
  if (!subscriptionExists(store, subscription.toLowerCase())) {
    throw new AzureError(404, "SubscriptionNotFound", `The subscription '${id.subscriptionId}' could not be found.`);
  }
  if (id.resourceGroup !== undefined && id.type !== "Microsoft.Resources/resourceGroups") {
    requireResourceGroup(store, id);
  }
  if (scopeExists(store, id.parentId)) return;
  const parent = parseResourceId(id.parentId);
  if (id.nested) {
    throw new AzureError(
      404,
      "ParentResourceNotFound",
      `Can not perform requested operation on nested resource. Parent resource '${parent.name}' not found.`,
    );
  }
  throw resourceNotFound(parent);
}

function requireResourceGroup(store: Store, id: ResourceId): void {
  const group = `/subscriptions/${id.subscriptionId}/resourceGroups/${id.resourceGroup}`.toLowerCase();
  if (store.state.resources[group] !== undefined) return;
  throw new AzureError(404, "ResourceGroupNotFound", `Resource group '${id.resourceGroup}' could not be found.`);
}

/**
 * ARM's answer for a resource that is not there. Source: troubleshooting/error-not-found, as above; the words for a role
 * assignment are unverified.
 */
export function resourceNotFound(id: ResourceId): AzureError {
  if (id.type === "Microsoft.Resources/resourceGroups") {
    return new AzureError(404, "ResourceGroupNotFound", `Resource group '${id.name}' could not be found.`);
  }
  if (id.type.toLowerCase() === "microsoft.authorization/roleassignments") {
    return new AzureError(404, "RoleAssignmentNotFound", `The role assignment '${id.name}' is not found.`);
  }
  return new AzureError(
    404,
    "ResourceNotFound",
    `The Resource '${id.type}/${id.name}' under resource group '${id.resourceGroup ?? "<null>"}' was not found. For ` +
      `more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
}
