/**
 * Puts the verdict on the pull request as one comment, which later runs edit: a reviewer sees the newest alone.
 *
 * Needs: GITHUB_TOKEN with pull-requests: write, PULL_REQUEST (its number). Argument: the file with the comment.
 */
import { readFileSync } from "node:fs";
import { argv, env } from "node:process";
import { author, call, list } from "./github.mjs";

const body = readFileSync(argv[2], "utf8");
// The guard writes who it is, and for which stack, into the first line, which does not show.
const [marker] = body.split("\n", 1);
if (!marker.startsWith("<!-- ")) throw new Error(`${argv[2]} does not begin with the guard's marker: ${marker}`);

let mine;
for await (const comment of list(`issues/${env.PULL_REQUEST}/comments`)) {
  // Anyone may write the marker: only a workflow's own comment is edited.
  if (comment.user?.login === author && comment.body.startsWith(marker)) mine ??= comment;
}
const written = mine
  ? await call("PATCH", `issues/comments/${mine.id}`, { body })
  : await call("POST", `issues/${env.PULL_REQUEST}/comments`, { body });
console.log(`${mine ? "Edited" : "Wrote"} ${written.html_url}`);
