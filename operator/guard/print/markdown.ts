/** The verdict as a comment on a pull request, for GitHub and Azure DevOps. */
import type { Level } from "../finding";
import type { Finding, Unreadable, Verdict } from "../verdict";
import { codeSpan, escapeMarkdown } from "../../escapeMarkdown";
import { shortened } from "./shortened";
import { countsOf, describeValue, enforcementLine, headlineOf } from "./headline";

/** A comment on GitHub holds 65,536 characters; this leaves room for what a pipeline adds. */
const longestComment = 60_000;
/** As many findings as are read in a comment; fewer if they are long. */
const mostFindings = 30;
const mostValues = 10;
/** Longest name or title, and longest sentence, which others' names and messages can be parts of. */
const longestName = 300;
const longestSentence = 900;

const symbols: Record<Level, string> = { danger: "🛑", warning: "⚠️", note: "ℹ️" };

/** The first line of the comment, which does not show. A pipeline finds its own comment by it, and edits that. */
function markerOf(stack: string | undefined): string {
  const name =
    stack
      ?.slice(0, longestName)
      .replace(/[^\w./-]/g, "")
      .replaceAll("--", "-") ?? "";
  return name === "" ? "<!-- kore-byok-guard -->" : `<!-- kore-byok-guard: ${name} -->`;
}

/** The verdict as Markdown. @param stack the name for the marker; undefined: that of the preview. */
export function printMarkdown(verdict: Verdict, stack: string | undefined): string {
  let count = Math.min(mostFindings, verdict.findings.length);
  let comment = commentOf(verdict, stack, count);
  while (comment.length > longestComment && count > 1) {
    count -= 1;
    comment = commentOf(verdict, stack, count);
  }
  return comment;
}

/** @param count how many of the findings it shows, the worst first */
function commentOf(verdict: Verdict, stack: string | undefined, count: number): string {
  const { outcome, findings } = verdict;
  const shown = findings.slice(0, count);
  const hidden = findings.length - shown.length;
  const parts = [
    markerOf(stack ?? verdict.stack),
    `### ${outcome === "dangerous" ? symbols.danger : "✅"} Kore BYOK guard: ${outcome}`,
    banner(verdict),
    ...(shown.length === 0 ? [] : [table(shown)]),
    ...(hidden > 0 ? [`And ${hidden} more: run \`kore-byok guard\` on the preview to read them all.`] : []),
    ...(shown.some(hasDetails) ? [details(shown)] : []),
    footer(verdict),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** The comment if there is no plan to judge. */
export function printUnreadable({ problem }: Unreadable, stack: string | undefined): string {
  const parts = [
    markerOf(stack),
    `### ${symbols.warning} Kore BYOK guard: unreadable`,
    `> [!WARNING]\n> **The plan could not be judged.** ${cell(`${problem.file}: ${problem.message}`, longestSentence)}`,
    `Expected: ${cell(problem.expected, longestSentence)}`,
    `What to do: ${cell(problem.fix, longestSentence)}`,
  ];
  return `${parts.join("\n\n")}\n`;
}

function banner(verdict: Verdict): string {
  const { outcome, findings } = verdict;
  const kind = outcome === "dangerous" ? "CAUTION" : findings.length > 0 ? "NOTE" : "TIP";
  const [worst] = findings;
  const enforcement = enforcementLine(verdict);
  const lines = [
    `**${headlineOf(verdict)}**`,
    ...(worst && outcome === "dangerous" ? [`Worst: ${cell(worst.title, longestName)}.`] : []),
    ...(enforcement === undefined ? [] : [escapeMarkdown(enforcement)]),
  ];
  return [`> [!${kind}]`, ...lines.map((line) => `> ${line}`)].join("\n");
}

function table(findings: Finding[]): string {
  const rows = findings.map(
    ({ level, title, effect, fix }) =>
      `| ${symbols[level]} ${level} | **${cell(title, longestName)}** | ${cell(effect, longestSentence)} | ${cell(fix, longestSentence)} |`,
  );
  return ["| Level | What would happen | What that means | What to do |", "| --- | --- | --- | --- |", ...rows].join(
    "\n",
  );
}

function cell(text: string, longest: number): string {
  return escapeMarkdown(shortened(text, longest));
}

function hasDetails({ resource, values }: Finding): boolean {
  return resource !== null || values.length > 0;
}

function details(findings: Finding[]): string {
  const items = findings.filter(hasDetails).map(({ rule, resource, values }) => {
    const shown = values.slice(0, mostValues).map((value) => `\n  - ${codeSpan(describeValue(value))}`);
    const more = values.length > mostValues ? `\n  - and ${values.length - mostValues} more` : "";
    return `- ${codeSpan(rule)}${resource === null ? "" : ` ${codeSpan(shortened(resource.urn, longestName))}`}${shown.join("")}${more}`;
  });
  return `<details>\n<summary>Resources and values</summary>\n\n${items.join("\n")}\n\n</details>`;
}

function footer(verdict: Verdict): string {
  const counts = countsOf(verdict);
  return `Stack ${codeSpan(shortened(verdict.stack || "(unknown)", longestName))} of project ${codeSpan(shortened(verdict.project || "(unknown)", longestName))}${counts === "" ? "" : `: ${counts}`}. Judged from the preview by \`kore-byok guard\`.`;
}
