import { VaultMonitoring } from "kore-byok-azure";

const subscription = "/subscriptions/8d2f9a44-7c3b-4e0d-9a55-2b1c3d4e5f60";

const monitoring = new VaultMonitoring("keys", {
  vaultId: `${subscription}/resourceGroups/rg-keys/providers/Microsoft.KeyVault/vaults/kv-contoso-keys`,
  vaultName: "kv-contoso-keys",
  resourceGroupName: "rg-keys",
  location: "westeurope",
  keyName: "kore-production",
  koreClientId: "5f4d9b7a-3a55-4c1c-9d0f-1f2e3d4c5b6a",
  logAnalyticsWorkspaceId: `${subscription}/resourceGroups/rg-security/providers/Microsoft.OperationalInsights/workspaces/log-security`,
  alertEmails: ["platform@contoso.com"],
});

export const actionGroupId = monitoring.actionGroupId;
