/** Reads the files that the guard is given, or says what is wrong with them. */
import { readFileSync } from "node:fs";
import type { z } from "zod";
import { plain } from "../plain";
import { preview, type Preview } from "./preview";
import { stackExport, type StackExport } from "./state";
import type { Unreadable } from "./verdict";

/** There is nothing to judge. The message says what is wrong, what was expected and how to make it. */
export class UnreadableError extends Error {
  override readonly name = "UnreadableError";

  readonly problem: Unreadable["problem"];

  constructor({ file, message, expected, fix }: Unreadable["problem"]) {
    // A file may be anyone's, and the message repeats a part of it.
    const problem = { file: plain(file), message: plain(message), expected: plain(expected), fix: plain(fix) };
    super(
      `${problem.file === "-" ? "standard input" : problem.file}: ${problem.message}\n  expected: ${problem.expected}\n  fix:      ${problem.fix}`,
    );
    this.problem = problem;
  }
}

interface Expected<Document> {
  schema: z.ZodType<Document>;
  expected: string;
  fix: string;
  /** What the parsed JSON is instead, if it is recognised. */
  confusedWith: (json: Record<string, unknown>) => string | undefined;
}

const previewFile: Expected<Preview> = {
  schema: preview,
  expected: "the output of `pulumi preview --json --show-sames`: one JSON object with steps",
  fix: "pulumi preview --json --show-sames > preview.json",
  confusedWith(json) {
    if ("deployment" in json) return "it is a state (`pulumi stack export`): give that with --state";
    if ("resourcePlans" in json)
      return "it is an update plan (`pulumi preview --save-plan`), which does not show what is there now";
    if ("result" in json && "resources" in json) {
      return "it is the short form (`pulumi preview --output json`), which leaves the values out";
    }
    if ("sequence" in json) {
      return "it is a stream of engine events: unset PULUMI_ENABLE_STREAMING_JSON_PREVIEW, and do not take the output of `pulumi up --json`";
    }
    return undefined;
  },
};

const stateFile: Expected<StackExport> = {
  schema: stackExport,
  expected: "the output of `pulumi stack export`: one JSON object with version and deployment",
  fix: "pulumi stack export > state.json",
  confusedWith: (json) => ("steps" in json ? "it is a preview: give that as the argument" : undefined),
};

/**
 * Reads a preview.
 *
 * @param file path, or `-` for standard input
 * @throws UnreadableError
 */
export function readPreview(file: string): Preview {
  return read(file, previewFile);
}

/**
 * Reads a state.
 *
 * @param file path, or `-` for standard input
 * @throws UnreadableError
 */
export function readState(file: string): StackExport {
  return read(file, stateFile);
}

/**
 * Reads what a preview printed.
 *
 * @param source what printed it, for the words of an error
 * @throws UnreadableError
 */
export function parsePreview(text: string, source: string): Preview {
  return parse(text, source, previewFile);
}

function read<Document>(file: string, document: Expected<Document>): Document {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file === "-" ? 0 : file);
  } catch (error) {
    const { expected, fix } = document;
    throw new UnreadableError({ file, message: explainReadFailure(error as NodeJS.ErrnoException), expected, fix });
  }
  return parse(decode(bytes), file, document);
}

function parse<Document>(
  text: string,
  file: string,
  { schema, expected, fix, confusedWith }: Expected<Document>,
): Document {
  const problem = (message: string): UnreadableError => new UnreadableError({ file, message, expected, fix });
  if (text.trim() === "") {
    throw problem("it is empty: the command that should fill it failed, and said why on standard error");
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw problem(explainSyntax(text, error as SyntaxError, confusedWith));
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const isObject = typeof json === "object" && json !== null && !Array.isArray(json);
  throw problem(
    (isObject ? confusedWith(json as Record<string, unknown>) : "it is JSON, but not an object") ??
      `it has another shape: ${parsed.error.issues
        .slice(0, 3)
        .map(({ path, message }) => (path.length > 0 ? `${path.join(".")}: ${message}` : message))
        .join("; ")}`,
  );
}

function explainReadFailure({ code, message }: NodeJS.ErrnoException): string {
  if (code === "ENOENT") return "there is no such file";
  if (code === "EISDIR") return "it is a folder";
  if (code === "EACCES") return "it may not be read";
  return `it cannot be read: ${message}`;
}

/** Windows PowerShell 5 writes `>` as UTF-16 with a byte order mark. */
function decode(bytes: Buffer): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}

function explainSyntax(text: string, error: SyntaxError, confusedWith: Expected<unknown>["confusedWith"]): string {
  const start = text.trimStart();
  if (!start.startsWith("{")) {
    const [line = ""] = start.split("\n");
    return `it does not begin as JSON does, but with "${line.slice(0, 60).trim()}": print with --json, and keep standard error out of the file`;
  }
  const [first = ""] = start.split("\n");
  try {
    const other = confusedWith(JSON.parse(first) as Record<string, unknown>);
    if (other !== undefined) return other;
  } catch {
    // The first line is not JSON by itself: the document is one that was cut short or garbled.
  }
  return /unexpected end|unterminated/i.test(error.message) || error.message.includes(`position ${text.length}`)
    ? `it was cut short after ${text.length} characters`
    : `it is not JSON: ${error.message}`;
}
