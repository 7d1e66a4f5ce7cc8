/** What a failed call was answered, read from the SDK's error. */
import { isRestError, type RestError } from "@azure/core-rest-pipeline";

export interface VaultAnswer {
  status: number;
  /** Key Vault's error code, such as `Forbidden`. */
  code?: string;
  /** Key Vault's inner error code, such as `ForbiddenByFirewall`. */
  innerCode?: string;
  message: string;
}

/** The error in an answer's body. Clients of Azure's SDK that read it hand on `innererror` as `innerError`. */
interface ErrorBody {
  code?: string;
  message?: string;
  innererror?: { code?: string };
  innerError?: { code?: string };
}

/**
 * The error that Azure's services answer. Where a list was asked for, a client of one generation leaves it in the text;
 * one of the other keeps the code, and at times the message.
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

/** The vault's answer; undefined where no vault answered: a lost connection, a proxy, an error of the client's own. */
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

/** Whether an answer says that nothing was done: Azure refuses with a status below 500. Without one, nobody knows. */
export function wasRefused(error: unknown): boolean {
  return isRestError(error) && error.statusCode !== undefined && error.statusCode < 500;
}
