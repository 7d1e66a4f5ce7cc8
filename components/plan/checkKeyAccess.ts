import { checkChoices, type Choice } from "./choices";
import { checkServicePrincipalObjectId } from "./guids";
import { checkKeyName } from "./names";
import { given, type Problem } from "./problem";
import { checkResourceId } from "./resourceIds";
import { KoreAccess } from "./roles";

/** Who gets which role on what. Values that are not known yet are left out. */
export interface KeyAccessRequest {
  vaultId?: string;
  keyName?: string;
  servicePrincipalObjectId?: string;
  koreProduct?: string;
  koreRole?: string;
  koreAccessScope?: string;
  koreAccess?: string;
}

/** The words that decide which roles are assigned. A misspelt `revoked` would leave the access as it is. */
export const accessChoices: readonly Choice[] = ["koreProduct", "koreRole", "koreAccessScope", "koreAccess"];

/** Checks who gets which role on what: no scope is wider than the vault. */
export function checkKeyAccess(request: KeyAccessRequest): Problem[] {
  const { vaultId, keyName, servicePrincipalObjectId, koreAccess } = request;
  return [
    ...given(vaultId, (value) => checkResourceId("vaultId", "Microsoft.KeyVault/vaults", value)),
    ...given(keyName, (value) => checkKeyName("keyName", value)),
    // While access is revoked nothing is assigned to it, and Entra may no longer have it.
    ...(koreAccess === KoreAccess.Revoked
      ? []
      : given(servicePrincipalObjectId, (value) => checkServicePrincipalObjectId("servicePrincipalObjectId", value))),
    ...checkChoices(request, accessChoices),
  ];
}
