/** Long text, cut short to be shown. */

/** The text, or as much of its beginning as is shown, with an ellipsis. */
export function shortened(text: string, longest: number): string {
  // A character of two code units is not cut in two.
  return text.length > longest ? `${text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, "")}…` : text;
}
