/** Why there is no token: no login, or a refusal by Microsoft Entra ID, known by the number after AADSTS. */
import type { Failure } from "./failure";

/** From Microsoft's "Microsoft Entra authentication and authorization error codes" and the troubleshooting pages of each. */
const refusals: Record<string, Failure> = {
  "700016": {
    kind: "credential",
    cause: "Entra does not know this application in the tenant.",
    fix: "Compare the client ID with `koreClientId`, and the tenant with the stack output `tenantId`.",
  },
  "7000229": {
    kind: "credential",
    cause:
      "The application has no service principal in the vault's tenant: consent was never given, or it was deleted.",
    fix: "Grant consent with the stack output `adminConsentUrl`, or let `pulumi up --refresh` create the service principal. One that was deleted and created again has another object ID: run `pulumi refresh`, `kore-byok revoke` and `kore-byok restore`.",
  },
  "7000112": {
    kind: "credential",
    cause: "The application's service principal is disabled for sign-in in the vault's tenant.",
    fix: "Microsoft Entra ID > Enterprise applications > the application > Properties: enable it for sign-in.",
  },
  "7000215": {
    kind: "credential",
    cause: "The client secret is wrong.",
    fix: "Give the secret's value, not its ID; if it has been replaced, give the new one.",
  },
  "7000222": {
    kind: "credential",
    cause: "The client secret has expired.",
    fix: "The owner of the application makes a new secret.",
  },
  "90002": {
    kind: "tenant",
    cause: "There is no such tenant in this cloud.",
    fix: "Compare the tenant ID with the stack output `tenantId`, and the authority host with the vault's cloud.",
  },
  "53003": {
    kind: "credential",
    cause: "A Conditional Access policy of the tenant blocks this sign-in.",
    fix: "Ask the tenant's Entra administrator to look the sign-in up in the sign-in log and admit it.",
  },
};

/** Explains why there is no token; undefined if the failure is neither Entra's nor the credential's. */
export function explainLoginFailure(error: unknown): Failure | undefined {
  return explainEntraRefusal(error instanceof Error ? error.message : String(error)) ?? explainMissingLogin(error);
}

/**
 * No credential of DefaultAzureCredential's chain has a login. Each says why in the one message; that one of them could
 * not reach a network address is not a failure of the connection.
 */
function explainMissingLogin(error: unknown): Failure | undefined {
  if (!(error instanceof Error)) return undefined;
  if (!/^(CredentialUnavailableError|AggregateAuthenticationError|ChainedTokenCredential)/.test(error.name)) {
    return undefined;
  }
  return {
    kind: "credential",
    cause: "Not logged in here, or the login has expired.",
    fix: "Run `az login`, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and the credential of a workload identity.",
  };
}

function explainEntraRefusal(message: string): Failure | undefined {
  const wrongTenant = /not configured to acquire tokens for tenant (\S+?)\.?\s/i.exec(message);
  if (wrongTenant !== null) {
    return {
      kind: "tenant",
      cause: `The credential is for another tenant than the vault, which belongs to tenant ${wrongTenant[1]}.`,
      fix: `Sign in to tenant ${wrongTenant[1]}, or create the credential for it.`,
    };
  }
  const [code, number = ""] = /AADSTS(\d+)/.exec(message) ?? [];
  if (code === undefined) return undefined;
  const known = refusals[number];
  if (known !== undefined) return { ...known, cause: `${known.cause} (${code})` };
  const [sentence = message] = message.split(/\s*Trace ID:/);
  return {
    kind: "credential",
    cause: `Entra refused to issue a token: ${sentence}`,
    fix: `Look up ${code} at https://login.microsoftonline.com/error?code=${number}.`,
  };
}
