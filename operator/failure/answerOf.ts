/** What Azure answered to a failed call, read from the SDK's error. */
import { isRestError, RestError } from "@azure/core-rest-pipeline";

/** A refusal by a vault. */
export interface VaultAnswer {
  status: number;
  /** Key Vault's error code, such as `Forbidden`. */
  code?: string;
  /** Key Vault's inner error code, such as `ForbiddenByFirewall`. */
  innerCode?: string;
  message: string;
}

/** The error in an answer's body. Clients of Azure's SDK that read it pass `innererror` on as `innerError`. */
interface ErrorBody {
  code?: string;
  message?: string;
  innererror?: { code?: string };
  innerError?: { code?: string };
}

/**
 * The error in Azure's answer; undefined if there is none. Of a refused list, one generation of clients leaves it in the
 * body's text; the other keeps the code, and sometimes the message.
 */
export function errorBodyOf({ code, message, details, response }: RestError): ErrorBody | undefined {
  const read = (details as { error?: ErrorBody } | undefined)?.error;
  if (read?.code !== undefined) return read;
  try {
    return (JSON.parse(response?.bodyAsText ?? "") as { error?: ErrorBody } | null)?.error;
  } catch {
    return code === undefined ? undefined : { code, message };
  }
}

/** The vault's answer; undefined if no vault answered: a lost connection, a proxy, an error in the client. */
export function vaultAnswerOf(error: unknown): VaultAnswer | undefined {
  if (!isRestError(error) || error.statusCode === undefined) return undefined;
  const body = errorBodyOf(error);
  if (body === undefined) return undefined;
  return {
    status: error.statusCode,
    code: body.code,
    innerCode: (body.innerError ?? body.innererror)?.code,
    message: body.message ?? error.message,
  };
}

/** An HTTP answer that is not Key Vault's: a proxy's, or a gateway's. */
export function foreignAnswerOf(error: unknown): { error: RestError; status: number; text: string } | undefined {
  if (!isRestError(error) || error.statusCode === undefined || vaultAnswerOf(error) !== undefined) return undefined;
  return { error, status: error.statusCode, text: error.response?.bodyAsText?.trim() ?? error.message };
}

/**
 * Whether an answer says that nothing was done: Azure refuses with a status from 400 to 499. With any other, or none, it is
 * not known.
 */
export function wasRefused(error: unknown): boolean {
  return isRestError(error) && error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500;
}

/** Whether Azure did what it was asked, but answered with a status that its client does not expect, such as 202. */
export function wasAccepted(error: unknown): boolean {
  if (!isRestError(error) || error.statusCode === undefined) return false;
  // What is not JSON is not Azure's answer.
  return error.statusCode >= 200 && error.statusCode < 300 && error.code !== RestError.PARSE_ERROR;
}
