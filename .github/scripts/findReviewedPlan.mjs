/**
 * Finds the plan that the merged pull request was reviewed with: the newest that a preview of the pull request's own branch
 * had left when it was merged. Outputs run-id and artifact-id; a run that is started again has another artifact.
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
const merge = Date.parse(pull.merged_at);
// A fork's run may have the same commit at its head. And nobody has reviewed what came after the merge.
const reviewed = runs.filter(
  (run) => run.head_repository?.full_name === env.GITHUB_REPOSITORY && Date.parse(run.run_started_at) <= merge,
);
for (const run of reviewed.sort((one, other) => other.run_started_at.localeCompare(one.run_started_at))) {
  const { artifacts } = await call("GET", `actions/runs/${run.id}/artifacts?name=${encodeURIComponent(artifact)}`);
  const plan = artifacts.find(({ expired, created_at }) => !expired && Date.parse(created_at) <= merge);
  if (plan) {
    appendFileSync(env.GITHUB_OUTPUT, `run-id=${run.id}\nartifact-id=${plan.id}\n`);
    console.log(
      `Pull request #${pull.number} was reviewed with the plan of ${run.html_url}, a run that ended with ${run.conclusion}`,
    );
    process.exit();
  }
}
throw new Error(
  `No preview of pull request #${pull.number} left a plan (${artifact}) before the merge, or it has expired. ` +
    `Open a pull request on top of it, and have its preview reviewed.`,
);
