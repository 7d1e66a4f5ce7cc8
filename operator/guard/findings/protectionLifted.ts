/** Pulumi's own protection of vault, key and resource group: lifted, or put back. */
import { azureNameOf, isOurs, sentence, subjectOf } from "../change";
import type { RawFinding } from "../finding";
import { holdsVault, kept, type Kept, type Plan } from "../plan";

/** Reports `protection-lifted`, `retain-on-delete-lifted` and `protection-restored`. */
export function protectionLifted(plan: Plan): RawFinding[] {
  const guarded = [
    ...kept(plan, "vault", "key"),
    ...kept(plan, "resourceGroup").filter(
      (group) => isOurs(group) || holdsVault(plan, azureNameOf(group.before) ?? "") !== "no",
    ),
  ];
  return guarded.flatMap((change) => [...lifted(change), ...restored(change)]);
}

function lifted(change: Kept): RawFinding[] {
  const findings: RawFinding[] = [];
  if (change.before.protect === true && change.after.protect !== true) {
    findings.push({
      rule: "protection-lifted",
      level: "danger",
      stake: "key",
      change,
      title: `Pulumi's protection of ${subjectOf(change)} would be lifted`,
      effect:
        "Nothing in Azure changes yet, but from the next update on Pulumi replaces or deletes it without objecting.",
      fix: "Keep `protect` on (allowKeyReplacement: false). If a deliberate replacement is intended, put it back right after.",
      values: [{ property: "protect", before: true, after: false }],
    });
  }
  if (change.before.retainOnDelete === true && change.after.retainOnDelete !== true) {
    findings.push({
      rule: "retain-on-delete-lifted",
      level: "danger",
      stake: "key",
      change,
      title: `${sentence(subjectOf(change))} would no longer be kept when Pulumi lets go of it`,
      effect: "retainOnDelete is the last net: it holds even if `protect` is ignored (--ignore-protect) or lifted.",
      fix: "Keep the resource option `retainOnDelete: true`.",
      values: [{ property: "retainOnDelete", before: true, after: false }],
    });
  }
  return findings;
}

function restored(change: Kept): RawFinding[] {
  if (change.before.protect === true || change.after.protect !== true) return [];
  return [
    {
      rule: "protection-restored",
      level: "note",
      change,
      title: `Pulumi's protection of ${subjectOf(change)} would be switched on`,
      effect: "From then on Pulumi refuses to replace or delete it.",
      fix: "Nothing to do.",
      values: [{ property: "protect", before: false, after: true }],
    },
  ];
}
