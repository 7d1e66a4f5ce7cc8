/** The hand-off as one page that needs nothing else: no script, no font, no request. */
import MarkdownIt from "markdown-it";
import type { HandoffDocument, Labelled, Step } from "../document";
import { diagram } from "./diagram";
import { escapeHtml as text } from "./escapeHtml";
import { style } from "./style";

// Raw HTML stays off: what looks like a tag is text.
const markdown = new MarkdownIt({ html: false, linkify: false });

/** The hand-off as an HTML page. */
export function printHtml(document: HandoffDocument): string {
  const { title, product, vaultName, madeOn, enforcementDate, summary, steps } = document;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${text(title)}: ${text(vaultName)}</title>
<style>${style}</style>
</head>
<body>
<header>
<p class="product">${text(product)} on Azure Key Vault</p>
<h1>${text(title)}</h1>
<p class="meta">Vault <strong>${text(vaultName)}</strong> · made on <time datetime="${text(madeOn)}">${text(madeOn)}</time>${
    enforcementDate === null
      ? ""
      : ` · enforcement date <time datetime="${text(enforcementDate)}"><strong>${text(enforcementDate)}</strong></time>`
  } · holds no secret</p>
</header>
<main>
<section class="overview" aria-labelledby="overview">
<h2 id="overview">At a glance</h2>
<div class="columns">
<div>${table(summary)}${contents(steps)}</div>
<figure>${diagram(document)}<figcaption>Who connects to what</figcaption></figure>
</div>
</section>
${steps.map(section).join("\n")}
</main>
<footer><p>Made by <code>kore-byok handoff</code> from the stack's outputs. Labels are those of Kore's guide and console. Kore publishes neither its client ID nor its IP ranges, its algorithm or how it follows a new version of the key: keep Kore's answers in writing.</p></footer>
</body>
</html>
`;
}

function contents(steps: Step[]): string {
  const item = ({ id, title, who }: Step): string =>
    `<li><a href="#${text(id)}">${text(title)}</a> <span class="who">${text(who)}</span></li>`;
  return `<nav aria-label="Steps"><ol>${steps.map(item).join("")}</ol></nav>`;
}

function section(
  { id, title, who, text: paragraphs, values, message, commands, actions }: Step,
  index: number,
): string {
  const heading = `${text(id)}-title`;
  return `<section id="${text(id)}" aria-labelledby="${heading}">
<h2 id="${heading}"><span class="number">${index + 1}</span> ${text(title)}</h2>
<p class="who">${text(who)}</p>
${paragraphs.map((paragraph) => markdown.render(paragraph)).join("")}
${values.length > 0 ? table(values) : ""}
${message === undefined ? "" : block(message)}
${commands.length > 0 ? block(commands.join("\n")) : ""}
${actions.length > 0 ? `<ul class="checklist">${actions.map((action) => checkbox(action)).join("")}</ul>` : ""}
</section>`;
}

/** A box that can be ticked on screen and on paper. */
function checkbox(action: string): string {
  return `<li><label><input type="checkbox" autocomplete="off"> <span>${text(action)}</span></label></li>`;
}

function table(values: Labelled[]): string {
  const row = ({ label, value }: Labelled): string =>
    `<tr><th scope="row">${text(label)}</th><td><code>${text(value)}</code></td></tr>`;
  return `<table><tbody>${values.map(row).join("")}</tbody></table>`;
}

/** Long lines wrap. */
function block(content: string): string {
  return `<pre><code>${text(content)}</code></pre>`;
}
