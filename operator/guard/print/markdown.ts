/** The verdict as a comment on a pull request, for GitHub and Azure DevOps. */
import type { Level } from "../finding";
import type { Finding, Unreadable, Verdict } from "../verdict";
import { codeSpan, escapeMarkdown } from "../../escapeMarkdown";
import { countsOf, describeValue, enforcementLine, headlineOf } from "./headline";

/** A comment on GitHub holds 65,536 characters; this many findings stay well below. */
const mostFindings = 30;
const mostValues = 10;

const symbols: Record<Level, string> = { danger: "🛑", warning: "⚠️", note: "ℹ️" };

/** The first line of the comment, which does not show. A pipeline finds its own comment by it, and edits that. */
function markerOf(stack: string | undefined): string {
  const name = stack?.replace(/[^\w./-]/g, "").replaceAll("--", "-") ?? "";
  return name === "" ? "<!-- kore-byok-guard -->" : `<!-- kore-byok-guard: ${name} -->`;
}

/** The verdict as Markdown. @param stack the name for the marker; undefined: that of the preview. */
export function printMarkdown(verdict: Verdict, stack: string | undefined): string {
  const { outcome, findings } = verdict;
  const shown = findings.slice(0, mostFindings);
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
    `> [!WARNING]\n> **The plan could not be judged.** ${escapeMarkdown(`${problem.file}: ${problem.message}`)}`,
    `Expected: ${escapeMarkdown(problem.expected)}`,
    `What to do: ${escapeMarkdown(problem.fix)}`,
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
    ...(worst && outcome === "dangerous" ? [`Worst: ${escapeMarkdown(worst.title)}.`] : []),
    ...(enforcement === undefined ? [] : [escapeMarkdown(enforcement)]),
  ];
  return [`> [!${kind}]`, ...lines.map((line) => `> ${line}`)].join("\n");
}

function table(findings: Finding[]): string {
  const rows = findings.map(
    ({ level, title, effect, fix }) =>
      `| ${symbols[level]} ${level} | **${escapeMarkdown(title)}** | ${escapeMarkdown(effect)} | ${escapeMarkdown(fix)} |`,
  );
  return ["| Level | What would happen | What that means | What to do |", "| --- | --- | --- | --- |", ...rows].join(
    "\n",
  );
}

function hasDetails({ resource, values }: Finding): boolean {
  return resource !== null || values.length > 0;
}

function details(findings: Finding[]): string {
  const items = findings.filter(hasDetails).map(({ rule, resource, values }) => {
    const shown = values.slice(0, mostValues).map((value) => `\n  - ${codeSpan(describeValue(value))}`);
    const more = values.length > mostValues ? `\n  - and ${values.length - mostValues} more` : "";
    return `- ${codeSpan(rule)}${resource === null ? "" : ` ${codeSpan(resource.urn)}`}${shown.join("")}${more}`;
  });
  return `<details>\n<summary>Resources and values</summary>\n\n${items.join("\n")}\n\n</details>`;
}

function footer(verdict: Verdict): string {
  const counts = countsOf(verdict);
  return `Stack ${codeSpan(verdict.stack || "(unknown)")} of project ${codeSpan(verdict.project || "(unknown)")}${counts === "" ? "" : `: ${counts}`}. Judged from the preview by \`kore-byok guard\`.`;
}
