import { resourceRule } from "../rule";

/** azure-native deletes a key through the data plane, where Azure's own delete locks do not reach. */
export const keyProtected = resourceRule({
  name: "key-protected",
  displayName: "Key is protected in Pulumi",
  description: "The resource option protect is set on the key, so that no update or destroy deletes or replaces it.",
  enforcementLevel: "mandatory",
  severity: "critical",
  topics: ["key", "pulumi"],
  references: {},
  remediationSteps:
    "Set the resource option protect to true on the key, and retainOnDelete besides: a policy pack cannot see the " +
    "latter, and --ignore-protect overrides the former.",
  url: "https://www.pulumi.com/docs/iac/concepts/options/protect/",
  judges: ["Key"],
  judge: ({ opts }, _config, report) => {
    if (opts.protect !== true) {
      report({
        found: "the resource option protect is not set",
        rule: "a customer-managed key must be protected from deletion and replacement",
        fix: "add { protect: true, retainOnDelete: true } to its resource options",
      });
    }
  },
});
