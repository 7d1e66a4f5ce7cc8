/** `kore-byok handoff`: everything that no resource can do, up to the last click. */
import { statSync } from "node:fs";
import { type Command, InvalidArgumentError, Option } from "commander";
import writeFileAtomic from "write-file-atomic";
import { answer, failedBecause } from "../answer";
import { CommandError } from "../commandError";
import type { HandoffDocument } from "../handoff/document";
import { outputs } from "../handoff/outputs";
import { writeHandoff } from "../handoff/writeHandoff";
import { printHtml } from "../handoff/print/html";
import { printMarkdown } from "../handoff/print/markdown";
import { readStackOutputs } from "../stackOutputs";

interface Options {
  stack?: string;
  format: "md" | "html" | "json";
  json?: boolean;
  output?: string;
}

const printers: Record<Options["format"], (document: HandoffDocument) => string> = {
  md: printMarkdown,
  html: printHtml,
  json: (document) => `${JSON.stringify(document, undefined, 2)}\n`,
};

/** Adds description, options and action. */
export function configure(command: Command): void {
  command
    .description(
      "Writes down, from the stack's outputs, what no resource can do: the support ticket's text, the values of Kore's console under its own labels, what to approve, and a checklist up to the last click. It contains no secret.",
    )
    .option("--stack <name>", "the stack to hand off (default: the selected one)")
    .addOption(
      new Option("--format <format>", "md, html (one page to print or mail) or json")
        .choices(["md", "html", "json"])
        .default("md"),
    )
    .option("--json", "the same as --format json; its schema is handoff/handoff.schema.json")
    .option("--output <file>", "write to a file (default: standard output)", parseFile)
    .addHelpText(
      "after",
      `
Exit codes: 0 success, 1 failure.

  kore-byok handoff --format html --output handoff.html`,
    )
    .action((options: Options) => {
      const isChosen = command.getOptionValueSource("format") === "cli";
      if (options.json === true && isChosen && options.format !== "json") {
        command.error(`error: option '--json' cannot be used with option '--format ${options.format}'`);
      }
      return run(options);
    });
}

function parseFile(text: string): string {
  if (text.trim() === "") throw new InvalidArgumentError("It must name a file.");
  return text;
}

async function run({ stack, json, format: asked, output }: Options): Promise<void> {
  const format = json === true ? "json" : asked;
  const toScreen = output === undefined;
  const asJson = format === "json" && toScreen;
  const work = async (): Promise<HandoffDocument> => {
    const document = writeHandoff(await readStackOutputs(stack, outputs), new Date());
    if (!toScreen) await write(output, printers[format](document));
    else if (!asJson) process.stdout.write(printers[format](document));
    return document;
  };
  const answered = await answer("handoff", asJson, work, failedBecause);
  process.exitCode = "outcome" in answered ? 1 : 0;
}

/** All of it or nothing: a half-written page must not be mailed. */
async function write(file: string, text: string): Promise<void> {
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    throw new CommandError(`--output ${file} is a folder.`, "Name a file in it.");
  }
  try {
    await writeFileAtomic(file, text);
  } catch (error) {
    // "ENOENT: no such file or directory, open '…'": the path is that of a temporary file beside it.
    const [cause = ""] = (error as Error).message.split(", ");
    throw new CommandError(
      `--output ${file} cannot be written: ${cause}.`,
      "Name a file in an existing folder that you may write to.",
    );
  }
  process.stderr.write(`Written to ${file}\n`);
}
