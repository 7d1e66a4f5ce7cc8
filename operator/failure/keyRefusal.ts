/** Refusals that lie in the key: by the vault, or by the client, which looks at dates and key_ops before it calls. */
import { vaultAnswerOf } from "./answerOf";
import type { Failure } from "./failure";
import type { Asked } from "./vaultFailure";

/** Explains a refusal that lies in the key; undefined for any other failure. */
export function explainKeyRefusal(error: unknown, { vaultUri, keyName }: Asked): Failure | undefined {
  const answer = vaultAnswerOf(error);
  const message = answer?.message ?? (error instanceof Error ? error.message : String(error));
  if (answer?.code === "KeyNotFound" || answer?.status === 404) {
    return {
      kind: "key-not-found",
      cause: `The vault ${vaultUri} has no key named "${keyName}".`,
      fix:
        "Compare it with the stack output `keyName`. A key that was deleted can be recovered: " +
        `az keyvault key recover --vault-name ${new URL(vaultUri).host.split(".")[0]} --name ${keyName}`,
    };
  }
  if (answer?.innerCode === "KeyDisabled" || /on a disabled key/i.test(message)) {
    return {
      kind: "key-disabled",
      cause: `The key "${keyName}" is disabled.`,
      fix: "Enable the current version of the key: Key Vault > Keys > the key > the version > Enabled: Yes.",
    };
  }
  const before = /can't be used before (\S+)/.exec(message)?.[1];
  if (answer?.innerCode === "KeyNotYetValid" || before !== undefined) {
    return {
      kind: "key-not-yet-valid",
      cause: `The key "${keyName}" is not valid yet${before === undefined ? "" : `: its activation date is ${before}`}.`,
      fix: "Remove the key's activation date or set it to a time that has passed.",
    };
  }
  const expired = / expired at (\S+)/.exec(message)?.[1];
  if (answer?.innerCode === "KeyExpired" || expired !== undefined) {
    return {
      kind: "key-expired",
      cause:
        `The key "${keyName}" ${expired === undefined ? "has expired" : `expired at ${expired}`}. The vault still ` +
        "decrypts with it, but no longer encrypts.",
      fix: "Make a new version with `npx kore-byok rotate`, or set a later expiry date. Keep the old version enabled.",
    };
  }
  const operation = /Operation (\w+) is not (?:permitted|supported) on (?:this )?key/.exec(message)?.[1];
  if (answer?.innerCode === "KeyOperationForbidden" || operation !== undefined) {
    return {
      kind: "key-operation",
      cause: `The key "${keyName}" does not permit the operation ${operation ?? "asked for"}.`,
      fix: "Its permitted operations (key_ops) must be encrypt, decrypt, wrapKey and unwrapKey.",
    };
  }
  return undefined;
}
