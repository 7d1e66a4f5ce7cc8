import { z } from "zod";
import { AzureError } from "../../model";
import type { ArmResource, VaultKey } from "../../model";
import type { Store } from "../../state/store";
import {
  checkKeyParameters,
  newVersion,
  recoveryLevel,
  refuseDeletedName,
  rsaKeyOperations,
} from "../../keys/keyRules";
import { rotationPolicyBody, settleRotationPolicy } from "../../keys/rotationPolicy";
import { generateRsaKey, newVersionName } from "../../keys/rsaMaterial";
import { findKeyById, findVaultById } from "../existence";
import { cloudOf } from "../regions";
import { resourceTags } from "../requestBody";
import type { ResourceId } from "../resourceId";
import type { PutRequest, ResourceType } from "../resourceType";
import { vaults } from "./vaults";

const seconds = z.number().int().nonnegative();

/**
 * `properties` of a key in a PUT. Elliptic curves, exportable keys and release policies are not simulated: such a
 * body is refused.
 */
const properties = z.strictObject({
  kty: z.string(),
  keySize: z.number().optional(),
  keyOps: z.array(z.string()).optional(),
  attributes: z
    .strictObject({
      enabled: z.boolean().optional(),
      nbf: seconds.optional(),
      exp: seconds.optional(),
      exportable: z.literal(false).optional(),
    })
    .optional(),
  rotationPolicy: rotationPolicyBody.optional(),
});
type Properties = z.infer<typeof properties>;

/**
 * Keys, as ARM sees them.
 *
 * A PUT is `Keys_CreateIfNotExist`: "does not create subsequent versions, and does not update existing keys"; an
 * existing key comes back untouched, whatever the body holds. Source: specification/keyvault/resource-manager/
 * Microsoft.KeyVault/stable/2024-11-01/keys.json of Azure/azure-rest-api-specs. Azure/bicep#8283 contradicts it, which is
 * unresolved: there a PUT with another `exp` than the key's is refused with 400
 * `KeyCreationParametersDidNotMatchExistingKey`.
 *
 * There is no DELETE in ARM: keys are deleted through the data plane.
 */
export const vaultKeys: ResourceType = {
  type: "Microsoft.KeyVault/vaults/keys",
  apiVersions: vaults.apiVersions,
  placement: "group",
  body: z.strictObject({ tags: resourceTags, properties }),
  deletable: false,

  find(store, id) {
    const key = findKeyById(store, id.id);
    return key && describeKey(store, key);
  },

  async put(store, request) {
    if (request.existing !== undefined) return request.existing;
    const vault = findVaultById(store, request.id.parentId)!;
    const wanted = request.body.properties as Properties;
    refuseDeletedName(store.state.keys[request.id.key]);
    const parameters = { ...wanted, ...wanted.attributes, tags: request.body.tags };
    checkKeyParameters(vault, request.id.name, parameters);
    const privateKeyPem = await generateRsaKey(wanted.keySize ?? 2048);
    requireUnchanged(store, request);
    const version = newVersion(store, newVersionName(), privateKeyPem, wanted.attributes ?? {});
    const key: VaultKey = store.state.keys[request.id.key] ?? {
      vaultId: vault.id,
      name: request.id.name,
      kty: wanted.kty as VaultKey["kty"],
      keySize: wanted.keySize ?? 2048,
      keyOps: wanted.keyOps ?? rsaKeyOperations,
      ...(request.body.tags && { tags: request.body.tags }),
      rotationPolicy: settleRotationPolicy(wanted.rotationPolicy, version.created),
      versions: [version],
    };
    store.state.keys[request.id.key] = key;
    return describeKey(store, key);
  },
};

/** While a key was being made, its vault may have been deleted, or its name used and deleted. */
function requireUnchanged(store: Store, request: PutRequest): void {
  refuseDeletedName(store.state.keys[request.id.key]);
  if (findVaultById(store, request.id.parentId) !== undefined) return;
  throw new AzureError(
    404,
    "ParentResourceNotFound",
    `Can not perform requested operation on nested resource. Parent resource '${vaultName(request.id)}' not found.`,
  );
}

function vaultName(id: ResourceId): string {
  return id.parentId.slice(id.parentId.lastIndexOf("/") + 1);
}

/** A key as ARM answers it: its current version. The port in the URIs is Azure's (example createKey.json). */
function describeKey(store: Store, key: VaultKey): ArmResource {
  const vault = findVaultById(store, key.vaultId)!;
  const current = key.versions[key.versions.length - 1]!;
  const keyUri = `https://${vault.name}.${cloudOf(vault.location).vaultDnsSuffix}:443/keys/${key.name}`;
  return {
    id: `${vault.id}/keys/${key.name}`,
    name: key.name,
    type: vaultKeys.type,
    ...(vault.location !== undefined && { location: vault.location }),
    ...(key.tags && { tags: key.tags }),
    properties: {
      attributes: {
        enabled: current.enabled,
        ...(current.nbf !== undefined && { nbf: current.nbf }),
        ...(current.exp !== undefined && { exp: current.exp }),
        created: current.created,
        updated: current.updated,
        recoveryLevel: recoveryLevel(vault),
        exportable: false,
      },
      kty: key.kty,
      keyOps: key.keyOps,
      keySize: key.keySize,
      keyUri,
      keyUriWithVersion: `${keyUri}/${current.version}`,
      ...(key.rotationPolicy && { rotationPolicy: key.rotationPolicy }),
    },
    createdAt: key.versions[0]!.created * 1000,
  };
}
