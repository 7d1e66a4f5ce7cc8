import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createScriptFolder, type ScriptFolder } from "./scriptRun";

describe("checkTipOnAzureDevOps.mjs", () => {
  let folder: ScriptFolder;
  let server: Server;
  /** Branches of the repository, with the commit that each is at. */
  let branches: Record<string, string>;
  beforeEach(async () => {
    folder = createScriptFolder();
    branches = { "refs/heads/main": "aaaa", "refs/heads/main-2": "cccc" };
    server = createServer((request, response) => {
      const url = new URL(request.url ?? "", "http://localhost");
      if (request.headers.authorization !== "Bearer the-token")
        return response.writeHead(203).end("<html>Sign in</html>");
      if (url.pathname !== "/p/_apis/git/repositories/r/refs") return response.writeHead(404).end();
      const beginning = `refs/${url.searchParams.get("filter")}`;
      const value = Object.entries(branches)
        .filter(([name]) => name.startsWith(beginning))
        .map(([name, objectId]) => ({ name, objectId }))
        .reverse();
      return response.writeHead(200).end(JSON.stringify({ value, count: value.length }));
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  });
  afterEach(async () => {
    folder.remove();
    await new Promise<void>((closed) => (server.closeAllConnections(), server.close(() => closed())));
  });

  const check = (more: Record<string, string> = {}) =>
    folder.run("checkTipOnAzureDevOps.mjs main", {
      SYSTEM_COLLECTIONURI: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      SYSTEM_TEAMPROJECTID: "p",
      BUILD_REPOSITORY_ID: "r",
      BUILD_SOURCEVERSION: "aaaa",
      SYSTEM_ACCESSTOKEN: "the-token",
      ...more,
    });

  it("passes the commit that main is at", async () => {
    expect(await check()).toMatchObject({ exitCode: 0, text: "aaaa is what main holds.\n" });
  });

  it.each([
    ["that main has left behind", { "refs/heads/main": "bbbb" }, "main is at bbbb by now"],
    ["where there is no such branch", { "refs/heads/main-2": "aaaa" }, "main is at no commit by now"],
  ])("refuses one %s, and says how to go on", async (_title, there, words) => {
    branches = there;
    const { exitCode, text } = await check();

    expect(exitCode).toBe(1);
    expect(text).toContain(`This run would deploy aaaa, and ${words}`);
    expect(text).toContain("run this pipeline on main by hand");
  });

  it("fails where the token is refused, which Azure DevOps answers with a page for people", async () => {
    const { exitCode, text } = await check({ SYSTEM_ACCESSTOKEN: "another" });

    expect([exitCode, text]).toEqual([1, expect.stringContaining("Azure DevOps answers 203")]);
  });
});
