import { resourceRule } from "../rule";

/** Pulumi replaces a vault whose name or resource group changes, and a rename is a replacement. */
export const vaultProtected = resourceRule({
  name: "vault-protected",
  displayName: "Key Vault is protected in Pulumi",
  description: "The resource option protect is set on the vault, so that no update or destroy deletes or replaces it.",
  enforcementLevel: "mandatory",
  severity: "high",
  topics: ["vault", "pulumi"],
  references: {},
  remediationSteps:
    "Set the resource option protect to true on the vault, and retainOnDelete besides: a policy pack cannot see the " +
    "latter, and --ignore-protect overrides the former.",
  url: "https://www.pulumi.com/docs/iac/concepts/options/protect/",
  judges: ["Vault"],
  judge: ({ opts }, _config, report) => {
    if (opts.protect !== true) {
      report({
        found: "the resource option protect is not set",
        rule: "a vault that holds a customer-managed key must be protected from deletion and replacement",
        fix: "add { protect: true, retainOnDelete: true } to its resource options",
      });
    }
  },
});
