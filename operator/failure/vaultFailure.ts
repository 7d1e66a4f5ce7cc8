/** Tells failures of a Key Vault call apart, in plain words and with a fix. */
import { isRestError } from "@azure/core-rest-pipeline";
import { explainConnectionFailure } from "./connectionFailure";
import { explainLoginFailure } from "./entraRefusal";
import { explainKeyRefusal } from "./keyRefusal";
import { explainVaultRefusal } from "./vaultRefusal";

/** What was asked of which vault, for the words of an explanation. */
export interface Asked {
  /** For example `https://kv-kore-abc.vault.azure.net/`. */
  vaultUri: string;
  keyName: string;
}

export interface Failure {
  /**
   * - `name-not-resolved`, `unreachable`, `proxy`, `tls`: the vault or Entra was not reached;
   * - `firewall`, `public-access`: the vault's network rules do not admit the caller;
   * - `credential`, `tenant`, `token`: Entra gave no token, or the vault did not take it;
   * - `role`, `access-policy`: the caller lacks a permission, or has it only since a moment ago;
   * - `key-not-found`, `key-disabled`, `key-expired`, `key-not-yet-valid`, `key-operation`: the key itself;
   * - `throttled`, `service`: too many calls, or a fault of Azure's;
   * - `mismatch`: the vault answered, with other bytes than were encrypted;
   * - `unknown`: none of these.
   */
  kind:
    | "name-not-resolved"
    | "unreachable"
    | "proxy"
    | "tls"
    | "firewall"
    | "public-access"
    | "credential"
    | "tenant"
    | "token"
    | "role"
    | "access-policy"
    | "key-not-found"
    | "key-disabled"
    | "key-expired"
    | "key-not-yet-valid"
    | "key-operation"
    | "throttled"
    | "service"
    | "mismatch"
    | "unknown";
  /** One or two sentences. */
  cause: string;
  /** What to do, for whoever runs the vault. */
  fix: string;
}

/** Explains what `@azure/keyvault-keys` or the credential threw. Never throws itself. */
export function explainFailure(error: unknown, asked: Asked): Failure {
  const message = error instanceof Error ? error.message : String(error);
  return (
    explainLoginFailure(error) ??
    explainConnectionFailure(error, asked) ??
    explainKeyRefusal(error, asked) ??
    explainVaultRefusal(error, asked) ?? {
      kind: "unknown",
      cause: isRestError(error) && error.statusCode ? `Azure answered ${error.statusCode}: ${message}` : message,
      fix: "Read the message; where it says nothing more, repeat with AZURE_LOG_LEVEL=info, which logs each request.",
    }
  );
}
