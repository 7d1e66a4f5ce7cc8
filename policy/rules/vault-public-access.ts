import { vaultProperties } from "../resources/vault";
import { resourceRule } from "../rule";
import { shown } from "../shown";

/** Advisory by default, since an allow list of public addresses needs public access; mandatory in `private`. */
export const vaultPublicAccess = resourceRule({
  name: "vault-public-access",
  displayName: "Key Vault public network access is disabled",
  description: "Public network access is disabled, so that the vault is reached by private endpoints alone.",
  enforcementLevel: "advisory",
  severity: "medium",
  topics: ["vault", "network"],
  references: {
    cis: { v4: "9.3.7", v5: "8.3.7" },
    landingZones: ["Modify-KV-PublicNetworkAccess"],
    checkov: ["CKV_AZURE_189"],
  },
  remediationSteps:
    "Set properties.publicNetworkAccess to Disabled once every caller has an approved private endpoint connection. " +
    "Callers that come from allowed public addresses are cut off by it.",
  url: "https://learn.microsoft.com/azure/key-vault/general/network-security",
  judges: ["Vault"],
  judge: ({ props }, _config, report) => {
    const { publicNetworkAccess } = vaultProperties(props);
    if (String(publicNetworkAccess).toLowerCase() !== "disabled") {
      report({
        found: shown("properties.publicNetworkAccess", publicNetworkAccess),
        rule: "public network access must be disabled",
        fix: 'set properties.publicNetworkAccess to "Disabled" and use private endpoints',
      });
    }
  },
});
