import { vaultProperties } from "../resources/vault";
import { resourceRule } from "../rule";
import { shown } from "../shown";

/** Without it, anyone with the right to purge can destroy a deleted vault or key for good, and all that it encrypts. */
export const vaultPurgeProtection = resourceRule({
  name: "vault-purge-protection",
  displayName: "Key Vault purge protection is on",
  description: "Purge protection is on, so that nobody can destroy a deleted vault or key before its retention ends.",
  enforcementLevel: "mandatory",
  severity: "critical",
  topics: ["vault"],
  references: {
    cis: { v3: "3.3.5", v4: "9.3.5", v5: "8.3.5" },
    landingZones: ["KvPurgeProtection"],
    psrule: ["Azure.KeyVault.PurgeProtect"],
    checkov: ["CKV_AZURE_110", "CKV_AZURE_42"],
    trivy: ["AZU-0016"],
    kics: ["cec6e005-9309-46eb-b34b-456f6eae818b"],
  },
  remediationSteps: "Set properties.enablePurgeProtection to true. Azure never lets it be turned off again.",
  url: "https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview",
  judges: ["Vault"],
  judge: ({ props }, _config, report) => {
    const { enablePurgeProtection } = vaultProperties(props);
    if (enablePurgeProtection !== true) {
      report({
        found: shown("properties.enablePurgeProtection", enablePurgeProtection),
        rule: "purge protection must be on",
        fix: "set properties.enablePurgeProtection to true",
      });
    }
  },
});
