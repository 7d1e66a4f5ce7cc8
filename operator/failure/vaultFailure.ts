/** Explains failures of a Key Vault call in plain words and with a fix. */
import { isRestError } from "@azure/core-rest-pipeline";
import { explainConnectionFailure } from "./connectionFailure";
import { explainLoginFailure } from "./entraRefusal";
import type { Failure } from "./failure";
import { explainKeyRefusal } from "./keyRefusal";
import { explainVaultRefusal } from "./vaultRefusal";

/** What was asked of which vault, for the words of an explanation. */
export interface Asked {
  /** For example `https://kv-kore-abc.vault.azure.net/`. */
  vaultUri: string;
  keyName: string;
}

/** Explains what `@azure/keyvault-keys` or the credential threw. Never throws itself. */
export function explainVaultFailure(error: unknown, asked: Asked): Failure {
  const message = error instanceof Error ? error.message : String(error);
  return (
    explainLoginFailure(error) ??
    explainConnectionFailure(error, asked.vaultUri) ??
    explainKeyRefusal(error, asked) ??
    explainVaultRefusal(error, asked) ?? {
      kind: "unknown",
      cause: isRestError(error) && error.statusCode ? `Azure answered ${error.statusCode}: ${message}` : message,
      fix: "Read the message; if it does not help, repeat with AZURE_LOG_LEVEL=info, which logs each request.",
    }
  );
}
