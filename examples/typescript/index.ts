import * as pulumi from "@pulumi/pulumi";
import { KoreByok } from "kore-byok-azure";

const byok = new KoreByok("kore-byok", {
  koreClientId: "5f4d9b7a-3a55-4c1c-9d0f-1f2e3d4c5b6a",
  // `kore-byok revoke` and `restore` set it.
  koreAccess: new pulumi.Config().get("koreAccess"),
});

// All that the command `kore-byok` reads.
export const {
  tenantId,
  vaultUri,
  keyName,
  keyIdentifier,
  vaultId,
  vaultName,
  location,
  adminConsentUrl,
  koreServicePrincipalObjectId,
  roleAssignmentIds,
  networkMode,
  handoff,
} = byok;
