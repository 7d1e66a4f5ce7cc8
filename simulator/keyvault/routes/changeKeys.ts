/** Changing keys: CreateKey, UpdateKey, RotateKey, DeleteKey. The rules stand in the core. */
import { z } from "zod";
import { newestVersion, requireVersion } from "../../keys/findKey";
import { deletionInfo, keyBundle } from "../keyBundle";
import type { KeyRoute } from "../keyRoute";

const attributes = z
  .strictObject({
    enabled: z.boolean().optional(),
    nbf: z.int().nonnegative().optional(),
    exp: z.int().nonnegative().optional(),
    exportable: z.literal(false).optional(),
  })
  .optional();
const tags = z.record(z.string(), z.string()).optional();
const keyOps = z.array(z.string()).optional();

const createBody = z.strictObject({ kty: z.string(), key_size: z.int().optional(), key_ops: keyOps, attributes, tags });
const updateBody = z.strictObject({ key_ops: keyOps, attributes, tags });

const createKey: KeyRoute<z.infer<typeof createBody>> = {
  method: "POST",
  path: "keys/{name}/create",
  action: "POST keys/create",
  need: { dataAction: "Microsoft.KeyVault/vaults/keys/create/action", permission: "create" },
  body: createBody,
  performedByCore: true,
  async run({ azure, vault, name, caller }, body) {
    const { enabled, nbf, exp } = body.attributes ?? {};
    const parameters = { kty: body.kty, keySize: body.key_size, keyOps: body.key_ops, tags: body.tags };
    const key = await azure.keys.create(vault.id, name, { ...parameters, enabled, nbf, exp }, caller);
    return keyBundle(vault, key, newestVersion(key));
  },
};

const updateKey: KeyRoute<z.infer<typeof updateBody>> = {
  method: "PATCH",
  path: "keys/{name}",
  action: "PATCH keys",
  need: { dataAction: "Microsoft.KeyVault/vaults/keys/update/action", permission: "update" },
  body: updateBody,
  performedByCore: true,
  async run({ azure, vault, name, version, caller }, body) {
    const { enabled, nbf, exp } = body.attributes ?? {};
    const change = { enabled, nbf, exp, keyOps: body.key_ops, tags: body.tags };
    const key = await azure.keys.update(vault.id, name, version, change, caller);
    return keyBundle(vault, key, requireVersion(key, version));
  },
};

const rotateKey: KeyRoute = {
  method: "POST",
  path: "keys/{name}/rotate",
  action: "POST keys/rotate",
  need: { dataAction: "Microsoft.KeyVault/vaults/keys/rotate/action", permission: "rotate" },
  performedByCore: true,
  async run({ azure, vault, name, caller }) {
    const key = await azure.keys.rotate(vault.id, name, caller);
    return keyBundle(vault, key, newestVersion(key));
  },
};

const deleteKey: KeyRoute = {
  method: "DELETE",
  path: "keys/{name}",
  action: "DELETE keys",
  need: { dataAction: "Microsoft.KeyVault/vaults/keys/delete", permission: "delete" },
  performedByCore: true,
  async run({ azure, vault, name, caller }) {
    const key = await azure.keys.softDelete(vault.id, name, caller);
    return { ...deletionInfo(vault, key), ...keyBundle(vault, key, newestVersion(key)) };
  },
};

/** All of them go through the core, which logs them. */
export const changeKeys: readonly KeyRoute[] = [
  createKey,
  updateKey,
  { ...updateKey, path: "keys/{name}/{version}" },
  rotateKey,
  deleteKey,
];
