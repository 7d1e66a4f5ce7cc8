import * as authorization from "@pulumi/azure-native/authorization";
import * as pulumi from "@pulumi/pulumi";
import { stoppingHook } from "./hooks";

/**
 * The hook that keeps the lock: it goes only when the program no longer asks for it. A destroy stops there, before
 * anything else is gone. Made in every run: the engine calls it for a lock that has left the program, too.
 *
 * @param name The component's name.
 * @param locked Whether the program asks for the lock.
 */
export function keepLockHook(name: string, locked: boolean): pulumi.ResourceHook[] {
  return stoppingHook(`${name}-keep-delete-lock`, ({ id }) => {
    if (locked) {
      throw new Error(
        `The vault's delete lock ${id} would be removed. ` +
          "To lift it on purpose set deleteLock to false and run pulumi up.",
      );
    }
  });
}

/** Locks the vault. The lock depends on everything in its scope: created last, and removed first. */
export function createDeleteLock(
  name: string,
  vaultId: pulumi.Input<string>,
  dependsOn: pulumi.Resource[],
  keepLock: pulumi.ResourceHook[],
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
    { parent, dependsOn, hooks: { beforeDelete: keepLock } },
  );
}
