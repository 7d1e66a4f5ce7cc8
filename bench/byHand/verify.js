"use strict";
/**
 * The rehearsal's calls made by hand, with the same clients: read the outputs, then the key, encrypt, decrypt, wrap and
 * unwrap. No check, no explanation, no look at the control plane: the least that `kore-byok verify` can cost.
 */
const { execFileSync } = require("node:child_process");
const { randomBytes } = require("node:crypto");
const { DefaultAzureCredential } = require("@azure/identity");
const { CryptographyClient, KeyClient } = require("@azure/keyvault-keys");

async function main() {
  const stdout = execFileSync("pulumi", ["stack", "output", "--json", "--stack", "dev"], { encoding: "utf8" });
  const { vaultUri, keyName, tenantId } = JSON.parse(stdout);
  const credential = new DefaultAzureCredential({ tenantId });
  const key = await new KeyClient(vaultUri, credential).getKey(keyName);
  const client = new CryptographyClient(key, credential);
  const algorithm = "RSA-OAEP-256";
  const bytes = randomBytes(32);
  const { result: ciphertext } = await client.encrypt({ algorithm, plaintext: bytes });
  const { result: plaintext } = await client.decrypt({ algorithm, ciphertext });
  const { result: wrapped } = await client.wrapKey(algorithm, bytes);
  const { result: unwrapped } = await client.unwrapKey(algorithm, wrapped);
  if (!bytes.equals(plaintext) || !bytes.equals(unwrapped)) throw new Error("other bytes came back");
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
