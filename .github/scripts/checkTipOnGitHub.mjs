/**
 * Refuses to deploy a commit that main has left behind. An older plan, carried out late, would undo what was merged since,
 * and no guard has judged that: a run that is started again, or one whose approval came after the next merge.
 *
 * Needs: GITHUB_TOKEN with contents: read. Argument: the branch.
 */
import { argv, env } from "node:process";
import { call } from "./github.mjs";

const [branch] = argv.slice(2);
const commit = env.GITHUB_SHA;
/** What deploy.yml ignores, by its paths-ignore: after such a merge no newer run comes, so the older one may go on. */
const ignored = /^docs\/|\.md$/;

const { commit: tip } = await call("GET", `branches/${branch}`);
if (tip.sha !== commit && !(await isOnlyText())) {
  throw new Error(
    `This run would deploy ${commit}, and ${branch} is at ${tip.sha} by now: its plan would undo what was merged since. ` +
      `Let the run of ${tip.sha} deploy; its plan holds this one's changes too. Where that run has none, or was cancelled: ` +
      `start it again, or open a pull request on top of ${branch} and have its preview reviewed.`,
  );
}
console.log(`${commit} is what ${branch} holds.`);

async function isOnlyText() {
  const { status, files } = await call("GET", `compare/${commit}...${tip.sha}`);
  // GitHub lists 300 files at most.
  return (
    status === "ahead" &&
    files.length < 300 &&
    files.every(({ filename, previous_filename: before = filename }) => ignored.test(filename) && ignored.test(before))
  );
}
