/** As much of GitHub's REST API as the pipelines' scripts call, on a port of this machine. What it does not know it refuses. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export interface Post {
  id: number;
  number: number;
  body: string;
  user: { login: string };
  state: "open" | "closed";
  title?: string;
  pull_request?: object;
  html_url: string;
}

export interface GithubApi {
  url: string;
  token: string;
  repository: string;
  /** Comments by the number of their issue or pull request. */
  comments: Record<number, Post[]>;
  issues: Post[];
  /** Commit that the branch main is at; `undefined` for a branch that is not there. */
  main: string | undefined;
  /** Files that main has changed since any other commit, and how the two stand to each other. */
  compared: { status: "ahead" | "behind" | "diverged"; files: Array<{ filename: string; previous_filename?: string }> };
  /** Pull requests that a commit belongs to. */
  pulls: Array<{ number: number; merge_commit_sha: string; merged_at: string | null; head: { sha: string } }>;
  runs: Array<{
    id: number;
    head_sha: string;
    head_repository: { full_name: string } | null;
    run_started_at: string;
    conclusion: string;
    html_url: string;
  }>;
  /** Artifacts by the ID of their run. */
  artifacts: Record<number, Array<{ id: number; name: string; expired: boolean; created_at: string }>>;
  /** Calls so far that change something, such as `POST issues/7/comments`. */
  writes: string[];
  /** Somebody writes. */
  post(login: string, body: string): Post;
  close(): Promise<void>;
}

export async function startGithubApi(): Promise<GithubApi> {
  let last = 100;
  const api: Omit<GithubApi, "close" | "url"> = {
    token: "token-of-the-run",
    repository: "contoso/kore-byok",
    comments: {},
    issues: [],
    main: undefined,
    compared: { status: "ahead", files: [] },
    pulls: [],
    runs: [],
    artifacts: {},
    writes: [],
    post(login, body) {
      last += 1;
      return { id: last, number: last, body, user: { login }, state: "open", html_url: `https://example.com/${last}` };
    },
  };
  /** Pages, as GitHub cuts a list. */
  const page = <T>(items: T[], query: URLSearchParams): T[] => {
    const [size, number] = [Number(query.get("per_page") ?? 30), Number(query.get("page") ?? 1)];
    return items.slice(size * (number - 1), size * number);
  };
  const workflowAuthor = "github-actions[bot]";

  const routes: Array<[RegExp, (match: string[], query: URLSearchParams, body: Partial<Post>) => unknown]> = [
    [/^GET issues\/(\d+)\/comments$/, ([number], query) => page(api.comments[Number(number)] ?? [], query)],
    [
      /^POST issues\/(\d+)\/comments$/,
      ([number], _, { body = "" }) => {
        const written = api.post(workflowAuthor, body);
        (api.comments[Number(number)] ??= []).push(written);
        return written;
      },
    ],
    [
      /^PATCH issues\/comments\/(\d+)$/,
      ([id], _, change) => {
        const comment = Object.values(api.comments)
          .flat()
          .find((candidate) => candidate.id === Number(id));
        return comment && Object.assign(comment, change);
      },
    ],
    [
      /^GET issues$/,
      (_, query) =>
        page(
          api.issues.filter(({ state, user }) => state === query.get("state") && user.login === query.get("creator")),
          query,
        ),
    ],
    [
      /^POST issues$/,
      (_, __, content) => {
        const issue = Object.assign(api.post(workflowAuthor, ""), content);
        api.issues.push(issue);
        return issue;
      },
    ],
    [
      /^PATCH issues\/(\d+)$/,
      ([number], _, change) => {
        const issue = api.issues.find((candidate) => candidate.number === Number(number));
        return issue && Object.assign(issue, change);
      },
    ],
    [/^GET branches\/main$/, () => api.main && { name: "main", commit: { sha: api.main } }],
    [
      /^GET compare\/\w+\.\.\.(\w+)$/,
      // GitHub lists no more files than these.
      ([head]) => (head === api.main ? { ...api.compared, files: api.compared.files.slice(0, 300) } : undefined),
    ],
    [/^GET commits\/\w+\/pulls$/, (_, query) => page(api.pulls, query)],
    [
      /^GET actions\/workflows\/preview\.yml\/runs$/,
      (_, query) => ({
        workflow_runs: api.runs.filter(
          ({ head_sha }) => head_sha === query.get("head_sha") && query.get("event") === "pull_request",
        ),
      }),
    ],
    [
      /^GET actions\/runs\/(\d+)\/artifacts$/,
      ([id], query) => ({
        artifacts: (api.artifacts[Number(id)] ?? []).filter(({ name }) => name === query.get("name")),
      }),
    ],
  ];

  async function answer(request: IncomingMessage): Promise<[number, unknown]> {
    let text = "";
    for await (const part of request) text += String(part);
    if (request.headers.authorization !== `Bearer ${api.token}`) return [401, { message: "Bad credentials" }];
    const { pathname, searchParams } = new URL(request.url ?? "", "http://localhost");
    const [, path] = pathname.split(`/repos/${api.repository}/`);
    const call = `${request.method} ${path}`;
    for (const [pattern, act] of routes) {
      const match = pattern.exec(call);
      if (match === null) continue;
      const found = act(match.slice(1), searchParams, text === "" ? {} : (JSON.parse(text) as Partial<Post>));
      if (found !== undefined && request.method !== "GET") api.writes.push(call);
      return found === undefined ? [404, { message: "Not Found" }] : [200, found];
    }
    return [404, { message: `Not Found: ${call}` }];
  }

  const server = createServer((request, response) => {
    void answer(request).then(([status, body]) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return Object.assign(api, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  });
}
