import { judgeEach } from "../judgement";
import { vaultProperties } from "../resources/vault";
import { resourceRule } from "../rule";
import { shown } from "../shown";

/** Azure's own retention if none is stated, in days. */
const defaultRetention = 90;

/** Azure fixes the retention when the vault is made; a short one leaves little time to notice a deleted key. */
export const vaultSoftDelete = resourceRule<{ minimumDays: number }>({
  name: "vault-soft-delete",
  displayName: "Key Vault soft delete is on, with a long retention",
  description: "Soft delete is on and keeps deleted vaults and keys for long enough to notice and recover them.",
  enforcementLevel: "mandatory",
  severity: "high",
  topics: ["vault"],
  references: {
    // v3 asks for a vault that is recoverable, which takes soft delete. For v4 and v5 that has not been verified.
    cis: { v3: "3.3.5" },
    landingZones: ["KvSoftDelete"],
    psrule: ["Azure.KeyVault.SoftDelete"],
    checkov: ["CKV_AZURE_111", "CKV_AZURE_42"],
    pulumi: ["key-vault-soft-delete"],
  },
  remediationSteps:
    "Leave properties.enableSoftDelete at true and set properties.softDeleteRetentionInDays. Azure fixes the number " +
    "when the vault is made: an existing vault with a shorter retention keeps it, so lower minimumDays for that stack.",
  url: "https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview",
  configSchema: {
    properties: {
      minimumDays: {
        type: "integer",
        minimum: 7,
        maximum: 90,
        default: 90,
        description: "The shortest retention of deleted vaults and keys that passes, in days. Azure allows 7 to 90.",
      },
    },
  },
  judges: ["Vault"],
  judge: ({ props }, { minimumDays }, report) => {
    const properties = vaultProperties(props);
    judgeEach([
      () => {
        if (properties.enableSoftDelete === false) {
          report({
            found: "properties.enableSoftDelete is false",
            rule: "soft delete must be on",
            fix: "set properties.enableSoftDelete to true or leave it out",
          });
        }
      },
      () => {
        const days = properties.softDeleteRetentionInDays ?? defaultRetention;
        if (typeof days !== "number" || !(days >= minimumDays)) {
          report({
            found: shown("properties.softDeleteRetentionInDays", days),
            rule: `deleted vaults and keys must be kept for ${minimumDays} days at least (minimumDays)`,
            fix: `set properties.softDeleteRetentionInDays to ${minimumDays} or more when the vault is made`,
          });
        }
      },
    ]);
  },
});
