import { vaultProperties } from "../resources/vault";
import { resourceRule } from "../rule";
import { shown } from "../shown";

/** Without a network ACL, the vault's default has been Allow: any network may try its luck with a stolen token. */
export const vaultNetworkDefaultDeny = resourceRule({
  name: "vault-network-default-deny",
  displayName: "Key Vault firewall denies by default",
  description: "The vault states a network ACL whose default action is Deny, so that only named networks get in.",
  enforcementLevel: "mandatory",
  severity: "high",
  topics: ["vault", "network"],
  references: {
    landingZones: ["KvFirewallEnabled", "Modify-KV-Fw"],
    psrule: ["Azure.KeyVault.Firewall"],
    checkov: ["CKV_AZURE_109"],
    trivy: ["AZU-0013"],
  },
  remediationSteps:
    "State properties.networkAcls in full, with defaultAction Deny, also where public network access is disabled: " +
    "the ACL is what holds on the day when someone enables it.",
  url: "https://learn.microsoft.com/azure/key-vault/general/network-security",
  judges: ["Vault"],
  judge: ({ props }, _config, report) => {
    const { networkAcls } = vaultProperties(props);
    const defaultAction = networkAcls?.defaultAction;
    if (String(defaultAction).toLowerCase() !== "deny") {
      report({
        found: networkAcls
          ? shown("properties.networkAcls.defaultAction", defaultAction)
          : "properties.networkAcls is not set",
        rule: "the network ACL must be there and deny by default",
        fix: 'set properties.networkAcls with defaultAction "Deny"',
      });
    }
  },
});
