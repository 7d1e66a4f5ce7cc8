/** What a vault is made as: its SKU and its region. */
import { normaliseRegion } from "../../../components/plan/regions";
import { subjectOf, sentence, wordOf } from "../change";
import type { RawFinding } from "../finding";
import { kept, type Kept, type Plan } from "../plan";

/** Reports `sku-raised`, `sku-lowered` and `region-changed`. */
export function skuAndRegion(plan: Plan): RawFinding[] {
  return kept(plan, "vault").flatMap((change) => [...sku(change), ...region(change)]);
}

function sku(change: Kept): RawFinding[] {
  const property = "properties.sku.name";
  const [before, after] = [wordOf(change.before, property), wordOf(change.after, property)];
  if (before === after || before === undefined || after === undefined) return [];
  const values = [{ property, before, after }];
  if (after === "premium") {
    return [
      {
        rule: "sku-raised",
        level: "note",
        change,
        title: `${sentence(subjectOf(change))} would become premium`,
        effect: "New keys can be made in an HSM. The keys that exist stay what they are.",
        fix: "Nothing to do.",
        values,
      },
    ];
  }
  return [
    {
      rule: "sku-lowered",
      level: "danger",
      stake: "access",
      change,
      title: `${sentence(subjectOf(change))} would go from ${before} to ${after}`,
      effect:
        'HSM-protected keys need a premium vault (learn.microsoft.com, "About keys"): a key of type RSA-HSM would be left in a vault that is not made for it.',
      fix: "Keep the vault premium.",
      values,
    },
  ];
}

function region(change: Kept): RawFinding[] {
  const [before, after] = [change.before, change.after].map((state) => {
    const location = wordOf(state, "location");
    return location && normaliseRegion(location);
  });
  if (before === after || before === undefined || after === undefined) return [];
  return [
    {
      rule: "region-changed",
      level: "danger",
      stake: "key",
      change,
      title: `${sentence(subjectOf(change))} would be asked to move from ${before} to ${after}`,
      effect:
        "No vault moves to another region: Azure refuses the update, or a later version of the provider replaces the vault.",
      fix: "Keep the region.",
      values: [{ property: "location", before, after }],
    },
  ];
}
