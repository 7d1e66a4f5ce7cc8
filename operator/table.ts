/** Tables for a terminal. */
import Table from "cli-table3";

/** Rows under a head, without lines between them. */
export function printTable(head: string[], rows: string[][]): string {
  const table = new Table({
    head,
    style: { head: [], border: [] },
    chars: { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" },
  });
  table.push(...rows);
  return table.toString();
}
