import { ByokKey } from "kore-byok-azure";

// In a vault that another team made and runs.
const key = new ByokKey("kore", {
  resourceGroupName: "rg-keys",
  vaultName: "kv-contoso-keys",
  vaultUri: "https://kv-contoso-keys.vault.azure.net/",
  keyName: "kore-production",
});

export const keyIdentifier = key.keyIdentifier;
