"use strict";
/**
 * The calls of `kore-byok verify` made by hand, with the same clients: read the outputs, then the key, encrypt, decrypt,
 * wrap and unwrap, and the role assignments and the vault, which Kore's app may not read. No check and no explanation.
 */
const { execFileSync } = require("node:child_process");
const { randomBytes } = require("node:crypto");
const { AuthorizationManagementClient } = require("@azure/arm-authorization");
const { KeyVaultManagementClient } = require("@azure/arm-keyvault");
const { DefaultAzureCredential } = require("@azure/identity");
const { CryptographyClient, KeyClient } = require("@azure/keyvault-keys");

async function main() {
  const stdout = execFileSync("pulumi", ["stack", "output", "--json", "--stack", "dev"], { encoding: "utf8" });
  const { vaultUri, vaultId, keyName, tenantId, koreServicePrincipalObjectId } = JSON.parse(stdout);
  const credential = new DefaultAzureCredential({ tenantId });
  const [, , subscriptionId, , group, , , , vaultName] = vaultId.split("/");
  const filter = `atScope() and assignedTo('${koreServicePrincipalObjectId}')`;
  const controlPlane = Promise.allSettled([
    new AuthorizationManagementClient(credential, subscriptionId).roleAssignments
      .listForScope(`${vaultId}/keys/${keyName}`, { filter })
      .next(),
    new KeyVaultManagementClient(credential, subscriptionId).vaults.get(group, vaultName),
  ]);
  const key = await new KeyClient(vaultUri, credential).getKey(keyName);
  const client = new CryptographyClient(key, credential);
  const algorithm = "RSA-OAEP-256";
  const bytes = randomBytes(32);
  const { result: ciphertext } = await client.encrypt({ algorithm, plaintext: bytes });
  const { result: plaintext } = await client.decrypt({ algorithm, ciphertext });
  const { result: wrapped } = await client.wrapKey(algorithm, bytes);
  const { result: unwrapped } = await client.unwrapKey(algorithm, wrapped);
  await controlPlane;
  if (!bytes.equals(plaintext) || !bytes.equals(unwrapped)) throw new Error("other bytes came back");
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
