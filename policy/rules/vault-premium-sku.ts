import { vaultProperties } from "../resources/vault";
import { resourceRule } from "../rule";
import { shown } from "../shown";

/** Advisory by default: a standard vault is a valid choice with software keys; mandatory in `hsm`. */
export const vaultPremiumSku = resourceRule({
  name: "vault-premium-sku",
  displayName: "Key Vault is premium",
  description: "The vault has the premium SKU, which keys in a hardware security module need.",
  enforcementLevel: "advisory",
  severity: "medium",
  topics: ["vault", "hsm"],
  references: {},
  remediationSteps:
    "Set properties.sku.name to premium. Azure changes the SKU of a vault in place; keys stay as they are.",
  url: "https://learn.microsoft.com/azure/key-vault/keys/about-keys",
  judges: ["Vault"],
  judge: ({ props }, _config, report) => {
    const name = vaultProperties(props).sku?.name;
    if (String(name).toLowerCase() !== "premium") {
      report({
        found: shown("properties.sku.name", name),
        rule: "the vault must be premium, or its keys are held in software",
        fix: 'set properties.sku.name to "premium"',
      });
    }
  },
});
