/** Tells failures of Azure Resource Manager and Microsoft Graph apart, in plain words and with a fix. */
import { isRestError, type RestError } from "@azure/core-rest-pipeline";
import { CommandError } from "../commandError";
import { explainConnectionFailure } from "../verify/connectionFailure";
import { explainEntraRefusal } from "../verify/entraRefusal";

/**
 * What a client or a credential threw, as an error of the command's.
 *
 * @param doing what was tried, as a clause: "reading the vault"
 * @param host who was asked, such as `management.azure.com`
 */
export function explainRefusal(error: unknown, doing: string, host: string): CommandError {
  if (error instanceof CommandError) return error;
  const { cause, fix } = explainFailure(error, host);
  return new CommandError(`Azure failed at ${doing}. ${cause}`, fix);
}

/** Cause and fix of what a client or a credential threw. */
export function explainFailure(error: unknown, host: string): { cause: string; fix: string } {
  const message = error instanceof Error ? error.message : String(error);
  const known = explainEntraRefusal(message) ?? explainLogin(error) ?? explainAnswer(error);
  return (
    known ??
    explainConnectionFailure(error, { vaultUri: `https://${host}/`, keyName: "" }) ?? {
      cause: message,
      fix: "Read the message; AZURE_LOG_LEVEL=info logs each request.",
    }
  );
}

function explainLogin(error: unknown): { cause: string; fix: string } | undefined {
  if (
    !(error instanceof Error) ||
    !/^(CredentialUnavailableError|AggregateAuthenticationError|ChainedTokenCredential)/.test(error.name)
  ) {
    return undefined;
  }
  return {
    cause: "Nobody is logged in here, or the login has expired.",
    fix: "Run `az login`, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and the credential of a workload identity.",
  };
}

/** The answer's error: clients of one generation read it, those of another leave it in the text where a list was asked for. */
function bodyOf({ details, response }: RestError): { code?: string; message?: string } | undefined {
  const read = (details as { error?: { code?: string; message?: string } } | undefined)?.error;
  if (read?.message !== undefined) return read;
  try {
    return (JSON.parse(response?.bodyAsText ?? "") as { error?: { code?: string; message?: string } }).error;
  } catch {
    return undefined;
  }
}

/** Azure Resource Manager's own words stay: they name the action, the scope and the caller. */
function explainAnswer(error: unknown): { cause: string; fix: string } | undefined {
  if (!isRestError(error) || error.statusCode === undefined) return undefined;
  const body = bodyOf(error);
  const code = body?.code ?? error.code;
  if (code === undefined) return undefined;
  const cause = `It answered ${error.statusCode} ${code}: ${body?.message ?? error.message}`;
  if (error.statusCode === 401) return { cause, fix: "Log in again with `az login`, to the tenant of the vault." };
  if (error.statusCode === 403) {
    const [, client, action, scope] =
      /client '([^']+)'.* action '([^']+)' over scope '([^']+)'/s.exec(body?.message ?? "") ?? [];
    if (scope !== undefined) {
      return {
        cause: `Whoever is logged in here (client ${client}) lacks the action ${action} at ${scope}.`,
        fix: "Ask the owner of the subscription for a role with this action at this scope.",
      };
    }
    return { cause, fix: "Ask the owner of the subscription for a role with this action at this scope." };
  }
  if (error.statusCode === 404) {
    return { cause, fix: "Compare it with the stack outputs; `pulumi refresh` shows what is gone." };
  }
  if (error.statusCode === 429 || error.statusCode >= 500) {
    return { cause, fix: "Nothing was left half done: wait a minute and run the command again." };
  }
  return { cause, fix: "Correct what it names, then run the command again." };
}
