/**
 * Keeps one issue for a stack's drift: opened when something differs or the comparison fails, brought up to date every
 * night, closed when nothing differs any more.
 *
 * Needs: GITHUB_TOKEN with issues: write, PULUMI_STACK, FOUND (as drift.sh tells it). Argument: the file with what Pulumi says.
 */
import { readFileSync } from "node:fs";
import { argv, env } from "node:process";
import { author, call, list } from "./github.mjs";

const stack = env.PULUMI_STACK.replace(/[^\w./-]/g, "").replaceAll("--", "-");
const marker = `<!-- kore-byok-drift: ${stack} -->`;
const repository = `${env.GITHUB_SERVER_URL}/${env.GITHUB_REPOSITORY}`;
const run = `${repository}/actions/runs/${env.GITHUB_RUN_ID}`;
const recovery = `[docs/recovery.md](${repository}/blob/HEAD/docs/recovery.md)`;

/** What the issue says before and after Pulumi's own words. */
const texts = {
  true: {
    title: `Azure differs from the program: stack ${stack}`,
    before: "Somebody, or some policy, has changed what this stack keeps. This is what `pulumi up` would put back:",
    after: "Put it back with `pulumi up`, or let the program say what is there now.",
  },
  gone: {
    title: `The vault or the key is gone from Azure: stack ${stack}`,
    before:
      "**Do not run `pulumi up`: it would not bring back what Kore encrypted with.** The vault or the key that this " +
      "program describes is not in Azure any more, or was never made. This is what `pulumi up` would create again:",
    after:
      `Recover it, and never purge it: ${recovery}, "The key was deleted" or "A deleted vault". ` +
      "Where the stack has yet to be deployed for the first time, this goes away with the deployment.",
  },
  unknown: {
    title: `Azure could not be compared with the program: stack ${stack}`,
    before:
      "Whether anything differs is not known. The program refuses some of what it finds, such as a disabled or an " +
      "expired key, and a vault that cannot be read stops it too. This is what Pulumi says:",
    after: `Do what the message says under "fix". Where it says nothing of the kind: ${recovery}, then run this job again.`,
  },
};

let open;
for await (const issue of list(`issues?state=open&creator=${encodeURIComponent(author)}`)) {
  if (!issue.pull_request && issue.body?.startsWith(marker)) open ??= issue;
}

if (env.FOUND !== "false") {
  const text = texts[env.FOUND];
  if (!text) throw new Error(`FOUND is "${env.FOUND}"; drift.sh tells false, ${Object.keys(texts).join(", ")}.`);
  const content = { title: text.title, body: describe(text) };
  const written = open ? await call("PATCH", `issues/${open.number}`, content) : await call("POST", "issues", content);
  console.log(`${open ? "Edited" : "Opened"} ${written.html_url}`);
} else if (open) {
  await call("POST", `issues/${open.number}/comments`, { body: `Nothing differs any more: ${run}` });
  await call("PATCH", `issues/${open.number}`, { state: "closed" });
  console.log(`Closed ${open.html_url}`);
}

function describe({ before, after }) {
  // An issue holds 65,536 characters.
  const text = readFileSync(argv[2], "utf8").slice(0, 50_000);
  // Longer than any run of backticks in the text, so that it cannot end the block.
  const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  return [marker, before, `${fence}\n${text.trimEnd()}\n${fence}`, `${after} Last seen: ${run}`].join("\n\n");
}
