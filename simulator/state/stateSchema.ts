import { z } from "zod";
import type { AzureState } from "../model";

const milliseconds = z.number().int().nonnegative();
const seconds = z.number().int().nonnegative();
const tags = z.record(z.string(), z.string()).optional();

const armResource = z.strictObject({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  location: z.string().optional(),
  tags,
  properties: z.record(z.string(), z.unknown()),
  createdAt: milliseconds,
});

const keyVersion = z.strictObject({
  version: z.string().regex(/^[0-9a-f]{32}$/),
  privateKeyPem: z.string(),
  enabled: z.boolean(),
  created: seconds,
  updated: seconds,
  exp: seconds.optional(),
  nbf: seconds.optional(),
});

const vaultKey = z.strictObject({
  vaultId: z.string(),
  name: z.string(),
  kty: z.enum(["RSA", "RSA-HSM"]),
  keySize: z.number().int(),
  keyOps: z.array(z.string()),
  tags,
  rotationPolicy: z.record(z.string(), z.unknown()).optional(),
  versions: z.array(keyVersion).min(1),
  deleted: z.strictObject({ deletedAt: milliseconds, scheduledPurgeAt: milliseconds }).optional(),
});

const policy = { name: z.string(), type: z.string(), field: z.string() };

/** The shape of a state file. Anything else is refused: a guess could hand out another key than the one stored. */
export const stateSchema: z.ZodType<AzureState> = z.strictObject({
  formatVersion: z.literal(1),
  tenantId: z.guid(),
  subscriptionId: z.guid(),
  login: z.strictObject({ objectId: z.guid(), clientId: z.guid() }),
  loginRights: z.strictObject({ roles: z.array(z.string()), graphPermissions: z.array(z.string()) }).optional(),
  unregisteredProviders: z.array(z.string()).optional(),
  policies: z
    .array(
      z.discriminatedUnion("effect", [
        z.strictObject({ ...policy, effect: z.literal("deny"), allowed: z.array(z.string()) }),
        z.strictObject({ ...policy, effect: z.literal("modify"), value: z.string() }),
      ]),
    )
    .optional(),
  clockOffsetMs: milliseconds,
  propagationDelayMs: milliseconds,
  applications: z.array(
    z.strictObject({
      appId: z.guid(),
      displayName: z.string(),
      ownerTenantId: z.guid(),
      clientSecretSha256: z.string().optional(),
    }),
  ),
  servicePrincipals: z.array(
    z.strictObject({
      objectId: z.guid(),
      appId: z.guid(),
      displayName: z.string(),
      appOwnerTenantId: z.guid(),
      accountEnabled: z.boolean(),
      createdAt: milliseconds,
    }),
  ),
  resources: z.record(z.string(), armResource),
  deletedVaults: z.record(
    z.string(),
    z.strictObject({ vault: armResource, deletedAt: milliseconds, scheduledPurgeAt: milliseconds }),
  ),
  keys: z.record(z.string(), vaultKey),
  takenVaultNames: z.array(z.string()),
});
