import { keyProperties } from "../resources/key";
import { resourceRule } from "../rule";
import { shown } from "../shown";

/** Advisory by default: Kore's guide allows software keys; mandatory in `hsm`. */
export const keyHsm = resourceRule({
  name: "key-hsm",
  displayName: "Key is held in a hardware security module",
  description: "The key's type is RSA-HSM, so that its private part never leaves a hardware security module.",
  enforcementLevel: "advisory",
  severity: "medium",
  topics: ["key", "hsm"],
  references: {
    cis: { v4: "9.3.10", v5: "8.3.10" },
    checkov: ["CKV_AZURE_112"],
  },
  deviation:
    "CIS asks for Azure Key Vault Managed HSM where it is required, which is a separate service; this rule asks for an " +
    "HSM key in a premium vault.",
  remediationSteps:
    "Make a new key with properties.kty RSA-HSM in a premium vault: the type of a key cannot be changed. Hand the new " +
    "key's name to whoever uses it before the old one is retired.",
  url: "https://learn.microsoft.com/azure/key-vault/keys/about-keys",
  judges: ["Key"],
  judge: ({ props }, _config, report) => {
    const { kty } = keyProperties(props);
    if (kty !== "RSA-HSM") {
      report({
        found: shown("properties.kty", kty),
        rule: "the key must be an RSA key in a hardware security module",
        fix: 'make a new key with properties.kty "RSA-HSM" in a premium vault',
      });
    }
  },
});
