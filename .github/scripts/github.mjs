/** GitHub's REST API, as the other scripts here call it. Needs GITHUB_TOKEN; the rest every job of GitHub Actions has. */
import { env } from "node:process";

/** Whom GitHub names as the author of what a workflow's GITHUB_TOKEN writes. */
export const author = "github-actions[bot]";

/**
 * @param {"GET" | "POST" | "PATCH"} method
 * @param {string} path below the repository, such as `issues/1/comments`
 * @param {object} [body]
 * @returns {Promise<any>} the answer's JSON
 */
export async function call(method, path, body) {
  const response = await fetch(`${env.GITHUB_API_URL}/repos/${env.GITHUB_REPOSITORY}/${path}`, {
    method,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${env.GITHUB_TOKEN}`,
      "x-github-api-version": "2022-11-28",
    },
    body: body && JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(`${method} ${path}: GitHub answers ${response.status} ${await response.text()}`);
  }
  return response.json();
}

/**
 * All items of a list, page after page.
 *
 * @param {string} path
 * @returns {AsyncGenerator<any>}
 */
export async function* list(path) {
  const size = 100;
  for (let page = 1; ; page += 1) {
    const items = await call("GET", `${path}${path.includes("?") ? "&" : "?"}per_page=${size}&page=${page}`);
    yield* items;
    if (items.length < size) return;
  }
}
