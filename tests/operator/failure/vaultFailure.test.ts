import { createHttpHeaders, createPipelineRequest, type PipelineResponse, RestError } from "@azure/core-rest-pipeline";
import { explainVaultFailure } from "../../../operator/failure/vaultFailure";

const asked = { vaultUri: "https://kv-kore-test.vault.azure.net/", keyName: "kore-byok" };
const request = createPipelineRequest({ url: asked.vaultUri });

/** What the SDK throws for a connection that failed with a code of Node.js. */
const lost = (code: string, message = `failed: ${code}`): RestError => new RestError(message, { code, request });

/** What the SDK throws for an answer that is not Key Vault's. */
function foreign(status: number, bodyAsText: string): RestError {
  const response: PipelineResponse = { request, status, headers: createHttpHeaders(), bodyAsText };
  return new RestError(`status ${status}`, { statusCode: status, request, response });
}

/** What the SDK throws for a refusal of Key Vault. */
function refused(status: number, error: unknown, headers: Record<string, string> = {}): RestError {
  const response: PipelineResponse = { request, status, headers: createHttpHeaders(headers) };
  const refusal = new RestError("refused", { statusCode: status, request, response });
  refusal.details = { error };
  return refusal;
}

describe("the cause of a failure", () => {
  it.each([
    ["ENOTFOUND", "name-not-resolved"],
    ["EAI_AGAIN", "name-not-resolved"],
    ["ECONNREFUSED", "unreachable"],
    ["ECONNRESET", "unreachable"],
    ["ETIMEDOUT", "unreachable"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "tls"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls"],
    ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "tls"],
    ["CERT_HAS_EXPIRED", "tls"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "tls"],
  ])("of %s is %s", (code, kind) => {
    const failure = explainVaultFailure(lost(code), asked);

    expect(failure.kind).toBe(kind);
    expect(failure.cause).toContain("kv-kore-test.vault.azure.net");
    expect(failure.fix).not.toBe("");
  });

  it("names the host that did not resolve, be it Entra's", () => {
    const error = new Error("network_error: getaddrinfo ENOTFOUND login.microsoftonline.com");

    expect(explainVaultFailure(error, asked)).toMatchObject({
      kind: "name-not-resolved",
      cause: expect.stringContaining("login.microsoftonline.com") as string,
    });
  });

  it.each([
    [502, "Could not resolve host: kv-kore-test.vault.azure.net", "name-not-resolved"],
    [403, "Blocked by policy", "proxy"],
    [407, "Proxy Authentication Required", "proxy"],
    [504, "Gateway time-out", "proxy"],
  ])("of a proxy's %i '%s' is %s", (status, text, kind) => {
    const failure = explainVaultFailure(foreign(status, text), asked);

    expect(failure.kind).toBe(kind);
    expect(failure.cause).toContain(text);
  });

  it.each([
    [{ code: "Forbidden", message: "Operation decrypt is not allowed on a disabled key." }, "key-disabled"],
    [{ code: "Forbidden", message: "Operation wrapKey is not permitted on this key." }, "key-operation"],
    [{ code: "Forbidden", message: "?", innerError: { code: "KeyNotYetValid" } }, "key-not-yet-valid"],
    [{ code: "Forbidden", message: "?", innerError: { code: "ForbiddenByConnection" } }, "public-access"],
    [{ code: "Forbidden", message: "?", innerError: { code: "ForbiddenByPolicy" } }, "access-policy"],
    [{ code: "Forbidden", message: "?", innerError: { code: "AccessDenied" } }, "access-policy"],
    [{ code: "Forbidden", message: "?", innerError: { code: "SomethingNew" } }, "unknown"],
  ])("of the vault's refusal %j is %s", (error, kind) => {
    expect(explainVaultFailure(refused(403, error), asked).kind).toBe(kind);
  });

  it("of a refused list, of which the client keeps the code alone, is no proxy", () => {
    const response: PipelineResponse = { request, status: 403, headers: createHttpHeaders() };
    const error = new RestError("Pagination failed", { statusCode: 403, code: "Forbidden", request, response });

    expect(explainVaultFailure(error, asked)).toMatchObject({
      kind: "unknown",
      cause: "Azure answered 403: Pagination failed",
    });
  });

  it("of a token for another tenant is the token, and says what the vault said", () => {
    const message =
      "AKV10032: Invalid issuer. Expected one of https://sts.windows.net/a/, found https://sts.windows.net/b/.";

    expect(explainVaultFailure(refused(401, { code: "Unauthorized", message }), asked)).toMatchObject({
      kind: "token",
      cause: expect.stringContaining("found https://sts.windows.net/b/") as string,
    });
  });

  it("of an answer that is no JSON is the proxy, though the client took it for Azure's", () => {
    const response: PipelineResponse = { request, status: 403, headers: createHttpHeaders(), bodyAsText: "Blocked." };
    const error = new RestError("Unexpected token", { code: "PARSE_ERROR", statusCode: 403, request, response });

    expect(explainVaultFailure(error, asked)).toMatchObject({
      kind: "proxy",
      cause: expect.stringContaining("Blocked."),
    });
  });

  it("of throttling says how long Azure asks to wait", () => {
    const error = refused(429, { code: "Throttled", message: "Too many." }, { "retry-after": "7" });

    expect(explainVaultFailure(error, asked)).toMatchObject({
      kind: "throttled",
      fix: expect.stringContaining("Wait 7 s") as string,
    });
  });

  it("of an Entra refusal that it does not know is quoted, without the trace", () => {
    const failure = explainVaultFailure(
      new Error("AADSTS50076: Use multi-factor. Trace ID: 1 Correlation ID: 2"),
      asked,
    );

    expect(failure).toMatchObject({ kind: "credential", fix: expect.stringContaining("error?code=50076") as string });
    expect(failure.cause).toBe("Entra refused to issue a token: AADSTS50076: Use multi-factor.");
  });

  it("of no login is the credential, whatever network address one of the chain asked in vain", () => {
    const error = new Error(
      "ChainedTokenCredential authentication failed.\nCredentialUnavailableError: ManagedIdentityCredential: connect ETIMEDOUT 169.254.169.254:80",
    );
    error.name = "AggregateAuthenticationError";

    expect(explainVaultFailure(error, asked)).toMatchObject({
      kind: "credential",
      cause: "Not logged in here, or the login has expired.",
      fix: expect.stringContaining("az login") as string,
    });
  });

  it("of anything else is its message", () => {
    expect(explainVaultFailure(new Error("Boom."), asked)).toMatchObject({ kind: "unknown", cause: "Boom." });
    expect(explainVaultFailure("Boom.", asked)).toMatchObject({ kind: "unknown", cause: "Boom." });
  });
});
