/** Environment variables as lines that a POSIX shell can read. */

/** One `export NAME='value'` a line, ready to paste or to source. */
export function exportLines(environment: Record<string, string>): string {
  return Object.entries(environment)
    .map(([name, value]) => `export ${name}=${quote(value)}\n`)
    .join("");
}

/** Nothing is special within single quotes, and a single quote cannot stand within them. */
function quote(value: string): string {
  return `'${value.replaceAll("'", `'\\''`)}'`;
}
