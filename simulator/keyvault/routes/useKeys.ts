/** Using keys: Encrypt, Decrypt, WrapKey, UnwrapKey. */
import { z } from "zod";
import { decryptWith, encryptionAlgorithms, encryptWith } from "../encryption";
import { requireVersion } from "../../keys/findKey";
import { keyIdentifier } from "../keyBundle";
import type { KeyRoute } from "../keyRoute";
import { checkUse, type KeyUse } from "../keyUse";

const body = z.strictObject({
  alg: z.enum(encryptionAlgorithms),
  value: z.string().regex(/^[A-Za-z0-9_-]+$/, "must be base64url without padding"),
});

/** @param dataAction Last part of the data action, which is `wrap` where the path and `key_ops` say `wrapKey`. */
function useKey(
  use: KeyUse,
  dataAction: "encrypt" | "decrypt" | "wrap" | "unwrap",
  crypt: typeof encryptWith,
): KeyRoute<z.infer<typeof body>>[] {
  const segment = use.toLowerCase();
  const route: KeyRoute<z.infer<typeof body>> = {
    method: "POST",
    path: `keys/{name}/{version}/${segment}`,
    action: `POST keys/${segment}`,
    need: { dataAction: `Microsoft.KeyVault/vaults/keys/${dataAction}/action`, permission: use },
    body,
    performedByCore: false,
    run({ azure, vault, name, version: asked }, { alg, value }) {
      const key = azure.keys.get(vault.id, name);
      const version = requireVersion(key, asked);
      checkUse(key, version, use, azure.now());
      const result = crypt(version.privateKeyPem, alg, Buffer.from(value, "base64url"));
      return { kid: keyIdentifier(vault, key, version), value: result.toString("base64url") };
    },
  };
  return [route, { ...route, path: `keys/{name}/${segment}` }];
}

/** With a version in the path and without: then the newest is used. Sign and verify are not simulated. */
export const useKeys: readonly KeyRoute[] = [
  ...useKey("encrypt", "encrypt", encryptWith),
  ...useKey("decrypt", "decrypt", decryptWith),
  ...useKey("wrapKey", "wrap", encryptWith),
  ...useKey("unwrapKey", "unwrap", decryptWith),
];
