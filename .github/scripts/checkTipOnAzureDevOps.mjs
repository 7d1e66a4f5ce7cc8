/**
 * Refuses to deploy a commit that main has left behind. An older plan, carried out late, would undo what was merged since,
 * and no guard has judged that: a stage that is started again, or one whose approval came after the next merge.
 *
 * Needs: SYSTEM_ACCESSTOKEN of a build service that may read the repository. Argument: the branch.
 * API: learn.microsoft.com/rest/api/azure/devops/git/refs/list
 */
import { argv, env } from "node:process";

const [branch] = argv.slice(2);
const commit = env.BUILD_SOURCEVERSION;
const refs =
  `${env.SYSTEM_COLLECTIONURI}${env.SYSTEM_TEAMPROJECTID}/_apis/git/repositories/${env.BUILD_REPOSITORY_ID}` +
  `/refs?filter=heads/${branch}&api-version=7.1`;

const response = await fetch(refs, { headers: { authorization: `Bearer ${env.SYSTEM_ACCESSTOKEN}` } });
// Azure DevOps answers 203, and a page for people to log in, where it does not know the token.
if (response.status !== 200) {
  throw new Error(`GET ${refs}: Azure DevOps answers ${response.status} ${await response.text()}`);
}
const { value } = await response.json();
// The filter is the beginning of a name.
const tip = value.find(({ name }) => name === `refs/heads/${branch}`)?.objectId;
if (tip !== commit) {
  throw new Error(
    `This run would deploy ${commit}, and ${branch} is at ${tip ?? "no commit"} by now: its plan would undo what was ` +
      `merged since. Approve the run of the newest commit instead; where there is none, run this pipeline on ${branch} by ` +
      `hand, which makes a new plan.`,
  );
}
console.log(`${commit} is what ${branch} holds.`);
