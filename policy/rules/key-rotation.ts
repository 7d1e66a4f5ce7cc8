import { keyProperties, rotates } from "../resources/key";
import { resourceRule } from "../rule";

/**
 * Advisory, against CIS: rotation makes a new version only. Whoever uses the key must notice it and keep the old
 * versions for what they locked, and Kore has not published whether it does.
 */
export const keyRotation = resourceRule({
  name: "key-rotation",
  displayName: "Key is rotated automatically",
  description: "A rotation policy makes new versions of the key; whoever uses the key must be able to follow.",
  enforcementLevel: "advisory",
  severity: "low",
  topics: ["key"],
  references: {
    cis: { v3: "3.3.8", v4: "9.3.9", v5: "8.3.9" },
    psrule: ["Azure.KeyVault.AutoRotationPolicy"],
    pulumi: ["key-vault-key-rotation"],
  },
  deviation:
    "CIS asks for rotation of every key. Whoever uses the key must notice a new version and keep the old ones, or it can no " +
    "longer open its data; so rotation is advised here, and not required.",
  remediationSteps:
    "Once the key's user has confirmed that new versions are picked up and old ones kept, add a rotate action with " +
    "timeAfterCreate or timeBeforeExpiry to properties.rotationPolicy. It takes effect only when the key is made: for " +
    "an existing key, use az keyvault key rotation-policy update.",
  url: "https://learn.microsoft.com/azure/key-vault/keys/how-to-configure-key-rotation",
  judges: ["Key"],
  judge: ({ props }, _config, report) => {
    const { rotationPolicy } = keyProperties(props);
    if (!rotates(rotationPolicy)) {
      report({
        found: rotationPolicy
          ? "properties.rotationPolicy has no rotate action with a trigger"
          : "properties.rotationPolicy is not set",
        rule: "the key should be rotated automatically if its user can follow",
        fix: "add a rotate action with timeAfterCreate or timeBeforeExpiry to properties.rotationPolicy",
      });
    }
  },
});
