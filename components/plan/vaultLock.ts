import { defaults } from "./defaults";
import { KoreAccess } from "./roles";

/** What decides whether the vault is locked. An argument that is left out has its default. */
export interface LockRequest {
  deleteLock?: boolean;
  koreAccess?: KoreAccess;
  existingVaultId?: string;
}

/**
 * Whether the vault gets a delete lock. Not while Kore's access is revoked: Azure refuses to delete a role assignment below
 * a lock (`ScopeLocked`, hashicorp/terraform-provider-azurerm#5473). Nor does an existing vault: it belongs to someone else.
 */
export function isLocked(request: LockRequest): boolean {
  const { deleteLock = defaults.deleteLock, koreAccess = defaults.koreAccess, existingVaultId } = request;
  return deleteLock && koreAccess === KoreAccess.Active && existingVaultId === undefined;
}
