/** What all credentials have in common: a time limit, and the reason if Entra is not reached. */
import type { DefaultAzureCredentialOptions, TokenCredential } from "@azure/identity";
import { createPipelineRequest, type PipelinePolicy, RestError } from "@azure/core-rest-pipeline";
import { lateError, longestAnswer, timeLimit } from "../management/timeLimit";

/** Options that every credential of `@azure/identity` takes. */
export type SignInOptions = Required<Pick<DefaultAzureCredentialOptions, "additionalPolicies" | "processTimeoutInMs">>;

/**
 * Makes a credential that says why it did not reach Entra: MSAL says `network_error` and no more.
 *
 * @param make makes the credential with these options
 */
export function signIn<Credential extends TokenCredential>(make: (options: SignInOptions) => Credential): Credential {
  let lost: Error | undefined;
  const note: PipelinePolicy = {
    name: "noteLost",
    async sendRequest(request, next) {
      // Requests to Entra, not to the machine itself or to Azure's metadata service, which most machines do not have.
      const isEntra = request.url.startsWith("https:");
      try {
        const response = await next(request);
        // Entra answers in JSON; something between here and there does not.
        if (isEntra && response.status >= 400 && !isJson(response.bodyAsText)) {
          lost = new RestError(`status ${response.status}`, { statusCode: response.status, request, response });
        }
        return response;
      } catch (error) {
        if (isEntra) lost = error as Error;
        throw error;
      }
    },
  };
  const limit = longestAnswer * 1000;
  const credential = make({
    additionalPolicies: [{ policy: note, position: "perCall" }, timeLimit],
    processTimeoutInMs: limit,
  });
  const getToken = credential.getToken.bind(credential);
  credential.getToken = async (...asked) => {
    const begin = Date.now();
    try {
      return await getToken(...asked);
    } catch (error) {
      const { name, message } = error as Error;
      if (/network_error|endpoints_resolution_error/.test(message) && lost !== undefined) throw lost;
      if (name !== "AggregateAuthenticationError") throw error;
      // az reports in Python's words that it has not reached Entra.
      const [told, host] = /HTTPS?ConnectionPool\(host='([^']+)'.*/.exec(message) ?? [];
      if (told !== undefined) {
        const request = createPipelineRequest({ url: `https://${host}/` });
        throw new RestError(`az: ${told}`, { code: RestError.REQUEST_SEND_ERROR, request });
      }
      if (Date.now() - begin >= limit) throw lateError("`az account get-access-token`");
      throw error;
    }
  };
  return credential;
}

function isJson(text: string | null | undefined): boolean {
  try {
    return typeof JSON.parse(text ?? "") === "object";
  } catch {
    return false;
  }
}
