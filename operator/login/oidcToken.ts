/** A pipeline's own token, which Entra accepts in place of a secret. */
import { readFile } from "node:fs/promises";
import { CommandError } from "../commandError";
import { getJson } from "../management/getJson";

/** A value of the stack's configuration, else of the environment; undefined if it is empty. */
export type Read = (key: string, variable: string) => string | undefined;

/**
 * Reads the token at each sign-in; undefined if none is configured.
 *
 * @param get asks GitHub
 */
export function oidcToken(read: Read, get = getJson): (() => Promise<string>) | undefined {
  const token = read("oidcToken", "ARM_OIDC_TOKEN");
  if (token !== undefined) return () => Promise.resolve(token);
  const path = read("oidcTokenFilePath", "ARM_OIDC_TOKEN_FILE_PATH");
  if (path !== undefined) return async () => (await readFile(path, "utf8")).trim();
  // GitHub Actions issues a token on request.
  const url = read("oidcRequestUrl", "ACTIONS_ID_TOKEN_REQUEST_URL");
  const bearer = read("oidcRequestToken", "ACTIONS_ID_TOKEN_REQUEST_TOKEN");
  if (url === undefined || bearer === undefined) return undefined;
  const asked = new URL(url);
  asked.searchParams.set("audience", read("oidcAudience", "ARM_OIDC_AUDIENCE") ?? "api://AzureADTokenExchange");
  return async () => {
    const { status, body } = await get<{ value?: string }>(asked.href, bearer);
    if (body.value !== undefined) return body.value;
    throw new CommandError(
      `GitHub answered ${status} to the request for the job's token.`,
      "Give the job the permission `id-token: write`.",
    );
  };
}
