import { readFileSync } from "node:fs";
import * as path from "node:path";
import { isMap, isScalar, parseDocument, stringify, type YAMLMap } from "yaml";
import { readSettings, unset, type keys } from "../../settings";
import { configurationExamples, exampleDay, smallest } from "./configurationExamples";
import { table } from "./table";

type Key = keyof typeof keys;

/** A key of the stack configuration as `Pulumi.yaml` declares it. */
interface Declaration {
  key: Key;
  type: string;
  description: string;
  /** As it is shown. */
  shownDefault: string;
  /** What `Pulumi.yaml` remarks inside the declaration. */
  remark?: string;
}

const namespace = "kore-byok-azure";

/**
 * The reference of the stack configuration, as Markdown. Descriptions, types and defaults come from `Pulumi.yaml`, with
 * its remarks; rule and fix are what the program itself says to a value that it refuses.
 *
 * @throws Error where an example is not accepted, or not refused for its key alone.
 */
export function configurationReference(): string {
  const { remark, declarations } = declared();
  return [
    "<!-- Generated from Pulumi.yaml, tools/docs/configurationExamples.ts and what settings.ts says. Change those, not this file. -->",
    "# Configuration",
    `All keys of the namespace \`${namespace}\`. Set them in \`Pulumi.<stack>.yaml\`, by hand or with \`pulumi config set\`. ` +
      "The region is `azure-native:location`, the cloud `azure-native:environment`. What an argument means in your own " +
      "program is in [components.md](components.md).",
    "The program reads all keys before anything is registered and reports every problem at once, each with the value, the " +
      "rule and the fix. The refusals below are its own words.",
    ...(remark === undefined ? [] : [`\`${unset}\` means no default. ${remark}`]),
    table(
      ["Key", "Type", "Default"],
      declarations.map(({ key, type, shownDefault }) => [`[\`${key}\`](#${key.toLowerCase()})`, type, shownDefault]),
    ),
    ...declarations.map(section),
  ].join("\n\n");
}

/** The values of a key's example with those that it goes with, by key with namespace. */
export function exampleOf(key: Key): Record<string, unknown> {
  const { accepted, with: companions = {} } = configurationExamples[key];
  return withNamespace({ ...companions, [key]: accepted });
}

function section({ key, type, description, shownDefault, remark }: Declaration): string {
  const accepted = exampleOf(key);
  read(accepted);
  return [
    `## ${key}`,
    `${description}.`,
    ...(remark === undefined ? [] : [remark]),
    `- Type: ${type}\n- Default: ${shownDefault}`,
    fenced("yaml", stringify(accepted, { lineWidth: 0 })),
    "Refused:",
    fenced("text", refusalOf(key)),
  ].join("\n\n");
}

/** What the program says to the example that it refuses. */
function refusalOf(key: Key): string {
  const { refused, refusedWith = {} } = configurationExamples[key];
  let message: string;
  try {
    read(withNamespace({ ...refusedWith, [key]: refused }));
    message = "accepted";
  } catch (error) {
    message = (error as Error).message;
  }
  const [count = "", ...lines] = message.split("\n");
  if (!count.startsWith("1 problem ") || !lines[0]?.startsWith(`  ${namespace}:${key}`)) {
    throw new Error(`the refused example of ${key} must have one problem, of that key, and has: ${message}`);
  }
  return lines.map((line) => line.replace(/^ {2}/, "")).join("\n");
}

/** Reads values as the engine hands them over: all as text, lists and objects as JSON. */
function read(values: Record<string, unknown>): void {
  const texts = Object.entries({ ...smallest, ...values }).map(([key, value]) => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  readSettings({ values: Object.fromEntries(texts) as Record<string, string>, isSecret: () => false }, exampleDay);
}

function withNamespace(values: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [`${namespace}:${key}`, value]));
}

/** What `Pulumi.yaml` declares, with its remarks: they are the one place that says why. */
function declared(): { remark?: string; declarations: Declaration[] } {
  const file = path.resolve(__dirname, "../../Pulumi.yaml");
  const contents = parseDocument(readFileSync(file, "utf8")).contents;
  const pair = isMap(contents) ? contents.items.find(({ key }) => isScalar(key) && key.value === "config") : undefined;
  if (pair === undefined || !isMap(pair.value)) {
    throw new Error("Pulumi.yaml declares no config");
  }
  return {
    remark: remarkOf(pair.key),
    declarations: pair.value.items.map(({ key, value }) => declaration(key, value as YAMLMap)),
  };
}

function declaration(key: unknown, value: YAMLMap): Declaration {
  const {
    type,
    items,
    description,
    default: none,
  } = value.toJSON() as {
    type: string;
    items?: { type: string };
    description: string;
    default: unknown;
  };
  return {
    key: String(key) as Key,
    type: items === undefined ? type : `${type} of ${items.type}`,
    description,
    shownDefault: `\`${typeof none === "string" ? none : JSON.stringify(none)}\``,
    remark: remarkOf(value) ?? remarkOf(value.items[0]?.key),
  };
}

function remarkOf(node: unknown): string | undefined {
  return (node as { commentBefore?: string | null } | null)?.commentBefore?.trim().replace(/\s+/g, " ") ?? undefined;
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}
