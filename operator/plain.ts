/** Text that others wrote, made safe to show. */

/**
 * Names and messages come from others: a control character among them could rewrite what a terminal shows, and a mark of
 * the writing direction what a person reads.
 */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu, " ");
}

/** The same for text of several lines, whose line breaks stay. */
export function plainLines(text: string): string {
  return text.split(/\r?\n/).map(plain).join("\n");
}
