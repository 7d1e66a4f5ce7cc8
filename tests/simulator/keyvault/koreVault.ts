/** A simulated Azure with a vault as the product sets it up, and clients that reach it as Kore's principal. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import tls from "node:tls";
import { getDefaultProxySettings } from "@azure/core-rest-pipeline";
import { ClientSecretCredential } from "@azure/identity";
import { CryptographyClient, KeyClient, type KeyClientOptions } from "@azure/keyvault-keys";
import type { Azure } from "../../../simulator/azure";
import { createAzure } from "../../../simulator/createAzure";
import { type HttpsFace, startHttpsFace } from "../../../simulator/https/face";

export const roles = {
  cryptoUser: "12338af0-0e69-4776-bea7-57ae8d297424",
  cryptoOfficer: "14b46e9e-c2b7-41b4-b07b-48a6ebf60603",
  cryptoServiceEncryptionUser: "e147488a-f6f5-4113-8e2d-b22465e65bf6",
} as const;

export const kore = {
  clientId: "7d2f8a34-51b6-4f0e-9c83-2b1f0d6e4a11",
  tenantId: "0c5e7b12-9a44-4d3f-8f67-d1a2b3c4e5f6",
  secret: "a-secret-of-the-simulation",
  address: "20.42.7.9",
};

const groupName = "rg-kore-byok";
const roleAssignmentName = "5b0f6f3e-7f57-4c6e-9a3d-0d7e5a1c2b3f";

export interface KoreVault {
  azure: Azure;
  face: HttpsFace;
  vaultId: string;
  vaultUri: string;
  keyName: string;
  /** Object ID of Kore's service principal. */
  koreObjectId: string;
  roleAssignmentId: string;
  /** PUTs the vault again with other network properties. */
  putVault(properties: Record<string, unknown>): Promise<void>;
  /** Gives Kore's principal a role at the vault; `name` is the GUID of the assignment. */
  assignRole(roleId: string, name?: string): Promise<string>;
  /** Options by which a client reaches the face, without retries. */
  clientOptions(from?: string): KeyClientOptions;
  credential(change?: { tenantId?: string; clientId?: string; secret?: string }): ClientSecretCredential;
  keyClient(from?: string): KeyClient;
  cryptographyClient(from?: string): Promise<CryptographyClient>;
  close(): Promise<void>;
}

/** Assigns a role at a vault; `name` is the GUID of the assignment. Answers its ID. */
export async function assignRoleAt(
  azure: Azure,
  vaultId: string,
  { principalId, roleId, name }: { principalId: string; roleId: string; name: string },
): Promise<string> {
  const id = `${vaultId}/providers/Microsoft.Authorization/roleAssignments/${name}`;
  const roleDefinitionId = `/subscriptions/${azure.state.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${roleId}`;
  const properties = { principalId, principalType: "ServicePrincipal", roleDefinitionId };
  await azure.arm.put(id, { properties }, "2022-04-01");
  return id;
}

/** Gives whoever deploys a role at the vault, as an operator needs it to use or to rotate the key. */
export async function assignRoleToLogin(azure: Azure, vaultId: string, roleId: string): Promise<void> {
  const name = "6c1f7f3e-7f57-4c6e-9a3d-0d7e5a1c2b3f";
  await assignRoleAt(azure, vaultId, { principalId: azure.state.login.objectId, roleId, name });
}

/**
 * Firewall mode: default action Deny, Kore's address admitted, Crypto User for Kore at the vault, one RSA key of
 * 2048 bits.
 */
export async function startKoreVault({ location = "westeurope" } = {}): Promise<KoreVault> {
  const azure = await createAzure();
  const { tenantId, subscriptionId } = azure.state;
  const groupId = `/subscriptions/${subscriptionId}/resourceGroups/${groupName}`;
  const vaultId = `${groupId}/providers/Microsoft.KeyVault/vaults/kv-kore-test`;
  const keyName = "kore-byok";
  await azure.arm.put(groupId, { location }, "2024-03-01");
  const putVault = async (properties: Record<string, unknown>): Promise<void> => {
    const wanted = {
      tenantId,
      sku: { family: "A", name: "premium" },
      enableRbacAuthorization: true,
      enablePurgeProtection: true,
      networkAcls: { bypass: "AzureServices", defaultAction: "Deny", ipRules: [{ value: `${kore.address}/32` }] },
      publicNetworkAccess: "Enabled",
      ...properties,
    };
    await azure.arm.put(vaultId, { location, properties: wanted }, "2024-11-01");
  };
  await putVault({});
  const keyOps = ["encrypt", "decrypt", "wrapKey", "unwrapKey"];
  const keyProperties = { kty: "RSA", keySize: 2048, keyOps };
  await azure.arm.put(`${vaultId}/keys/${keyName}`, { properties: keyProperties }, "2024-11-01");
  azure.outside.registerApplication({
    appId: kore.clientId,
    displayName: "Kore.ai BYOK",
    ownerTenantId: kore.tenantId,
    clientSecret: kore.secret,
  });
  const principal = await azure.entra.createServicePrincipal(kore.clientId);
  const assignRole = (roleId: string, name = roleAssignmentName): Promise<string> =>
    assignRoleAt(azure, vaultId, { principalId: principal.objectId, roleId, name });
  const roleAssignmentId = await assignRole(roles.cryptoUser);
  const vault = await azure.arm.get(vaultId, "2024-11-01");
  const vaultUri = String(vault.properties.vaultUri);

  const directory = mkdtempSync(path.join(tmpdir(), "kore-vault-"));
  const face = await startHttpsFace(azure, { caFile: path.join(directory, "ca.pem") });
  const trustedBefore = tls.getCACertificates("default");
  tls.setDefaultCACertificates([...trustedBefore, readFileSync(face.caFile, "utf8")]);

  const clientOptions = (from?: string): KeyClientOptions => ({
    proxyOptions: getDefaultProxySettings(face.proxyUrl(from)),
    retryOptions: { maxRetries: 0 },
  });
  const credential: KoreVault["credential"] = (change = {}) => {
    const { clientId, secret } = { ...kore, ...change };
    return new ClientSecretCredential(change.tenantId ?? tenantId, clientId, secret, clientOptions());
  };
  const keyClient = (from = kore.address): KeyClient => new KeyClient(vaultUri, credential(), clientOptions(from));
  return {
    azure,
    face,
    vaultId,
    vaultUri,
    keyName,
    koreObjectId: principal.objectId,
    roleAssignmentId,
    putVault,
    assignRole,
    clientOptions,
    credential,
    keyClient,
    async cryptographyClient(from = kore.address) {
      const key = await keyClient(from).getKey(keyName);
      return new CryptographyClient(key, credential(), clientOptions(from));
    },
    async close() {
      tls.setDefaultCACertificates(trustedBefore);
      await face.close();
      await azure.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
