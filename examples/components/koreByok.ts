import { KoreByok, NetworkMode } from "kore-byok-azure";

const byok = new KoreByok("kore", {
  koreClientId: "5f4d9b7a-3a55-4c1c-9d0f-1f2e3d4c5b6a",
  koreAppOwnerTenantId: "c0ffee00-1111-4222-8333-444455556666",
  location: "westeurope",
  vaultName: "kv-kore-contoso",
  networkMode: NetworkMode.Firewall,
  koreIpRanges: ["20.42.7.0/28"],
});

// All that the command `kore-byok` reads; `handoff` is what Kore's support and console ask for.
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
