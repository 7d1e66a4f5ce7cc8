/** The hand-off as Markdown. */
import { codeSpan, escapeMarkdown } from "../../escapeMarkdown";
import type { HandoffDocument, Labelled, Step } from "../document";

/** The hand-off as Markdown, for a file or a ticket. */
export function printMarkdown(document: HandoffDocument): string {
  const { title, product, vaultName, madeOn, enforcementDate, summary, steps } = document;
  const facts = [`${product}`, `vault ${vaultName}`, `made on ${madeOn}`];
  if (enforcementDate !== null) facts.push(`enforcement date ${enforcementDate}`);
  return (
    [
      `# ${title}`,
      `${facts.map(escapeMarkdown).join(" · ")}. It holds no secret.`,
      table(summary),
      ...steps.flatMap(printStep),
    ].join("\n\n") + "\n"
  );
}

function printStep({ title, who, text, values, message, commands, actions }: Step, index: number): string[] {
  return [
    `## ${index + 1}. ${escapeMarkdown(title)}`,
    `_${escapeMarkdown(who)}_`,
    ...text,
    ...(values.length > 0 ? [table(values)] : []),
    ...(message === undefined ? [] : [fenced(message, "text")]),
    ...(commands.length > 0 ? [fenced(commands.join("\n"), "sh")] : []),
    ...(actions.length > 0 ? [actions.map((action) => `- [ ] ${escapeMarkdown(action)}`).join("\n")] : []),
  ];
}

function table(values: Labelled[]): string {
  const cell = (value: string): string => codeSpan(value).replaceAll("|", "\\|");
  return [
    "| | |",
    "| --- | --- |",
    ...values.map(({ label, value }) => `| ${escapeMarkdown(label)} | ${cell(value)} |`),
  ].join("\n");
}

/** A block that its content cannot end. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
