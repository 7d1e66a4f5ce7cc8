import { AzureError } from "../model";
import type { ArmResource } from "../model";
import type { Store } from "../state/store";

/**
 * A resource that another one names. It must exist and be of the type.
 *
 * Source: `InvalidResourceReference` in learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors;
 * the words as in microsoft-foundry/foundry-samples#657. They are those of Microsoft.Network; unverified for Monitor.
 *
 * @throws AzureError 400 `InvalidResourceReference`.
 */
export function requireReferenced(store: Store, fromId: string, id: string, type: string): ArmResource {
  const resource = store.state.resources[id.toLowerCase()];
  if (resource?.type === type) return resource;
  throw invalidReference(fromId, id);
}

/** The refusal itself, for references that fail for another reason, such as the region. */
export function invalidReference(fromId: string, id: string): AzureError {
  return new AzureError(
    400,
    "InvalidResourceReference",
    `Resource ${id} referenced by resource ${fromId} was not found. Please make sure that the referenced resource ` +
      `exists, and that both resources are in the same region.`,
  );
}
