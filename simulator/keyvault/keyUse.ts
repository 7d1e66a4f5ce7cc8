/** Whether a version of a key may be used for an operation: enabled, in `key_ops`, within its dates. */
import { AzureError, type KeyVersion, type VaultKey } from "../model";

/** As `key_ops` and Key Vault's refusals spell them. */
export type KeyUse = "encrypt" | "decrypt" | "wrapKey" | "unwrapKey";

/**
 * Throws 403 in Key Vault's words. The texts for disabled keys and for `key_ops` are from public reports
 * (Azure/azure-sdk-for-net#11518); those for dates are unverified: no report quotes them.
 *
 * Outside nbf and exp decryption and unwrapping still work: only new uses are refused ("About keys", section
 * "Date-time controlled operations").
 *
 * @param now Milliseconds since the epoch, simulated clock.
 */
export function checkUse(key: VaultKey, version: KeyVersion, use: KeyUse, now: number): void {
  if (!version.enabled) {
    throw new AzureError(403, "Forbidden", `Operation ${use} is not allowed on a disabled key.`, "KeyDisabled");
  }
  if (!key.keyOps.includes(use)) {
    throw new AzureError(403, "Forbidden", `Operation ${use} is not permitted on this key.`, "KeyOperationForbidden");
  }
  if (use === "decrypt" || use === "unwrapKey") return;
  if (version.nbf !== undefined && now < version.nbf * 1000) {
    const message = `Operation ${use} is not allowed on a key that is not yet valid.`;
    throw new AzureError(403, "Forbidden", message, "KeyNotYetValid");
  }
  if (version.exp !== undefined && now >= version.exp * 1000) {
    throw new AzureError(403, "Forbidden", `Operation ${use} is not allowed on an expired key.`, "KeyExpired");
  }
}
