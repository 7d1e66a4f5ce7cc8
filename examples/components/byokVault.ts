import * as authorization from "@pulumi/azure-native/authorization";
import * as resources from "@pulumi/azure-native/resources";
import { ByokVault, NetworkMode } from "kore-byok-azure";

const group = new resources.ResourceGroup("keys", { resourceGroupName: "rg-keys", location: "westeurope" });

const vault = new ByokVault("keys", {
  tenantId: authorization.getClientConfigOutput().tenantId,
  resourceGroupName: group.name,
  vaultName: "kv-contoso-keys",
  networkMode: NetworkMode.Firewall,
  koreIpRanges: ["20.42.7.0/28"],
});

export const vaultUri = vault.vaultUri;
