/**
 * Puts the verdict on a pull request of Azure Repos as one thread, whose first comment later runs edit.
 *
 * Needs: SYSTEM_ACCESSTOKEN of a build service that may contribute to pull requests. Argument: the file with the comment.
 * API: learn.microsoft.com/rest/api/azure/devops/git/pull-request-threads
 */
import { readFileSync } from "node:fs";
import { argv, env } from "node:process";

const body = readFileSync(argv[2], "utf8");
const [marker] = body.split("\n", 1);
if (!marker.startsWith("<!-- ")) throw new Error(`${argv[2]} does not begin with the guard's marker: ${marker}`);

const threads =
  `${env.SYSTEM_COLLECTIONURI}${env.SYSTEM_TEAMPROJECTID}/_apis/git/repositories/${env.BUILD_REPOSITORY_ID}` +
  `/pullRequests/${env.SYSTEM_PULLREQUEST_PULLREQUESTID}/threads`;

async function call(method, path, content) {
  const response = await fetch(`${threads}${path}?api-version=7.1`, {
    method,
    headers: { authorization: `Bearer ${env.SYSTEM_ACCESSTOKEN}`, "content-type": "application/json" },
    body: content && JSON.stringify(content),
  });
  if (!response.ok) {
    throw new Error(`${method} ${threads}${path}: Azure DevOps answers ${response.status} ${await response.text()}`);
  }
  return response.json();
}

// The thread is found by a property of its own, which no comment's text can imitate.
const property = "kore-byok-guard";
const { value } = await call("GET", "");
const mine = value.find(({ isDeleted, properties }) => !isDeleted && properties?.[property]?.$value === marker);
if (mine) {
  await call("PATCH", `/${mine.id}/comments/${mine.comments[0].id}`, { content: body });
} else {
  const comments = [{ parentCommentId: 0, commentType: "text", content: body }];
  await call("POST", "", { comments, status: "active", properties: { [property]: marker } });
}
console.log(`${mine ? "Edited" : "Wrote"} the guard's comment.`);
