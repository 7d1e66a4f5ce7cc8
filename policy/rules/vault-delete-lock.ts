import { holdsForAny, judgeEach, judgeNamed } from "../judgement";
import { locks, ofKind } from "../resources/reference";
import { stackRule } from "../rule";

/** The lock stops deletion from outside of Pulumi: the portal, the CLI, the removal of the resource group. */
export const vaultDeleteLock = stackRule({
  name: "vault-delete-lock",
  displayName: "Key Vault has a delete lock",
  description: "A management lock on the vault, its resource group or subscription keeps it from being deleted.",
  enforcementLevel: "advisory",
  severity: "medium",
  topics: ["vault"],
  references: {},
  remediationSteps:
    "Add an authorization.ManagementLockByScope with level CanNotDelete and the vault's ID as scope. ReadOnly passes " +
    "too, but stands in the way of later changes. No lock stops the deletion of a key, which is not a matter of ARM.",
  url: "https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources",
  judges: ["Vault"],
  judgeStack: (resources, _config, report) => {
    const effective = ofKind(resources, "ManagementLock");
    judgeEach(
      ofKind(resources, "Vault").map(
        (vault) => () =>
          judgeNamed(`Vault "${vault.name}"`, () => {
            const locked = holdsForAny(
              effective,
              (lock) =>
                locks(lock, vault) && ["cannotdelete", "readonly"].includes(String(lock.props.level).toLowerCase()),
            );
            if (!locked) {
              report(vault, {
                found: "no management lock of this stack is on it or above it",
                rule: "a lock must keep the vault from being deleted",
                fix: 'add a ManagementLockByScope with level "CanNotDelete" and the vault\'s ID as scope',
              });
            }
          }),
      ),
    );
  },
});
