/** Lists in the words of a finding. */

const mostNamed = 6;

/** The first six of the list, and how many more it has: a vault's firewall takes 1,000 ranges. */
export function shortList(items: readonly string[]): string {
  const rest = items.length - mostNamed;
  // One more is named rather than counted.
  if (rest <= 1) return items.join(", ");
  return `${items.slice(0, mostNamed).join(", ")} and ${rest} more`;
}
