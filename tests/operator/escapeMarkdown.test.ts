import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { codeSpan, escapeMarkdown } from "../../operator/escapeMarkdown";

/** GitHub's Markdown as far as markdown-it goes: tables, strikethrough, tags, and addresses that become links. */
const markdown = new MarkdownIt({ html: true, linkify: true });
// GitHub makes no link of a bare domain; of one with www. it does, which has an example of its own below.
markdown.linkify.set({ fuzzyLink: false });

/** What a reader sees of a cell of a table, by the reader's own eyes: no tags, entities resolved. */
function cellOf(text: string): { text: string; tags: string[] } {
  const html = markdown.render(`| a | b |\n| --- | --- |\n| ${text} | last |\n`);
  const cells = [...html.matchAll(/<td>(.*?)<\/td>/gs)].map(([, inner = ""]) => inner);
  expect(cells).toHaveLength(2);
  expect(cells[1]).toBe("last");
  const inner = (cells[0] ?? "").replaceAll("<!-- -->", "");
  return {
    text: inner.replace(/<[^>]+>/g, "").replace(/&(lt|gt|amp|quot);/g, (_all, name: string) => entities[name] ?? ""),
    tags: [...inner.matchAll(/<([a-z]+)/g)].map(([, tag = ""]) => tag),
  };
}
const entities: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"' };

/** Texts that look like Markdown. */
const hostile = fc
  .array(
    fc.constantFrom(
      ..."\\ ` * _ [ ] ( ) < > & | ~ $ ! : ^ # @ / . - + = { } \" ' x 1 ** __ ~~ `` ``` ![x](y) [x](javascript:z)".split(
        " ",
      ),
      ..."<script> </td> <!-- --> &amp; &#64; https://evil.example www.evil.com a@evil.com @org/team #12 :tada: | || \\|".split(
        " ",
      ),
      " ",
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => parts.join("").trim())
  .filter((text) => text !== "");

describe("escaped text", () => {
  it("stays what it is, in a table too", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(cellOf(escapeMarkdown(text))).toEqual({ text: text.replace(/\s+/g, " "), tags: [] });
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["a line\nand | a column", "a line and \\| a column"],
    ["@kore-admins", "@<!-- -->kore-admins"],
    ["www.evil.com", "www\\.evil.com"],
    ["fixes #12", "fixes #<!-- -->12"],
  ])("%j", (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });
});

describe("a code span", () => {
  it("holds any text as it is", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const html = markdown.renderInline(`before ${codeSpan(text)} after`);
        const [, inner = ""] = /^before <code>(.*)<\/code> after$/s.exec(html) ?? [];
        expect(inner.replace(/&(lt|gt|amp|quot);/g, (_all, name: string) => entities[name] ?? "")).toBe(
          text.replace(/\s+/g, " "),
        );
      }),
      { numRuns: 2000 },
    );
  });
});
