import * as authorization from "@pulumi/azure-native/authorization";
import * as pulumi from "@pulumi/pulumi";
import { KoreAccess } from "./plan/roles";
import type { SettledArgs } from "./settledArgs";

/**
 * Whether the vault is locked. Not while Kore's access is revoked: Azure refuses to delete a role assignment below a lock
 * (`ScopeLocked`, hashicorp/terraform-provider-azurerm#5473). Nor an existing vault: it belongs to someone else.
 */
export function isLocked(args: Pick<SettledArgs, "deleteLock" | "koreAccess" | "existingVaultId">): boolean {
  return args.deleteLock && args.koreAccess === KoreAccess.Active && args.existingVaultId === undefined;
}

/** Locks the vault. The lock depends on everything in its scope: made last, and taken away first. */
export function createDeleteLock(
  name: string,
  vaultId: pulumi.Input<string>,
  dependsOn: pulumi.Resource[],
  parent: pulumi.Resource,
): void {
  new authorization.ManagementLockByScope(
    `${name}-delete-lock`,
    {
      scope: vaultId,
      lockName: "kore-byok-delete-lock",
      level: "CanNotDelete",
      notes: "Kore.ai encrypts with the key in this vault: deleting it loses that data.",
    },
    { parent, dependsOn },
  );
}
