/** Explains failures of Azure Resource Manager and Microsoft Graph in plain words and with a fix. */
import { isRestError, RestError } from "@azure/core-rest-pipeline";
import { CommandError } from "../commandError";
import { errorBodyOf } from "../failure/answerOf";
import { explainConnectionFailure } from "../failure/connectionFailure";
import { explainLoginFailure } from "../failure/entraRefusal";

/**
 * What a client or a credential threw, as the command's error.
 *
 * @param doing what was tried, as a clause: "reading the vault"
 * @param host who was asked, such as `management.azure.com`
 */
export function explainRefusal(error: unknown, doing: string, host: string): CommandError {
  if (error instanceof CommandError) return error;
  const { cause, fix } = explainManagementFailure(error, host);
  return new CommandError(`Azure refused or failed while ${doing}. ${cause}`, fix);
}

/** Cause and fix of what a client or a credential threw. */
export function explainManagementFailure(error: unknown, host: string): { cause: string; fix: string } {
  const message = error instanceof Error ? error.message : String(error);
  const known = explainLoginFailure(error) ?? explainAnswer(error);
  return (
    known ??
    explainConnectionFailure(error, `https://${host}/`) ?? {
      cause: message,
      fix: "Read the message; AZURE_LOG_LEVEL=info logs each request.",
    }
  );
}

/** Azure Resource Manager's own words stay: they name the action, the scope and the caller. */
function explainAnswer(error: unknown): { cause: string; fix: string } | undefined {
  if (!isRestError(error) || error.statusCode === undefined) return undefined;
  const body = errorBodyOf(error);
  // What is not JSON is not Azure's answer.
  if (body?.code === undefined || body.code === RestError.PARSE_ERROR) return undefined;
  const cause = `It answered ${error.statusCode} ${body.code}: ${body.message ?? error.message}`;
  if (error.statusCode === 401) return { cause, fix: "Log in again with `az login`, to the tenant of the vault." };
  if (error.statusCode === 403) {
    const [, client, action, scope] =
      /client '([^']+)'.* action '([^']+)' over scope '([^']+)'/s.exec(body.message ?? "") ?? [];
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
    return { cause, fix: "Wait a minute and run the command again." };
  }
  return { cause, fix: "Correct what it names, then run the command again." };
}
