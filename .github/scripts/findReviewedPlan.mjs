/**
 * Finds the run of the preview workflow that the merged pull request was reviewed with, and tells later steps its run-id.
 *
 * Needs: GITHUB_TOKEN with actions: read and pull-requests: read. Arguments: the preview's workflow file, the artifact.
 */
import { appendFileSync } from "node:fs";
import { argv, env } from "node:process";
import { call, list } from "./github.mjs";

const [workflow, artifact] = argv.slice(2);
const commit = env.GITHUB_SHA;

const merged = [];
for await (const pull of list(`commits/${commit}/pulls`)) {
  if (pull.merge_commit_sha === commit && pull.merged_at) merged.push(pull);
}
const [pull] = merged;
if (!pull) throw new Error(`No pull request was merged as ${commit}: there is no plan that anyone has reviewed.`);

const { workflow_runs: runs } = await call(
  "GET",
  `actions/workflows/${workflow}/runs?event=pull_request&head_sha=${pull.head.sha}&status=completed&per_page=100`,
);
for (const run of runs.sort((one, other) => other.run_started_at.localeCompare(one.run_started_at))) {
  const { artifacts } = await call("GET", `actions/runs/${run.id}/artifacts?name=${encodeURIComponent(artifact)}`);
  if (artifacts.some(({ expired }) => !expired)) {
    appendFileSync(env.GITHUB_OUTPUT, `run-id=${run.id}\n`);
    console.log(`Pull request #${pull.number} was reviewed with the plan of ${run.html_url}`);
    process.exit();
  }
}
throw new Error(
  `No preview of pull request #${pull.number} has left a plan (${artifact}), or it has expired. ` +
    `Open a pull request on top of it, and have its preview reviewed.`,
);
