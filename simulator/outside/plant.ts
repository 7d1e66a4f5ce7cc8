import { findVaultById } from "../arm/existence";
import { cloudOf } from "../arm/regions";
import { findType } from "../arm/registry";
import { parseResourceId } from "../arm/resourceId";
import { newVersion, rsaKeyOperations } from "../keys/keyRules";
import { settleRotationPolicy } from "../keys/rotationPolicy";
import { generateRsaKeySync, newVersionName } from "../keys/rsaMaterial";
import type { ArmResource, VaultKey } from "../model";
import type { Store } from "../state/store";

/**
 * Puts a resource into Azure as it stands, past all rules: what a tenant already holds need not follow ours.
 *
 * Filled in is what no vault or key is without: the URI and the retention of a vault, the material of a key. A
 * private endpoint connection goes into its vault, where Azure keeps it.
 *
 * @throws AzureError for an ID that is not an ARM resource ID; Error for a key or connection without its vault.
 */
export function plant(store: Store, resource: Omit<ArmResource, "createdAt">): ArmResource {
  const id = parseResourceId(resource.id);
  const type = findType(id.type)?.type ?? resource.type;
  const planted: ArmResource = structuredClone({ ...resource, type, createdAt: store.now() });
  if (type === "Microsoft.KeyVault/vaults") {
    planted.properties = {
      softDeleteRetentionInDays: 90,
      vaultUri: `https://${planted.name}.${cloudOf(planted.location).vaultDnsSuffix}/`,
      ...planted.properties,
    };
  }
  if (type === "Microsoft.KeyVault/vaults/keys") {
    store.state.keys[id.key] = plantedKey(store, requireVault(store, id.parentId), planted);
  } else if (type === "Microsoft.KeyVault/vaults/privateEndpointConnections") {
    const { properties } = requireVault(store, id.parentId);
    const others = (properties.privateEndpointConnections ?? []) as unknown[];
    properties.privateEndpointConnections = [...others, { id: planted.id, properties: planted.properties }];
  } else {
    store.state.resources[id.key] = planted;
  }
  store.save();
  return structuredClone(planted);
}

function requireVault(store: Store, vaultId: string): ArmResource {
  const vault = findVaultById(store, vaultId);
  if (vault === undefined) throw new Error(`Plant the vault ${vaultId} before what is inside it.`);
  return vault;
}

function plantedKey(store: Store, vault: ArmResource, planted: ArmResource): VaultKey {
  const { kty, keySize, keyOps, attributes, rotationPolicy } = planted.properties as Partial<VaultKey> & {
    attributes?: { enabled?: boolean; exp?: number; nbf?: number };
  };
  const bits = keySize ?? 2048;
  return {
    vaultId: vault.id,
    name: planted.name,
    kty: kty ?? "RSA",
    keySize: bits,
    keyOps: keyOps ?? rsaKeyOperations,
    ...(planted.tags && { tags: planted.tags }),
    rotationPolicy: rotationPolicy ?? settleRotationPolicy(undefined, Math.floor(store.now() / 1000)),
    versions: [newVersion(store, newVersionName(), generateRsaKeySync(bits), attributes ?? {})],
  };
}
