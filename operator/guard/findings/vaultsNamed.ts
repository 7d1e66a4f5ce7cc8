/** Resources of a kind that the guard does not know, which name a vault or a key and would be deleted or replaced. */
import { isLost, isRetained, type Change } from "../change";
import type { RawFinding } from "../finding";
import type { Plan } from "../plan";
import { isSecretsOrCertificates, vaultOrKeyIn, type VaultOrKey } from "../vaultIds";

/** Reports `unknown-resource-lost`. */
export function vaultsNamed(plan: Plan): RawFinding[] {
  return plan.changes.flatMap((change) => {
    // One that is itself a vault or a key has a kind by its ID: `keyOrVaultLost` reports it.
    if (change.kind !== undefined || !isLost(change) || isRetained(change) || !isInAzure(change)) return [];
    const named = namedBy(change);
    return named === undefined ? [] : [findingOf(change, named)];
  });
}

/** Packages whose resources are Pulumi's own, or only numbers and names: their delete deletes nothing anywhere. */
const elsewhere = ["pulumi", "random", "time"];

/** A component, such as the stack, is not in Azure: the resources in it are reported by themselves. */
function isInAzure({ type, before }: Change): boolean {
  return before?.["custom"] !== false && !elsewhere.includes(type.split(":")[0] ?? "");
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
