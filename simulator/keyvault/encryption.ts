/** RSA encryption with a key of the vault: `node:crypto` under Key Vault's algorithm names. */
import { constants, privateDecrypt, publicEncrypt } from "node:crypto";
import { AzureError } from "../model";

/** The encryption algorithms of RSA and RSA-HSM keys ("About keys", key types and algorithms). */
export const encryptionAlgorithms = ["RSA-OAEP-256", "RSA-OAEP", "RSA1_5"] as const;
/** As `alg` names it in a request. */
export type EncryptionAlgorithm = (typeof encryptionAlgorithms)[number];

const paddings: Record<EncryptionAlgorithm, { padding: number; oaepHash?: string }> = {
  "RSA-OAEP-256": { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" },
  "RSA-OAEP": { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha1" },
  RSA1_5: { padding: constants.RSA_PKCS1_PADDING },
};

/** Encrypts one block. Throws 400 `BadParameter` where it is too long for the key. */
export function encryptWith(privateKeyPem: string, algorithm: EncryptionAlgorithm, plaintext: Buffer): Buffer {
  return orBadParameter(() => publicEncrypt({ key: privateKeyPem, ...paddings[algorithm] }, plaintext));
}

/** Decrypts one block. Throws 400 `BadParameter` where it was made with another key or algorithm. */
export function decryptWith(privateKeyPem: string, algorithm: EncryptionAlgorithm, ciphertext: Buffer): Buffer {
  return orBadParameter(() => privateDecrypt({ key: privateKeyPem, ...paddings[algorithm] }, ciphertext));
}

/** Key Vault tells nothing about why a block does not fit. */
function orBadParameter(operation: () => Buffer): Buffer {
  try {
    return operation();
  } catch {
    throw new AzureError(400, "BadParameter", "The parameter is incorrect.\r\n");
  }
}
