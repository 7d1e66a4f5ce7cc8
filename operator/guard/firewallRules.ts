/** The network rules of a vault, as its inputs have them. */
import { inputOf, isHidden, wordOf } from "./change";
import type { Kept } from "./plan";
import { unknownValue } from "./preview";

/** The known entries of one of the lists. */
export function rulesOf(
  state: Kept["before"],
  list: "ipRules" | "virtualNetworkRules",
  field: "value" | "id",
): string[] {
  const rules = inputOf(state, `properties.networkAcls.${list}`);
  if (!Array.isArray(rules)) return [];
  return rules
    .map((rule: Record<string, unknown> | null) => rule?.[field])
    .filter((value): value is string => typeof value === "string" && !isHidden(value));
}

/** If any range of the list is unknown, so is what the list covers; `not-judged` reports that. */
export function rangesAreKnown({ after }: Kept): boolean {
  return !JSON.stringify(inputOf(after, "properties.networkAcls") ?? null).includes(unknownValue);
}

/** A vault without rules lets everyone in (learn.microsoft.com, "Network security for Azure Key Vault"). */
export function actionOf(state: Kept["before"]): string | undefined {
  const property = "properties.networkAcls.defaultAction";
  return isHidden(inputOf(state, property)) ? undefined : (wordOf(state, property) ?? "allow");
}
