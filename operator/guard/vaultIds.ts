/** IDs of vaults and keys, as resources have them and as others refer to them. */

/** A vault or a key, by its name in Azure. */
export interface VaultOrKey {
  kind: "vault" | "key";
  name: string;
}

/** A name in an ID or URI: all up to what ends it, in JSON too. */
const name = String.raw`([^/"\\?#|\s]+)`;

/** The ARM ID of a vault, or of a key in it. */
const armId = String.raw`/providers/Microsoft\.KeyVault/+vaults/${name}(?:/keys/${name}(?:/versions/${name})?)?`;

/** The URI of a key in a vault, of whichever cloud: `https://<vault>.vault.azure.net/keys/<key>/<version>`. */
const keyUri = String.raw`https?://[a-z0-9-]+\.vault\.[a-z0-9.-]+(?::\d+)?/keys/${name}(?:/${name})?`;

/** The vault or key whose ID it is; undefined if it is the ID of something else. */
export function vaultOrKeyOf(id: string): VaultOrKey | undefined {
  const match = new RegExp(`^/*subscriptions/[^/]+/resourceGroups/[^/]+${armId}/?$`, "i").exec(id);
  if (match) return foundOf(match[1], match[2]);
  const uri = new RegExp(`^${keyUri}/?$`, "i").exec(id);
  return uri ? foundOf(undefined, uri[1]) : undefined;
}

/** The ID of a secret or a certificate names a vault, but is not about the vault's keys. */
const notAbout = String.raw`(?![^/"\\?#|\s])(?!/(?:secrets|certificates)/)`;

/** The first vault or key that the text names anywhere. */
export function vaultOrKeyIn(text: string): VaultOrKey | undefined {
  const uri = new RegExp(keyUri, "i").exec(text);
  if (uri) return foundOf(undefined, uri[1]);
  const match = new RegExp(`${armId}${notAbout}`, "i").exec(text);
  return match ? foundOf(match[1], match[2]) : undefined;
}

/** Whether the ID is that of a secret or a certificate in a vault. */
export function isSecretsOrCertificates(id: string): boolean {
  return /(\/Microsoft\.KeyVault\/vaults\/[^/]+|^https?:\/\/[^/]+\.vault\.[^/]+)\/(secrets|certificates)\//i.test(id);
}

function foundOf(vault: string | undefined, key: string | undefined): VaultOrKey {
  return key === undefined ? { kind: "vault", name: vault ?? "" } : { kind: "key", name: key };
}
