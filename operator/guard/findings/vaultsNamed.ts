/** Resources of a kind that the guard does not know, which name a vault or a key and would be lost, changed or made. */
import { isLost, isRetained, type Change } from "../change";
import type { RawFinding } from "../finding";
import { namesOwnVault, type Plan } from "../plan";
import type { ResourceState } from "../preview";
import { isSecretsOrCertificates, vaultOrKeyIn, type VaultOrKey } from "../vaultIds";

/** Reports `unknown-resource-lost` and `unknown-resource-names-vault`. */
export function vaultsNamed(plan: Plan): RawFinding[] {
  return plan.changes.flatMap((change) => {
    // One that is itself a vault or a key has a kind by its ID: `keyOrVaultLost` reports it.
    if (change.kind !== undefined || !isInAzure(change)) return [];
    const named = isLost(change) && !isRetained(change) ? namedBy(change) : undefined;
    return named === undefined ? namesVault(change, plan) : [findingOf(change, named)];
  });
}

/** What is made or changed with the vault's name among its inputs may act on it, such as a command does. */
function namesVault(change: Change, plan: Plan): RawFinding[] {
  const { before, after, effect, type, name } = change;
  if (after === undefined || effect === "unchanged" || effect === "deleted") return [];
  if (isOfSecrets(after) || (before !== undefined && isOfSecrets(before))) return [];
  // An app's setting that refers to a secret in the vault is not about the vault.
  const words = JSON.stringify(after.inputs ?? {}).split(/["\s]/);
  const inputs = words.filter((word) => !/\/(secrets|certificates)\//i.test(word)).join(" ");
  if (!namesOwnVault(plan, inputs)) return [];
  // Whatever resource such a type is told to write: here one that is a vault, or is in one.
  const writesVault = /:resources(\/[^:]*)?:Resource$|^azapi:/.test(type) && /Microsoft\.KeyVault/i.test(inputs);
  return [
    {
      rule: "unknown-resource-names-vault",
      level: writesVault ? "danger" : "warning",
      stake: writesVault ? "access" : undefined,
      change,
      title: `The resource "${name}" of a type that the guard does not know, which names the vault, would be ${effect}`,
      effect: writesVault
        ? `By a ${type} the vault can be given any property. The guard does not judge which.`
        : `What a ${type} does to the vault cannot be judged. It may only point there.`,
      fix: writesVault
        ? "Change the vault by this stack's configuration instead."
        : "Read what it does: whether it changes the vault, its keys, or who gets to them.",
    },
  ];
}

/** Secrets and certificates are in the vault, and are not about its keys. */
function isOfSecrets({ id, type }: ResourceState): boolean {
  return isSecretsOrCertificates(id ?? "") || /^azure(-native[^:]*)?:keyvault.*:(Secret|Certificate)$/.test(type);
}

/** Packages whose resources are Pulumi's own, or only numbers and names: their delete deletes nothing anywhere. */
const elsewhere = ["pulumi", "random", "time"];

/** A component, such as the stack, is not in Azure: the resources in it are reported by themselves. */
function isInAzure({ type, before, after }: Change): boolean {
  return (before ?? after)?.["custom"] !== false && !elsewhere.includes(type.split(":")[0] ?? "");
}

function namedBy({ before }: Change): VaultOrKey | undefined {
  if (before === undefined || isSecretsOrCertificates(before.id ?? "")) return undefined;
  const { id, inputs, outputs } = before;
  return vaultOrKeyIn(JSON.stringify([id, inputs, outputs]));
}

function findingOf(change: Change, { kind, name }: VaultOrKey): RawFinding {
  return {
    rule: "unknown-resource-lost",
    level: "danger",
    stake: "key",
    change,
    title: `The resource "${change.name}" of a type that the guard does not know, which names the ${kind} "${name}", would be ${change.effect}`,
    effect: `What is ${change.effect} with a ${change.type} cannot be judged: it may be the ${kind} itself, or something that is needed to reach it.`,
    fix: `Read what deleting such a resource does in Azure. If it only points to the ${kind}, you can go on; otherwise revert the change.`,
  };
}
