import { PolicyPack } from "@pulumi/policy";
import { refuseUnknownConfiguration } from "./configuration";
import { rules } from "./rules";

refuseUnknownConfiguration(rules);

// The constructor starts the server that the engine talks to: nothing but the engine may load this file.
new PolicyPack("kore-byok-azure", {
  displayName: "Kore.ai BYOK on Azure",
  description: "Guards a customer-managed key in Azure Key Vault: vault, key, access, network and logs.",
  provider: "azure",
  tags: ["azure", "key-vault", "byok"],
  policies: rules,
});
