import { AzureError, type AzureState } from "../../model";
import type { Store } from "../../state/store";
import type { PutRequest } from "../resourceType";

/**
 * A vault's name: 3 to 24 letters, digits and hyphens, first a letter, last a letter or digit, no two hyphens in a
 * row, and unique among all vaults of all tenants, the soft-deleted ones included.
 *
 * Sources: learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules and
 * learn.microsoft.com/azure/key-vault/general/common-error-codes; own deleted name:
 * alan-turing-institute/data-safe-haven#2523; taken name: Esri/arcgis-gitops#174, Azure/azure-powershell#15115.
 */
export function checkVaultName(store: Store, request: PutRequest): void {
  const problem = vaultNameProblem(store, request.id.name, request.id.key);
  if (problem !== undefined) throw problem;
}

/**
 * Why a vault cannot have a name; undefined where it can.
 *
 * @param key lower-cased ID of the vault that asks for it: its own name is not taken
 */
export function vaultNameProblem(
  { state }: { readonly state: Readonly<AzureState> },
  name: string,
  key?: string,
): AzureError | undefined {
  if (!/^(?!.*--)[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]$/.test(name)) {
    return new AzureError(
      400,
      "VaultNameNotValid",
      `The vault name '${name}' is invalid. A vault's name must be between 3-24 alphanumeric characters. The name ` +
        `must begin with a letter, end with a letter or digit, and not contain consecutive hyphens.`,
    );
  }
  if (state.deletedVaults[name.toLowerCase()] !== undefined) {
    return new AzureError(
      409,
      "ConflictError",
      "A vault with the same name already exists in deleted state. You need to either recover or purge existing key " +
        "vault. Follow this link https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft delete.",
    );
  }
  const takenHere = Object.values(state.resources).some(
    (resource) =>
      resource.type === "Microsoft.KeyVault/vaults" &&
      resource.name.toLowerCase() === name.toLowerCase() &&
      resource.id.toLowerCase() !== key,
  );
  const takenElsewhere = state.takenVaultNames.some((taken) => taken.toLowerCase() === name.toLowerCase());
  if (!takenHere && !takenElsewhere) return undefined;
  return new AzureError(
    409,
    "VaultAlreadyExists",
    `The vault name '${name}' is already in use. Vault names are globally unique so it is possible that the name is ` +
      `already taken. If you are sure that the vault name was not taken then it is possible that a vault with the ` +
      `same name was recently deleted but not purged after being placed in a recoverable state. If the vault is in a ` +
      `recoverable state then the vault will need to be purged before reusing the name. For more information on ` +
      `soft delete and purging a vault follow this link https://go.microsoft.com/fwlink/?linkid=2147740.`,
  );
}
