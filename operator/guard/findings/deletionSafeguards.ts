/** What keeps a mistake from losing a key: purge protection, soft delete and its retention. */
import { inputOf, isHidden, subjectOf } from "../change";
import type { RawFinding } from "../finding";
import { kept, type Kept, type Plan } from "../plan";

/** Reports `purge-protection-off`, `soft-delete-off` and `retention-changed`. */
export function deletionSafeguards(plan: Plan): RawFinding[] {
  return kept(plan, "vault").flatMap((change) => [...switches(change), ...retention(change)]);
}

const safeguards = [
  {
    property: "properties.enablePurgeProtection",
    rule: "purge-protection-off",
    name: "Purge protection",
    effect:
      "A deleted vault or key could be purged at once, and cannot be recovered then. Azure refuses to switch it off once it is on.",
    // Azure leaves it off if it is left out.
    byDefault: false,
  },
  {
    property: "properties.enableSoftDelete",
    rule: "soft-delete-off",
    name: "Soft delete",
    effect: "A deleted vault or key would be gone at once. Azure refuses to switch it off once it is on.",
    byDefault: true,
  },
];

function switches(change: Kept): RawFinding[] {
  return safeguards.flatMap(({ property, rule, name, effect, byDefault }): RawFinding[] => {
    const [before, after] = [change.before, change.after].map((state) => inputOf(state, property) ?? byDefault);
    if (before !== true || after === true || isHidden(after)) return [];
    return [
      {
        rule,
        level: "danger",
        stake: "key",
        change,
        title: `${name} of ${subjectOf(change)} would be switched off`,
        effect,
        fix: `Keep ${property.replace("properties.", "")}: true.`,
        values: [{ property, before, after }],
      },
    ];
  });
}

function retention(change: Kept): RawFinding[] {
  const property = "properties.softDeleteRetentionInDays";
  // Azure's default if the number is left out.
  const [before, after] = [change.before, change.after].map((state) => inputOf(state, property) ?? 90);
  if (before === after || typeof before !== "number" || typeof after !== "number") return [];
  return [
    {
      rule: "retention-changed",
      level: after < before ? "danger" : "warning",
      change,
      title: `A deleted key of ${subjectOf(change)} could be recovered for ${after} days instead of ${before}`,
      effect:
        "Azure fixes the number when it creates the vault, and refuses another one later: the update would fail halfway.",
      fix: `Keep ${before} days.`,
      values: [{ property, before, after }],
    },
  ];
}
