import * as pulumi from "@pulumi/pulumi";
import { KoreAccess, KoreAccessScope, KoreKeyAccess } from "kore-byok-azure";

// The kill switch: pulumi config set revoked true, then pulumi up.
const revoked = new pulumi.Config().getBoolean("revoked") ?? false;

const access = new KoreKeyAccess("kore", {
  vaultId:
    "/subscriptions/8d2f9a44-7c3b-4e0d-9a55-2b1c3d4e5f60/resourceGroups/rg-keys/providers/Microsoft.KeyVault/vaults/kv-contoso-keys",
  keyName: "kore-production",
  servicePrincipalObjectId: "9a8b7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d",
  koreAccessScope: KoreAccessScope.Key,
  koreAccess: revoked ? KoreAccess.Revoked : KoreAccess.Active,
});

export const roleAssignmentIds = access.roleAssignmentIds;
