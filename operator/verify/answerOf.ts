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

/** The error body of Key Vault as `@azure/keyvault-keys` hands it on: `innererror` becomes `innerError`. */
interface KeyVaultErrorDetails {
  error?: { code?: string; message?: string; innerError?: { code?: string } };
}

/** The vault's answer; undefined where no vault answered: a lost connection, a proxy, an error of the client's own. */
export function vaultAnswerOf(error: unknown): VaultAnswer | undefined {
  if (!isRestError(error) || error.statusCode === undefined) return undefined;
  const details = (error.details as KeyVaultErrorDetails | undefined)?.error;
  if (details === undefined) return undefined;
  return {
    status: error.statusCode,
    code: details.code,
    innerCode: details.innerError?.code,
    message: details.message ?? error.message,
  };
}

/** An HTTP answer that is not Key Vault's: a proxy's, or a gateway's. */
export function foreignAnswerOf(error: unknown): { error: RestError; status: number; text: string } | undefined {
  if (!isRestError(error) || error.statusCode === undefined || vaultAnswerOf(error) !== undefined) return undefined;
  return { error, status: error.statusCode, text: error.response?.bodyAsText?.trim() ?? error.message };
}
