import type { AccessToken, TokenCredential } from "@azure/identity";
import { createHttpHeaders, createPipelineRequest, type PipelineResponse, RestError } from "@azure/core-rest-pipeline";
import { explainManagementFailure } from "../../../operator/management/explainRefusal";
import { signIn } from "../../../operator/login/signIn";

const host = "login.microsoftonline.com";
const request = createPipelineRequest({ url: `https://${host}/tenant/oauth2/v2.0/token` });
/** MSAL's words, as the EnvironmentCredential hands them on. */
const networkError = new Error("EnvironmentCredential authentication failed. network_error: (400)");

/** A credential that asks Entra once, and then fails as MSAL does. */
function failing(entra: () => Promise<PipelineResponse>, error = networkError): TokenCredential {
  return signIn(({ additionalPolicies: [note] }) => ({
    async getToken(): Promise<AccessToken> {
      await note!.policy.sendRequest(request, entra).catch(() => undefined);
      throw error;
    },
  }));
}

const reasonOf = (credential: TokenCredential): Promise<{ kind?: string; cause: string; fix: string }> =>
  credential.getToken("scope").then(
    () => ({ cause: "", fix: "" }),
    (error: unknown) => explainManagementFailure(error, "management.azure.com"),
  );

describe("a sign-in that does not reach Entra", () => {
  const lost = (code: string, message: string) => () => Promise.reject(new RestError(message, { code, request }));
  const answered = (status: number, bodyAsText: string) => () =>
    Promise.resolve({ request, status, headers: createHttpHeaders(), bodyAsText });

  it.each([
    [lost("ECONNREFUSED", "connect ECONNREFUSED 127.0.0.1:1"), `No connection to ${host} (ECONNREFUSED`],
    [lost("ENOTFOUND", `getaddrinfo ENOTFOUND ${host}`), `The name ${host} does not resolve: this network's DNS`],
    [answered(403, "Blocked by policy"), `A proxy or gateway between here and ${host} answered 403`],
    [lost("NO_ANSWER_IN_TIME", `${host} did not answer within 30 s`), `${host} did not answer within 30 s.`],
  ])("says why (%#)", async (entra, cause) => {
    const { fix, ...told } = await reasonOf(failing(entra));

    expect(told.cause).toContain(cause);
    expect(fix).toContain("HTTPS_PROXY");
  });

  it("says that it is the network where it knows no more", async () => {
    expect(await reasonOf(failing(answered(400, "{}")))).toEqual({
      kind: "unreachable",
      cause: expect.stringContaining("No connection to Microsoft Entra ID") as string,
      fix: expect.stringContaining("HTTPS_PROXY") as string,
    });
  });

  it("leaves a refusal of Entra's as it is", async () => {
    const refused = new Error("AADSTS7000215: Invalid client secret provided.");

    expect((await reasonOf(failing(lost("ECONNRESET", "before"), refused))).cause).toContain("secret is wrong");
  });

  describe("with az", () => {
    const unavailable = (message: string): Error =>
      Object.assign(new Error(`ChainedTokenCredential authentication failed.\n${message}`), {
        name: "AggregateAuthenticationError",
      });
    afterEach(() => jest.restoreAllMocks());

    it("takes az's word that Entra is not reached", async () => {
      const words = `CredentialUnavailableError: HTTPSConnectionPool(host='${host}', port=443): Max retries exceeded`;

      expect((await reasonOf(failing(answered(200, "{}"), unavailable(words)))).cause).toContain(
        `No connection to ${host}`,
      );
    });

    it("says that az did not answer", async () => {
      jest.spyOn(Date, "now").mockReturnValueOnce(0).mockReturnValueOnce(30_001);

      expect(await reasonOf(failing(answered(200, "{}"), unavailable("Unexpected end of JSON input")))).toMatchObject({
        cause: "`az account get-access-token` did not answer within 30 s.",
      });
    });

    it("says that nobody is logged in, where az said so in time", async () => {
      const { cause } = await reasonOf(failing(answered(200, "{}"), unavailable("Please run 'az login'")));

      expect(cause).toBe("Not logged in here, or the login has expired.");
    });
  });
});
