/**
 * Writes every page and schema that is made from the code.
 *
 *     tsx tools/docs/generate.ts           writes them
 *     tsx tools/docs/generate.ts --check   compares; exits with 1 when a committed file is out of date
 */
import * as path from "node:path";
import { parseArgs } from "node:util";
import * as prettier from "prettier";
import { schemas } from "../../operator/schemas";
import { rules } from "../../policy/rules";
import { componentReference } from "./componentReference";
import { configurationReference } from "./configurationReference";
import { describeStalePages, stalePages, writePages, type Page } from "./page";
import { policyReference } from "./policyReference";

const root = path.resolve(__dirname, "../..");

const pages: Page[] = [
  { path: "docs/policy-rules.md", text: () => Promise.resolve(policyReference(rules)) },
  { path: "docs/configuration.md", text: () => Promise.resolve(configurationReference()) },
  { path: "docs/components.md", text: () => componentReference(root) },
  ...Object.entries(schemas).map(([file, schema]) => ({
    path: path.posix.join("operator", file),
    text: () => Promise.resolve(JSON.stringify(schema())),
  })),
];

async function format(filepath: string, text: string): Promise<string> {
  return prettier.format(text, { ...(await prettier.resolveConfig(filepath)), filepath });
}

async function main(): Promise<void> {
  const { check } = parseArgs({ options: { check: { type: "boolean", default: false } } }).values;
  if (!check) {
    await writePages(root, pages, format);
    return;
  }
  const stale = await stalePages(root, pages, format);
  if (stale.length > 0) {
    console.error(describeStalePages(stale));
    process.exitCode = 1;
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
