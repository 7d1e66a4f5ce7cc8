import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";

/** A file of the repository that is made from the code, and never by hand. */
export interface Page {
  /** Path from the repository's root. */
  path: string;
  /** Makes the text. The same code gives the same text. */
  text: () => Promise<string>;
}

/** What is written, with its last form: how prettier would have it. */
type Format = (path: string, text: string) => Promise<string>;

/** Writes every page under `root`. */
export async function writePages(root: string, pages: readonly Page[], format: Format): Promise<void> {
  for (const page of pages) {
    const file = path.join(root, page.path);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, await format(file, await page.text()));
  }
}

/** The pages whose file under `root` is missing, or is not what the code gives now. */
export async function stalePages(root: string, pages: readonly Page[], format: Format): Promise<string[]> {
  const stale: string[] = [];
  for (const page of pages) {
    const file = path.join(root, page.path);
    if (present(file) !== (await format(file, await page.text()))) {
      stale.push(page.path);
    }
  }
  return stale;
}

/** What to say of stale pages; nothing where there are none. */
export function describeStalePages(stale: readonly string[]): string {
  return stale
    .map((page) => `${page} is not what the code gives now, or is missing. Run: npm run docs, and commit it`)
    .join("\n");
}

function present(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return undefined;
    }
    throw error;
  }
}
