/** Refusals of the vault: network rules, token, permissions, load. */
import { isRestError } from "@azure/core-rest-pipeline";
import { vaultAnswerOf } from "./answerOf";
import type { Failure } from "./failure";
import type { Asked } from "./vaultFailure";

/** Explains a refusal by the vault; undefined if no vault answered, or with something unknown. */
export function explainVaultRefusal(error: unknown, { vaultUri }: Asked): Failure | undefined {
  const status = isRestError(error) ? error.statusCode : undefined;
  const message = vaultAnswerOf(error)?.message ?? (error instanceof Error ? error.message : String(error));
  switch (vaultAnswerOf(error)?.innerCode) {
    case "ForbiddenByFirewall":
      return firewall(message);
    case "ForbiddenByConnection":
      return {
        kind: "public-access",
        cause:
          "Public network access to the vault is disabled, and the call did not come through an approved private " +
          "endpoint connection.",
        fix:
          "For Kore: approve its pending connection with `npx kore-byok connections approve`. For yourself: run " +
          "this from a network that has your own private endpoint to the vault (`endpointSubnetId`).",
      };
    case "ForbiddenByRbac":
      return role(message, vaultUri);
    case "ForbiddenByPolicy":
    // The inner code of vaults with access policies in most reports.
    case "AccessDenied":
      return {
        kind: "access-policy",
        cause: "The vault uses access policies, which ignore role assignments, and has none that allows this call.",
        fix: "Set the vault's permission model to Azure role-based access control (`enableRbacAuthorization`).",
      };
  }
  if (status === 401) {
    return {
      kind: "token",
      cause: `The vault does not take the token: ${message}`,
      fix:
        "The token must be for the vault's tenant (stack output `tenantId`) and its cloud, and not expired; check this " +
        "machine's clock too.",
    };
  }
  if (status === 429) {
    const wait = isRestError(error) ? error.response?.headers.get("retry-after") : undefined;
    return {
      kind: "throttled",
      cause: "The vault is throttling: it has had more calls than its limit allows.",
      fix: `Wait ${wait === undefined ? "some seconds" : `${wait} s`} and run again. If it persists, find out who else uses the vault.`,
    };
  }
  if (status !== undefined && status >= 500) {
    return {
      kind: "service",
      cause: `Azure answered ${status}: ${message}`,
      fix: "Run again in a minute; if it persists, see https://status.azure.com.",
    };
  }
  return undefined;
}

function firewall(message: string): Failure {
  const address = /Client address: ([0-9A-Fa-f.:]+)/.exec(message)?.[1];
  return {
    kind: "firewall",
    cause: `The vault's firewall does not admit the client address${address === undefined ? "" : ` ${address}`}.`,
    fix:
      `Add ${address ?? "the address"} to \`koreIpRanges\` if it is one of Kore's, or to \`operatorIpRanges\` if it is ` +
      'yours, and run `pulumi up`. "Allow trusted Microsoft services" does not admit Kore.',
  };
}

function role(message: string, vaultUri: string): Failure {
  const action = /Action: '([^']+)'/.exec(message)?.[1] ?? "this call";
  const caller = /oid=([0-9a-f-]{36})/i.exec(message)?.[1];
  return {
    kind: "role",
    cause:
      `The principal${caller === undefined ? "" : ` ${caller}`} has no role assignment that allows ${action} on ` +
      `${vaultUri}, or it has one so new that it does not work yet.`,
    fix:
      "Kore's principal gets its role from `pulumi up` while `koreAccess` is `active`. To rehearse as yourself, assign " +
      "yourself Key Vault Crypto User at the key. A new role assignment takes several minutes to work: wait, then run again.",
  };
}
