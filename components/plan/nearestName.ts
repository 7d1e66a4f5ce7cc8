import { closest, distance } from "fastest-levenshtein";

/**
 * Suggests the known name nearest to an unknown one: as a question if they are alike, else as a plain statement. Case makes
 * no difference, and a part of a name is like it: `sku` is like `vaultSku`.
 *
 * @param name What was given.
 * @param known The known names; at least one.
 * @param what What a name is of, such as `key`.
 */
export function suggestName(name: string, known: readonly string[], what: string): string {
  const plain = name.toLowerCase();
  const related = known.filter((each) => isPart(plain, each.toLowerCase()));
  const candidates = related.length > 0 ? related : known;
  const lower = candidates.map((each) => each.toLowerCase());
  const nearest = closest(plain, lower);
  const isAlike = related.length > 0 || distance(plain, nearest) <= Math.max(3, name.length / 3);
  const spelt = candidates[lower.indexOf(nearest)];
  return isAlike ? `did you mean ${spelt}?` : `the nearest ${what} is ${spelt}.`;
}

/** Whether one is part of the other, and long enough to mean it. */
function isPart(one: string, other: string): boolean {
  return Math.min(one.length, other.length) >= 3 && (one.includes(other) || other.includes(one));
}
