/** The part of markdown-it that the tests use; the package brings no types. */
declare module "markdown-it" {
  export default class MarkdownIt {
    constructor(options?: { html: boolean; linkify: boolean });
    readonly linkify: { set(options: { fuzzyLink: boolean }): unknown };
    parse(markdown: string, env: object): { type: string; content: string }[];
    render(markdown: string): string;
    renderInline(markdown: string): string;
  }
}
