import { auditLogQuery } from "./auditLog";
import type { Measured } from "./monitoring";

/** An alert on the vault's audit log. */
export interface LogAlert extends Measured {
  /** KQL whose rows are counted. */
  query: (key: WatchedKey) => string;
}

/** The key that is watched, and who may use it. */
export interface WatchedKey {
  keyName: string;
  koreClientId: string;
}

const loggingPage = 'learn.microsoft.com, "Azure Key Vault logging"';

const anyRow = { operator: "GreaterThan", threshold: 0 } as const;
/** The window is longer than the frequency by more than the log's delay, or a late entry would never be seen. */
const soon = { evaluationFrequency: "PT5M", windowSize: "PT30M" };
const often = { evaluationFrequency: "PT15M", windowSize: "PT30M" };
const succeeded = "HttpStatus < 300";

/** The audit log alone shows who uses the key and what is done to it. Calls of a vault's other keys are left out. */
export const logAlerts: readonly LogAlert[] = [
  {
    name: "kore-refused",
    description:
      "Kore's calls are refused (403: role, network or a disabled key) or find no key (404: deleted, or another name). Kore can neither write nor read what the key protects.",
    severity: 1,
    query: ({ koreClientId }) => auditLogQuery(`CallerAppId =~ "${koreClientId}"`, "HttpStatus in (403, 404)"),
    ...anyRow,
    ...often,
    source: loggingPage,
  },
  {
    name: "kore-silent",
    description:
      "Kore has not used the vault for a day. It is not published how long Kore keeps what it has unwrapped, so with little traffic this may be nothing. Expected before Kore is set up, and while its access is revoked.",
    severity: 2,
    query: ({ koreClientId }) => auditLogQuery(`CallerAppId =~ "${koreClientId}"`, succeeded),
    operator: "LessThan",
    threshold: 1,
    evaluationFrequency: "PT1H",
    windowSize: "P1D",
    source: loggingPage,
  },
  {
    name: "key-deleted",
    description: "The key was deleted or purged. Recover it at once: az keyvault key recover.",
    severity: 0,
    query: ({ keyName }) => auditLogQuery('OperationName in ("KeyDelete", "KeyPurge")', onKey(keyName), succeeded),
    ...anyRow,
    ...soon,
    source: loggingPage,
  },
  {
    name: "key-changed",
    description:
      "The key's attributes or rotation policy were changed: a version may be disabled, or be given an expiry. A disabled version cuts off all that it has encrypted.",
    severity: 1,
    query: ({ keyName }) =>
      auditLogQuery('OperationName in ("KeyUpdate", "KeyRotationPolicySet")', onKey(keyName), succeeded),
    ...anyRow,
    ...often,
    source: loggingPage,
  },
  {
    name: "key-renewed",
    description:
      "The key has a new version or was restored. Keep the old versions enabled until Kore confirms in writing that it needs them no more.",
    severity: 2,
    // The scheduled rotation is no request, so its entry may have neither key nor status.
    query: ({ keyName }) =>
      auditLogQuery(
        'OperationName in ("KeyCreate", "KeyImport", "KeyRotate", "KeyRotateIfDue", "KeyRestore", "KeyRecover")',
        `OperationName == "KeyRotateIfDue" or (${onKey(keyName)} and ${succeeded})`,
      ),
    ...anyRow,
    ...often,
    source: loggingPage,
  },
  {
    name: "key-backed-up",
    description:
      "A backup of the key was taken. It can be restored to another vault of the subscription, and outlives the disabling of the key.",
    severity: 1,
    query: ({ keyName }) => auditLogQuery('OperationName == "KeyBackup"', onKey(keyName), succeeded),
    ...anyRow,
    ...often,
    source: `${loggingPage}, "Azure Key Vault backup and restore"`,
  },
  {
    name: "key-used-by-other",
    description: "Someone other than Kore decrypted or unwrapped with the key. Rehearsing Kore's test does that too.",
    severity: 1,
    query: ({ keyName, koreClientId }) =>
      auditLogQuery(
        'OperationName in ("KeyDecrypt", "KeyUnwrap")',
        onKey(keyName),
        `CallerAppId !~ "${koreClientId}"`,
        succeeded,
      ),
    ...anyRow,
    ...often,
    source: loggingPage,
  },
  {
    name: "key-near-expiry",
    description: "A key of the vault nears its expiry or has expired: past it, Kore can no longer encrypt or wrap.",
    severity: 1,
    // An event that the vault publishes, not a call: its entry names no key.
    query: () =>
      auditLogQuery('OperationName in ("KeyNearExpiryEventGridNotification", "KeyExpiredEventGridNotification")'),
    ...anyRow,
    evaluationFrequency: "PT6H",
    windowSize: "P1D",
    source: `${loggingPage}; Azure/azure-monitor-baseline-alerts, services/KeyVault/vaults/Deploy-KV-KeyExpiry-Alert.json`,
  },
];

function onKey(keyName: string): string {
  return `KeyName =~ "${keyName}"`;
}
