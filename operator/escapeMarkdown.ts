/** Text of others, put into Markdown so that it stays what it is. */

/**
 * Escapes text for a line of GitHub-flavoured Markdown, a cell of a table included. Names come from whoever wrote the
 * program under review: they must not become links, images, tags, mentions or columns.
 */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replace(/\s+/g, " ")
      .replace(/[\\`*_[\]<>&|~$!^]/g, "\\$&")
      // An address would become a link, and a name between colons an emoji.
      .replace(/\b(www)\./gi, "$1\\.")
      .replace(/:(?=[\w/+-])/g, "\\:")
      // GitHub looks for mentions and issue numbers after it has read the Markdown, so a backslash does not help. An
      // empty comment keeps the two apart and shows nothing.
      .replace(/[@#](?=[\w-])/g, "$&<!-- -->")
  );
}

/** Text as a code span, in which nothing has a meaning. Not for a table: a bar there ends the cell all the same. */
export function codeSpan(text: string): string {
  const line = text.replace(/\s+/g, " ");
  const longestRun = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longestRun + 1);
  const padding = /^`|`$|^ .* $/.test(line) || line === "" ? " " : "";
  return `${fence}${padding}${line}${padding}${fence}`;
}
