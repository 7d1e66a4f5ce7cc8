import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createScriptFolder, type ScriptFolder } from "./scriptRun";

let folder: ScriptFolder;
beforeEach(() => (folder = createScriptFolder()));
afterEach(() => folder.remove());

describe("commentOnAzureDevOps.mjs", () => {
  let server: Server;
  let threads: Array<Record<string, any>>;
  let calls: string[];
  beforeEach(async () => {
    [threads, calls] = [[{ id: 1, comments: [{ id: 1, content: "<!-- kore-byok-guard: prod -->\nby a person" }] }], []];
    server = createServer((request, response) => {
      let text = "";
      request.on("data", (part) => (text += String(part)));
      request.on("end", () => {
        const [, suffix] = (request.url ?? "").split("/p/_apis/git/repositories/r/pullRequests/7/threads");
        calls.push(`${request.method} ${suffix}`);
        const body = text === "" ? undefined : JSON.parse(text);
        const known = request.headers.authorization === "Bearer the-token" && suffix?.endsWith("?api-version=7.1");
        if (known && request.method === "POST") {
          // Azure DevOps answers a property as an object with its type.
          const properties = Object.fromEntries(
            Object.entries(body.properties).map(([name, $value]) => [name, { $type: "System.String", $value }]),
          );
          threads.push({ ...body, properties, id: 2, comments: [{ ...body.comments[0], id: 1 }] });
        }
        if (known && request.method === "PATCH") threads[1]!["comments"][0].content = body.content;
        response.writeHead(known ? 200 : 404).end(JSON.stringify({ value: threads }));
      });
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  });
  afterEach(() => new Promise<void>((closed) => (server.closeAllConnections(), server.close(() => closed()))));

  it("writes one thread and edits it, whatever others write", async () => {
    const comment = () =>
      folder.run("commentOnAzureDevOps.mjs review/verdict.md", {
        SYSTEM_COLLECTIONURI: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
        SYSTEM_TEAMPROJECTID: "p",
        BUILD_REPOSITORY_ID: "r",
        SYSTEM_PULLREQUEST_PULLREQUESTID: "7",
        SYSTEM_ACCESSTOKEN: "the-token",
      });
    folder.review("verdict.md", "<!-- kore-byok-guard: prod -->\n\ndangerous\n");
    expect(await comment()).toMatchObject({ exitCode: 0, text: "Wrote the guard's comment.\n" });
    folder.review("verdict.md", "<!-- kore-byok-guard: prod -->\n\nsafe\n");
    expect(await comment()).toMatchObject({ exitCode: 0, text: "Edited the guard's comment.\n" });

    expect(calls.filter((call) => !call.startsWith("GET"))).toEqual([
      "POST ?api-version=7.1",
      "PATCH /2/comments/1?api-version=7.1",
    ]);
    expect(threads[1]!["comments"]).toMatchObject([{ content: "<!-- kore-byok-guard: prod -->\n\nsafe\n" }]);
    expect(threads[0]!["comments"]).toMatchObject([{ content: expect.stringContaining("by a person") }]);
  });
});
