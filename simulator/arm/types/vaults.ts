import { AzureError } from "../../model";
import type { ArmResource } from "../../model";
import type { Store } from "../../state/store";
import { locatedBody } from "../requestBody";
import { cloudOf, regionNames } from "../regions";
import { keep } from "../resourceType";
import type { PutRequest, ResourceType } from "../resourceType";
import { softDeleteVault } from "../softDelete";
import { badRequest } from "./vaultErrors";
import { checkVaultName } from "./vaultNames";
import { checkNetworkAcls } from "./vaultNetworkAcls";
import { vaultProperties } from "./vaultProperties";
import type { VaultProperties } from "./vaultProperties";

/** Key vaults. Source: specification/keyvault/resource-manager of Azure/azure-rest-api-specs, and as stated below. */
export const vaults: ResourceType = {
  type: "Microsoft.KeyVault/vaults",
  apiVersions: [
    "2023-02-01",
    "2023-07-01",
    "2024-04-01-preview",
    "2024-11-01",
    "2024-12-01-preview",
    "2025-05-01",
    "2026-02-01",
    "2026-03-01-preview",
  ],
  placement: "group",
  locations: regionNames,
  body: locatedBody(vaultProperties),

  put(store, request) {
    const wanted = request.body.properties as VaultProperties;
    if (wanted.createMode === "recover") return recover(store, request);
    checkVaultName(store, request);
    checkProperties(store, request, wanted);
    return keep(store, request, this.type, {
      location: request.body.location,
      tags: request.body.tags,
      properties: settled(store, request, wanted),
    });
  },

  deleted: softDeleteVault,
};

/**
 * Brings a soft-deleted vault back as it was; what else the body holds is not looked at (Azure/azure-rest-api-specs#21306).
 *
 * Source: learn.microsoft.com/azure/key-vault/general/key-vault-recovery; the code of the refusal as in
 * hashicorp/terraform-provider-azurerm#12972, its words are unverified. Public reports meet it as well where the resource group differs.
 */
function recover(store: Store, request: PutRequest): ArmResource {
  const name = request.id.name.toLowerCase();
  const deleted = store.state.deletedVaults[name];
  if (
    deleted === undefined ||
    deleted.vault.id.toLowerCase() !== request.id.key ||
    deleted.vault.location !== request.body.location
  ) {
    throw new AzureError(
      400,
      "SoftDeletedVaultDoesNotExist",
      "A soft deleted vault with the given name does not exist. Ensure that the name for the vault that is being " +
        "attempted to recover is in a recoverable state.",
    );
  }
  delete store.state.deletedVaults[name];
  store.state.resources[request.id.key] = deleted.vault;
  return deleted.vault;
}

function checkProperties(store: Store, request: PutRequest, wanted: VaultProperties): void {
  const existing = request.existing?.properties;
  // Source: public reports of `BadRequest: An invalid value was provided for 'tenantId'.` for a foreign tenant.
  if (wanted.tenantId.toLowerCase() !== store.state.tenantId.toLowerCase()) {
    throw badRequest("An invalid value was provided for 'tenantId'.");
  }
  // Source: Azure/azure-rest-api-specs#18106. Refused on the first create as well (Azure/ai-hub#241).
  if (wanted.enablePurgeProtection === false) {
    throw badRequest(
      'The property "enablePurgeProtection" cannot be set to false. Enabling the purge protection for a vault is an ' +
        "irreversible action.",
    );
  }
  // Source: learn.microsoft.com/azure/key-vault/general/soft-delete-change: soft delete cannot be turned off or left
  // out any more. The words are those that Azure has for a live vault.
  if (wanted.enableSoftDelete === false) {
    throw badRequest(
      "The property \"enableSoftDelete\" can be set to false only for creating new vault. Enabling the 'soft delete' " +
        "functionality is an irreversible action.",
    );
  }
  // Source: learn.microsoft.com/azure/key-vault/general/soft-delete-overview ("Once set, the retention policy
  // interval cannot be changed"); the words as in public reports.
  if (
    existing !== undefined &&
    wanted.softDeleteRetentionInDays !== undefined &&
    wanted.softDeleteRetentionInDays !== existing.softDeleteRetentionInDays
  ) {
    throw badRequest('The property "softDeleteRetentionInDays" has been set already and it can\'t be modified.');
  }
  // Unverified on Azure, rule and words: what a downgrade does to HSM keys is not documented, so the simulation refuses it.
  const hsmKey = Object.values(store.state.keys).find(
    (key) => key.vaultId.toLowerCase() === request.id.key && key.kty === "RSA-HSM",
  );
  if (wanted.sku.name === "standard" && hsmKey !== undefined) {
    throw badRequest(`The sku cannot be changed to standard: key '${hsmKey.name}' is protected by hardware.`);
  }
}

/** The properties as Azure answers them: defaults filled in, addresses normalised, what only grows kept. */
function settled(store: Store, request: PutRequest, wanted: VaultProperties): Record<string, unknown> {
  const existing = request.existing?.properties;
  return {
    ...wanted,
    // Taken in a PUT, never answered.
    createMode: undefined,
    sku: { family: "A", name: wanted.sku.name },
    accessPolicies: wanted.accessPolicies ?? existing?.accessPolicies ?? [],
    enabledForDeployment: wanted.enabledForDeployment ?? existing?.enabledForDeployment ?? false,
    enabledForDiskEncryption: wanted.enabledForDiskEncryption ?? existing?.enabledForDiskEncryption ?? false,
    enabledForTemplateDeployment:
      wanted.enabledForTemplateDeployment ?? existing?.enabledForTemplateDeployment ?? false,
    enableSoftDelete: true,
    softDeleteRetentionInDays: wanted.softDeleteRetentionInDays ?? existing?.softDeleteRetentionInDays ?? 90,
    enableRbacAuthorization:
      wanted.enableRbacAuthorization ?? existing?.enableRbacAuthorization ?? rbacByDefault(request.apiVersion),
    // Once on, it stays on: nobody can turn it off (soft-delete-overview).
    enablePurgeProtection: wanted.enablePurgeProtection ?? existing?.enablePurgeProtection,
    networkAcls: wanted.networkAcls && checkNetworkAcls(store, wanted.networkAcls),
    publicNetworkAccess: publicNetworkAccess(wanted.publicNetworkAccess),
    vaultUri: `https://${request.existing?.name ?? request.id.name}.${cloudOf(request.body.location).vaultDnsSuffix}/`,
    provisioningState: "Succeeded",
    privateEndpointConnections: existing?.privateEndpointConnections,
  };
}

/** Source: learn.microsoft.com/azure/key-vault/general/access-control-default: RBAC from 2026-02-01 on. */
function rbacByDefault(apiVersion: string): boolean {
  return apiVersion >= "2026-02-01";
}

/** Azure takes any case and answers a capital. Source: default `enabled` in the specification, answers in public reports.
 * The words of the refusal are unverified. */
function publicNetworkAccess(value: string | undefined): string {
  const known = ["Enabled", "Disabled"];
  const found = known.find((each) => each.toLowerCase() === (value ?? "enabled").toLowerCase());
  if (found === undefined) throw badRequest("An invalid value was provided for 'publicNetworkAccess'.");
  return found;
}
