/** The Pulumi program: reads the stack's settings, sets up Kore's BYOK, and exports what Kore needs to know. */
import { KoreByok } from "./components";
import { readSettings } from "./settings";

const byok = new KoreByok("kore-byok", readSettings());

export const tenantId = byok.tenantId;
export const vaultUri = byok.vaultUri;
export const keyName = byok.keyName;
export const keyIdentifier = byok.keyIdentifier;
export const vaultId = byok.vaultId;
export const vaultName = byok.vaultName;
export const location = byok.location;
export const adminConsentUrl = byok.adminConsentUrl;
export const koreServicePrincipalObjectId = byok.koreServicePrincipalObjectId;
export const roleAssignmentIds = byok.roleAssignmentIds;
export const networkMode = byok.networkMode;
export const handoff = byok.handoff;
