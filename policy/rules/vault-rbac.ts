import { judgeEach } from "../judgement";
import { kindOf } from "../resources/kind";
import { vaultProperties } from "../resources/vault";
import { resourceRule } from "../rule";
import { shown } from "../shown";

const rule = "access must be granted by Azure RBAC alone";

/** Under access policies every Contributor can grant themselves the keys; under RBAC that takes a separate role. */
export const vaultRbac = resourceRule({
  name: "vault-rbac",
  displayName: "Key Vault uses Azure RBAC",
  description: "The vault uses the RBAC permission model and has no access policies, which Contributors can change.",
  enforcementLevel: "mandatory",
  severity: "high",
  topics: ["vault", "access"],
  references: {
    cis: { v3: "3.3.6", v4: "9.3.6", v5: "8.3.6" },
    landingZones: ["Deny-KV-without-ArmRbac"],
    psrule: ["Azure.KeyVault.RBAC"],
  },
  remediationSteps:
    "Set properties.enableRbacAuthorization to true (unset means access policies in the API versions before " +
    "2026-02-01), remove properties.accessPolicies and every keyvault.AccessPolicy, and grant by role assignments.",
  url: "https://learn.microsoft.com/azure/key-vault/general/rbac-guide",
  judges: ["Vault", "AccessPolicy"],
  judge: ({ type, props }, _config, report) => {
    if (kindOf(type) === "AccessPolicy") {
      report({
        found: "it grants access by an access policy",
        rule,
        fix: "remove it and assign a role such as Key Vault Crypto User instead",
      });
      return;
    }
    const properties = vaultProperties(props);
    judgeEach([
      () => {
        if (properties.enableRbacAuthorization !== true) {
          report({
            found: shown("properties.enableRbacAuthorization", properties.enableRbacAuthorization),
            rule,
            fix: "set properties.enableRbacAuthorization to true",
          });
        }
      },
      () => {
        const policies = properties.accessPolicies;
        if (Array.isArray(policies) && policies.length > 0) {
          report({
            found: `properties.accessPolicies has ${policies.length} entries`,
            rule,
            fix: "remove properties.accessPolicies and assign roles instead",
          });
        }
      },
    ]);
  },
});
