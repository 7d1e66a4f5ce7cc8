/** Tables for a terminal. */
import { stripVTControlCharacters } from "node:util";
import Table from "cli-table3";

/**
 * Rows under a head, without lines between them; if the terminal is narrower than that, each row as a block with one field
 * a line.
 *
 * @param columns width of the terminal; undefined if there is none: then any width will do
 */
export function printTable(head: string[], rows: string[][], columns = process.stdout.columns): string {
  const table = new Table({
    head,
    style: { head: [], border: [] },
    chars: { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" },
  });
  table.push(...rows);
  const printed = table.toString();
  const [border = ""] = printed.split("\n");
  // A pseudo-terminal that was never given a size reports 0.
  return !columns || stripVTControlCharacters(border).length <= columns ? printed : stack(head, rows);
}

function stack(head: string[], rows: string[][]): string {
  const width = Math.max(...head.map(({ length }) => length));
  return rows
    .map((row) => row.map((cell, at) => `${(head[at] ?? "").padEnd(width)}  ${cell}`.trimEnd()).join("\n"))
    .join("\n\n");
}
