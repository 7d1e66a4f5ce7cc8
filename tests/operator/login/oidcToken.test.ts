import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { getJson } from "../../../operator/management/getJson";
import { oidcToken } from "../../../operator/login/oidcToken";

const read = (environment: Record<string, string>) => (_: string, variable: string) => environment[variable];

describe("a pipeline's own token", () => {
  it("is read from its file at each sign-in: pipelines renew it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "oidc-"));
    const path = join(folder, "token");
    const token = oidcToken(read({ ARM_OIDC_TOKEN_FILE_PATH: path }))!;
    writeFileSync(path, "first\n");
    await expect(token()).resolves.toBe("first");
    writeFileSync(path, "second\n");
    await expect(token()).resolves.toBe("second");
    rmSync(folder, { recursive: true });
  });

  it("is asked of GitHub Actions", async () => {
    const environment = {
      ACTIONS_ID_TOKEN_REQUEST_URL: "https://token.example/job?api-version=2.0",
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: "bearer",
    };
    const get = jest.fn().mockResolvedValueOnce({ status: 200, body: { value: "of the job" } });
    const token = oidcToken(read(environment), get as typeof getJson)!;

    await expect(token()).resolves.toBe("of the job");
    const asked = "https://token.example/job?api-version=2.0&audience=api%3A%2F%2FAzureADTokenExchange";
    expect(get).toHaveBeenCalledWith(asked, "bearer");

    get.mockResolvedValueOnce({ status: 403, body: {} });
    await expect(token()).rejects.toThrow("GitHub answered 403");
  });

  it("is none where nothing tells of one", () => {
    expect(oidcToken(read({}))).toBeUndefined();
  });
});
