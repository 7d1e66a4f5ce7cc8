import { AzureError } from "../model";
import type { ArmResource } from "../model";
import type { Store } from "../state/store";
import { isWithin } from "./resourceId";

/** The type of lock resources. They are not held by locks themselves, or none could be lifted. */
export const lockType = "Microsoft.Authorization/locks";

/**
 * Refuses an operation that a lock forbids.
 *
 * - CanNotDelete and ReadOnly on the scope or above it refuse deletes, those of role assignments and other extension
 *   resources included (hashicorp/terraform-provider-azurerm#5473, #17478).
 * - A lock on a resource inside refuses the delete of what holds it, such as the resource group.
 * - ReadOnly refuses writes too.
 *
 * Source: learn.microsoft.com/azure/azure-resource-manager/management/lock-resources; the words as quoted in
 * learn.microsoft.com/azure/azure-arc/servers (error AZCM0043) and in public reports.
 *
 * @throws AzureError 409 `ScopeLocked`.
 */
export function refuseWhenLocked(store: Store, id: string, operation: "delete" | "write"): void {
  const key = id.toLowerCase();
  const locked = Object.values(store.state.resources)
    .filter((resource) => resource.type === lockType)
    .filter((lock) => {
      const scope = lockedScope(lock).toLowerCase();
      const level = lock.properties.level;
      if (operation === "write") return level === "ReadOnly" && isWithin(key, scope);
      return isWithin(key, scope) || isWithin(scope, key);
    })
    .map(lockedScope);
  if (locked.length === 0) return;
  const scopes = [...new Set(locked)].map((scope) => `'${scope}'`).join(",");
  throw new AzureError(
    409,
    "ScopeLocked",
    `The scope '${id}' cannot perform ${operation} operation because following scope(s) are locked: ${scopes}. ` +
      `Please remove the lock and try again.`,
  );
}

function lockedScope(lock: ArmResource): string {
  return lock.id.slice(0, lock.id.toLowerCase().lastIndexOf("/providers/"));
}
