/** A vault or a key that would be renamed, replaced or deleted, or that is gone already. */
import { azureNameOf, isRetained, sentence, subjectOf, type Change } from "../change";
import type { RawFinding } from "../finding";
import { isAzureNative, isClassic, kindOf } from "../kinds";
import type { Plan } from "../plan";

/** Reports `key-renamed`, `key-replaced`, `key-moved`, `key-deleted` and `key-gone`, and the same of a vault. */
export function keyOrVaultLost(plan: Plan): RawFinding[] {
  const found = plan.changes.filter(
    ({ kind, effect }) => (kind === "vault" || kind === "key") && effect in descriptions,
  );
  return found.map((change) => {
    const told = descriptions[change.effect as keyof typeof descriptions](change, plan);
    return { level: "danger", stake: "key", change, ...told, effect: `${told.effect}${doubtOf(change)}` };
  });
}

/** The guard recognises the resource as a vault or key by its ID alone. */
function doubtOf({ kind, type }: Change): string {
  return kindOf(type) === undefined
    ? ` The guard does not know the type ${type}; it recognises the ${kind as string} by its ID.`
    : "";
}

type Described = Pick<RawFinding, "rule" | "title" | "effect" | "fix" | "values">;

/** What a delete does. Microsoft's "Azure Key Vault soft-delete overview": a vault's role assignments do not come back. */
const consequences = {
  vault:
    "A deleted vault takes its keys, its role assignments and its network rules with it. It can be recovered while its " +
    "soft-delete retention lasts, but the role assignments do not come back with it.",
  key: "Kore loses the key at once. It can be recovered while the vault's soft-delete retention lasts, and not after that.",
};

/** The provider's default for both (Terraform provider azurerm, block "features": purge_soft_delete_on_destroy). */
const purged =
  " The classic provider also purges what it deletes, unless its settings or purge protection forbid that; it then cannot be recovered.";

function consequenceOf({ type }: Change, kind: "vault" | "key"): string {
  return `${consequences[kind]}${isClassic(type) ? purged : ""}`;
}

const descriptions = { replaced, deleted, gone };

function replaced(change: Change): Described {
  const { before, after, replaceReasons } = change;
  const kind = change.kind as "vault" | "key";
  const [oldName, newName] = [azureNameOf(before, kind), azureNameOf(after, kind)];
  const renamed = oldName !== undefined && newName !== undefined && oldName.toLowerCase() !== newName.toLowerCase();
  const reasons = replaceReasons.length > 0 ? ` (because of ${replaceReasons.join(", ")})` : "";
  return {
    rule: renamed ? `${kind}-renamed` : `${kind}-replaced`,
    title: renamed
      ? `A rename to "${newName}" would replace ${subjectOf(change)}`
      : `${sentence(subjectOf(change))} would be replaced by a new one${reasons}`,
    effect:
      (kind === "key"
        ? "Azure does not rename keys: it would create new key material. What Kore has encrypted can be read with the old key alone. "
        : "Azure does not rename vaults: it would create a new, empty one with another key in it. ") +
      (isRetained(change)
        ? `The old ${kind} stays in Azure (retainOnDelete), but the stack lets go of it, and the hand-off names the new one.`
        : consequenceOf(change, kind)),
    fix:
      "Revert the change. To renew the key material, rotate the key: it keeps its name, its address and its old " +
      "versions. If nothing is encrypted with the key yet and a new one is intended, hand the new one to Kore.",
    values: renamed
      ? [{ property: kind === "key" ? "keyName" : "vaultName", before: oldName, after: newName }]
      : undefined,
  };
}

function deleted(change: Change, plan: Plan): Described {
  const kind = change.kind as "vault" | "key";
  const successor = plan.changes.find(
    (other) =>
      other.effect === "created" &&
      other.kind === kind &&
      azureNameOf(other.after, kind)?.toLowerCase() === azureNameOf(change.before, kind)?.toLowerCase(),
  );
  if (successor !== undefined) {
    return {
      rule: `${kind}-moved`,
      title: `${sentence(subjectOf(change))} would be deleted, since the program now calls it "${successor.name}"`,
      effect:
        `To Pulumi that is another resource: it would create a second ${kind} of the same name and delete the first. ` +
        (isRetained(change)
          ? `The first stays in Azure (retainOnDelete), and the create fails on it.`
          : consequenceOf(change, kind)),
      fix:
        isAzureNative(successor.type) && isAzureNative(change.type)
          ? `Give the resource "${successor.name}" an alias for its old name or parent (Pulumi's resource option \`aliases\`).`
          : `Take the old resource out of the state (\`pulumi state delete\`), which leaves it in Azure, and import it as "${successor.name}" (Pulumi's resource option \`import\`).`,
    };
  }
  return {
    rule: `${kind}-deleted`,
    title: isRetained(change)
      ? `${sentence(subjectOf(change))} would leave the stack`
      : `${sentence(subjectOf(change))} would be deleted`,
    effect: isRetained(change)
      ? `It stays in Azure (retainOnDelete), but nothing manages, protects or checks it any longer.`
      : consequenceOf(change, kind),
    fix: `Keep the ${kind} in the program. To take Kore's access away, revoke it: that can be undone.`,
  };
}

function gone(change: Change): Described {
  const kind = change.kind as "vault" | "key";
  return {
    rule: `${kind}-gone`,
    title: `${sentence(subjectOf(change))} is gone from Azure, and the plan would make a new, empty one`,
    effect:
      "A refresh did not find it: someone deleted it outside of Pulumi. A new one under the same name holds other key material, " +
      "and Azure refuses it as long as the deleted one can be recovered.",
    fix: `Recover it: ${kind === "vault" ? "az keyvault recover --name <vault>" : "az keyvault key recover --vault-name <vault> --name <key>"}; then run the preview again.`,
  };
}
