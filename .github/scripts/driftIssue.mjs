/**
 * Keeps one issue for a stack's drift: opened when something differs, brought up to date every night, closed when nothing
 * does any more.
 *
 * Needs: GITHUB_TOKEN with issues: write, PULUMI_STACK, FOUND (true or false). Argument: the file that says what differs.
 */
import { readFileSync } from "node:fs";
import { argv, env } from "node:process";
import { author, call, list } from "./github.mjs";

const stack = env.PULUMI_STACK.replace(/[^\w./-]/g, "").replaceAll("--", "-");
const marker = `<!-- kore-byok-drift: ${stack} -->`;
const run = `${env.GITHUB_SERVER_URL}/${env.GITHUB_REPOSITORY}/actions/runs/${env.GITHUB_RUN_ID}`;

let open;
for await (const issue of list(`issues?state=open&creator=${encodeURIComponent(author)}`)) {
  if (!issue.pull_request && issue.body?.startsWith(marker)) open ??= issue;
}

if (env.FOUND === "true") {
  const title = `Azure differs from the program: stack ${stack}`;
  const written = open
    ? await call("PATCH", `issues/${open.number}`, { title, body: describe() })
    : await call("POST", "issues", { title, body: describe() });
  console.log(`${open ? "Edited" : "Opened"} ${written.html_url}`);
} else if (open) {
  await call("POST", `issues/${open.number}/comments`, { body: `Nothing differs any more: ${run}` });
  await call("PATCH", `issues/${open.number}`, { state: "closed" });
  console.log(`Closed ${open.html_url}`);
}

function describe() {
  // An issue holds 65,536 characters.
  const text = readFileSync(argv[2], "utf8").slice(0, 50_000);
  // Longer than any run of backticks in the text, so that it cannot end the block.
  const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  return [
    marker,
    "Somebody, or some policy, has changed what this stack keeps. This is what `pulumi up` would put back:",
    `${fence}\n${text.trimEnd()}\n${fence}`,
    `Put it back with \`pulumi up\`, or let the program say what is there now. Last seen: ${run}`,
  ].join("\n\n");
}
